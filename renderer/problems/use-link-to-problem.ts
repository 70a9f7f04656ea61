import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { navigate } from '#renderer/ui/route.ts';
import type { Failure } from '#shared/base/result.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { TicketNamed } from './problem-dialogs-store.ts';

/** Links tickets to a problem and says so; answers the refusal. */
export const useLinkToProblem = (): ((
  problem: { readonly id: string; readonly number: string },
  tickets: readonly TicketNamed[],
) => Promise<Failure | undefined>) => {
  const { t } = useTranslation('problems');
  const client = useClient();
  return useCallback(
    async (problem, tickets) => {
      const ticketIds = tickets.map(({ id }) => id);
      const answer = await client.call('problems.link', { problemId: problem.id, ticketIds });
      if (!answer.ok) return answer.failure;
      const [first] = tickets;
      const number = shortNumber(problem.number);
      announce({
        tone: 'done',
        text:
          tickets.length === 1 && first
            ? t('linked', { number: shortNumber(first.number), problem: number })
            : t('linkedMany', { count: tickets.length, problem: number }),
        action: { label: t('show'), run: () => navigate('problems', problem.id) },
      });
      return undefined;
    },
    [client, t],
  );
};
