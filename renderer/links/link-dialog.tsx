import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { TicketFinder } from '#renderer/tickets/ticket-finder.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import type { TicketLinkSide } from '#shared/links/link.ts';
import type { QueueRow } from '#shared/queue/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';

/** What the other ticket is to this one: `child_of` says that this one is the child. */
const sides = ['related', 'child_of', 'parent_of'] as const satisfies readonly TicketLinkSide[];
const relatable = ticketStates.filter((state) => state !== 'merged');
const dividable = relatable.filter((state) => state !== 'closed' && state !== 'cancelled');

interface LinkDialogProps {
  readonly ticket: { readonly id: string; readonly number: string };
  readonly onClose: () => void;
}

/** Ties this ticket to another one. */
export const LinkDialog = ({ ticket, onClose }: LinkDialogProps) => {
  const { t } = useTranslation('links');
  const client = useClient();
  const [side, setSide] = useState<TicketLinkSide>('related');
  const [other, setOther] = useState<QueueRow | null>(null);
  const { tried, pending, failure, submit } = useSubmit(other !== null, async () => {
    if (other === null) return undefined;
    const answer = await client.call('links.add', { ticketId: ticket.id, side, otherId: other.id });
    if (!answer.ok) return answer.failure;
    const numbers = { number: shortNumber(ticket.number), other: shortNumber(other.number) };
    announce({ tone: 'done', text: t('added', numbers) });
    onClose();
    return undefined;
  });
  return (
    <FormDialog
      name="links.add.submit"
      title={t('addTitle', { number: shortNumber(ticket.number) })}
      submitLabel={t('addShort')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TicketFinder
        legend={t('which')}
        states={side === 'related' ? relatable : dividable}
        without={[ticket.id]}
        chosen={other}
        onChoose={setOther}
        error={tried && other === null ? t('whichNeeded') : undefined}
      />
      <Choices
        legend={t('as')}
        single
        options={sides.map((value) => ({ value, label: t(`as.${value}`) }))}
        value={side}
        onChange={setSide}
      />
    </FormDialog>
  );
};
