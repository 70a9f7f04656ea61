import { useEffect, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { AssetFacets } from '#shared/assets/operations.ts';

/** Values that assets carry, for filters and forms; asked for again when assets change. Undefined until the first answer. */
export const useAssetFacets = (): AssetFacets | undefined => {
  const client = useClient();
  const [facets, setFacets] = useState<AssetFacets>();
  useEffect(() => {
    let current = true;
    const load = async () => {
      const answer = await client.call('assets.facets', {});
      if (current && answer.ok) setFacets(answer.value);
    };
    void load();
    const stop = client.onNotice((notice) => {
      if (notice.name === 'assets.changed') void load();
    });
    return () => {
      current = false;
      stop();
    };
  }, [client]);
  return facets;
};
