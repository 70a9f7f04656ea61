import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/api/session.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import type { Completion } from '#renderer/writing/completion.ts';
import { useColleagues } from '#renderer/api/use-colleagues.ts';

/** `@` where no letter but a Chinese character stands before it, and what of a name is written so far. */
const trigger = /(?:^|[^\p{L}\p{N}_@.]|\p{Script=Han})[@＠]([^\s@＠]{0,30}(?: [^\s@＠]{0,20})?)$/u;

/** Colleagues after `@`, oneself left out. */
export const useMentionCompletion = (): Completion => {
  const { t } = useTranslation('watching');
  const { userId } = useSession();
  const colleagues = useColleagues();
  return useMemo(() => {
    const people = colleagues.filter(({ id }) => id !== userId);
    return {
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
    };
  }, [colleagues, userId, t]);
};
