import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { TicketFinder } from '#renderer/tickets/ticket-finder.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import type { ProblemDetail } from '#shared/problems/operations.ts';
import type { QueueRow } from '#shared/queue/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';
import { problemStore } from './problem-store.ts';

const linkable = ticketStates.filter((state) => state !== 'merged');

interface LinkTicketDialogProps {
  readonly detail: ProblemDetail;
  readonly onClose: () => void;
}

export const LinkTicketDialog = ({ detail, onClose }: LinkTicketDialogProps) => {
  const { t } = useTranslation('problems');
  const client = useClient();
  const store = useSessionStore(problemStore);
  const [ticket, setTicket] = useState<QueueRow | null>(null);
  const { id: problemId, number } = detail.problem;
  const { tried, pending, failure, submit } = useSubmit(ticket !== null, async () => {
    if (ticket === null) return undefined;
    const answer = await client.call('problems.link', { problemId, ticketIds: [ticket.id] });
    if (!answer.ok) return answer.failure;
    store.getState().take(answer.value);
    announce({
      tone: 'done',
      text: t('linked', { number: shortNumber(ticket.number), problem: shortNumber(number) }),
    });
    onClose();
    return undefined;
  });
  return (
    <FormDialog
      name="problems.linkTicket.submit"
      title={t('linkTicketTitle', { number: shortNumber(number) })}
      submitLabel={t('linkTicketShort')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TicketFinder
        legend={t('ticket')}
        states={linkable}
        without={detail.tickets.map(({ id }) => id)}
        chosen={ticket}
        onChoose={setTicket}
        error={tried && ticket === null ? t('ticketNeeded') : undefined}
      />
    </FormDialog>
  );
};
