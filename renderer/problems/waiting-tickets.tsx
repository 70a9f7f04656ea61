import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { LinkedTicket } from '#shared/links/operations.ts';

/** Offers to go on with the tickets that were put on hold for this problem, once there is something to go on with. */
export const WaitingTickets = ({ tickets }: { readonly tickets: readonly LinkedTicket[] }) => {
  const { t } = useTranslation('problems');
  const client = useClient();
  const failureText = useFailureText();
  const canWork = useAllowed('tickets.work');
  const waiting = tickets.filter(({ state, holdReason }) => state === 'on_hold' && holdReason === 'problem');
  if (waiting.length === 0) return null;
  const resume = async () => {
    const refused: Failure[] = [];
    for (const { id } of waiting) {
      const answer = await client.call('tickets.resume', { ticketId: id });
      if (!answer.ok) refused.push(answer.failure);
    }
    const [first] = refused;
    const count = waiting.length;
    if (first)
      announce({
        tone: 'refused',
        text: t('resumedSome', { count, done: count - refused.length, why: failureText(first) }),
      });
    else announce({ tone: 'done', text: t('resumed', { count }) });
  };
  return (
    <Banner
      tone="quiet"
      boxed
      actions={
        canWork ? (
          <Button size="xs" onClick={() => void resume()}>
            {t('resume', { count: waiting.length })}
          </Button>
        ) : undefined
      }
    >
      {t('waiting', { count: waiting.length })}
    </Banner>
  );
};
