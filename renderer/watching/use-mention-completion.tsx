import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSession } from '#renderer/api/session.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import type { Completion } from '#renderer/writing/completion.ts';

/** `@` where no letter but a Chinese character stands before it, and what of a name is written so far. */
const trigger = /(?:^|[^\p{L}\p{N}_@.]|\p{Script=Han})[@＠]([^\s@＠]{0,30}(?: [^\s@＠]{0,20})?)$/u;

/** Colleagues after `@`, oneself left out. */
export const useMentionCompletion = (): Completion => {
  const { t } = useTranslation('watching');
  const client = useClient();
  const { userId } = useSession();
  const [people, setPeople] = useState<readonly { readonly id: string; readonly displayName: string }[]>([]);
  useEffect(() => {
    let isWanted = true;
    void client.call('accounts.colleagues', {}).then((found) => {
      if (isWanted && found.ok) setPeople(found.value.filter(({ id }) => id !== userId));
    });
    return () => {
      isWanted = false;
    };
  }, [client, userId]);
  return useMemo(
    () => ({
      label: t('mentionSomebody'),
      tokenAt: (before) => {
        const query = trigger.exec(before)?.[1];
        return query === undefined ? undefined : { from: before.length - query.length - 1, query };
      },
      options: people.map(({ id, displayName }) => ({
        value: id,
        label: displayName,
        before: <Avatar name={displayName} />,
      })),
      textFor: (id) => {
        const name = people.find((person) => person.id === id)?.displayName ?? '';
        return `@${name} `;
      },
    }),
    [people, t],
  );
};
