import { useEffect, useState } from 'react';
import { useClient } from './session.tsx';

/** Who works tickets on this desk; nobody until it is known. */
export const useColleagues = (): readonly { readonly id: string; readonly displayName: string }[] => {
  const client = useClient();
  const [people, setPeople] = useState<readonly { readonly id: string; readonly displayName: string }[]>([]);
  useEffect(() => {
    let isWanted = true;
    void client.call('accounts.colleagues', {}).then((found) => {
      if (isWanted && found.ok) setPeople(found.value);
    });
    return () => {
      isWanted = false;
    };
  }, [client]);
  return people;
};
