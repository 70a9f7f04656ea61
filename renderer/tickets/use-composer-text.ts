import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useDraft, type DraftUse } from '#renderer/drafts/use-draft.ts';
import { announce } from '#renderer/ui/announce.ts';
import type { Failure, Result } from '#shared/base/result.ts';
import { gapIn } from '#shared/templates/variables.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { actionStore, type TextKind } from './action-store.ts';
import { isHandChannel, type HandChannel } from './new-ticket-fields.ts';
import { ticketStore } from './ticket-store.ts';
import { isHandDelivery, usualDelivery, type HandDelivery, type UsualDelivery } from './usual-delivery.ts';

interface Said {
  readonly text: string;
  readonly delivery: HandDelivery;
  readonly channel: HandChannel;
}

export interface ComposerText extends Said {
  /** What the delivery would be had nobody chosen one. */
  readonly usual: UsualDelivery;
  readonly draft: DraftUse;
  readonly pending: boolean;
  readonly failure: Failure | undefined;
  /** What a canned reply left open and somebody has to fill in before the text goes out. */
  readonly gap: string | undefined;
  readonly keep: (change: Partial<Said>) => void;
  readonly add: () => Promise<void>;
}

/**
 * What is being written on a ticket: kept as a draft with every key, sent as what it is. After a comment or a reply the next text is a work
 * note again, so that nothing reaches the requester by habit.
 */
export const useComposerText = (
  { ticket, timeline }: TicketDetail,
  kind: TextKind,
  field: RefObject<HTMLTextAreaElement | null>,
): ComposerText => {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const tickets = useSessionStore(ticketStore);
  const actions = useSessionStore(actionStore);
  const draft = useDraft(`${ticket.id}:${kind}`);
  const [usual] = useState(() => usualDelivery(timeline, Date.now()));
  const [said, setSaid] = useState<Said>(() => {
    const { text = '', delivery, channel } = draft.initial;
    return {
      text,
      delivery: isHandDelivery(delivery) ? delivery : usual.delivery,
      channel: isHandChannel(channel) ? channel : isHandChannel(ticket.channel) ? ticket.channel : 'phone',
    };
  });
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [gap, setGap] = useState<string>();

  const keep = (change: Partial<Said>) => {
    const next = { ...said, ...change };
    setSaid(next);
    const how = { workNote: {}, comment: { delivery: next.delivery }, reply: { channel: next.channel } }[kind];
    draft.type(next.text === '' ? {} : { text: next.text, ...how });
  };
  const send = (): Promise<Result<TicketDetail>> => {
    const { text, delivery, channel } = said;
    if (kind === 'comment') return client.call('tickets.comment', { ticketId: ticket.id, text, delivery });
    if (kind === 'reply') return client.call('tickets.reply', { ticketId: ticket.id, text, channel });
    return client.call('tickets.workNote', { ticketId: ticket.id, text });
  };
  const add = async () => {
    if (pending) return;
    if (said.text.trim() === '') {
      field.current?.focus();
      return;
    }
    const found = kind === 'reply' ? undefined : gapIn(said.text);
    setGap(found?.text);
    if (found) {
      field.current?.focus();
      field.current?.setSelectionRange(found.from, found.from + found.text.length);
      return;
    }
    setPending(true);
    await draft.flush();
    const answer = await send();
    setPending(false);
    if (!answer.ok) {
      setFailure(answer.failure);
      return;
    }
    setFailure(undefined);
    setSaid({ ...said, text: '' });
    void draft.finish();
    tickets.getState().take(answer.value);
    announce({ tone: 'done', text: t(`done.${kind}`, { number: answer.value.ticket.number }) });
    if (kind === 'workNote') field.current?.focus();
    else actions.getState().write('workNote', ticket.id);
  };

  return { ...said, usual, draft, pending, failure, gap, keep, add };
};
