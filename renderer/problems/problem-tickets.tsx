import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { LinkedTicketRow } from '#renderer/links/linked-ticket-row.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import type { LinkedTicket } from '#shared/links/operations.ts';
import type { ProblemDetail } from '#shared/problems/operations.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { problemDialogsStore } from './problem-dialogs-store.ts';
import { problemStore } from './problem-store.ts';

/** Tickets drawn at once; a problem may be behind hundreds. */
const SHOWN = 20;

const openFirst = (left: LinkedTicket, right: LinkedTicket): number =>
  Number(isOpen(right.state)) - Number(isOpen(left.state)) || left.priority - right.priority;

/** The tickets that the problem is behind, those still open first. */
export const ProblemTickets = ({ detail }: { readonly detail: ProblemDetail }) => {
  const { t } = useTranslation('problems');
  const client = useClient();
  const store = useSessionStore(problemStore);
  const dialogs = useSessionStore(problemDialogsStore);
  const failureText = useFailureText();
  const [all, setAll] = useState(false);
  const { problem, tickets, actions } = detail;
  const mayLink = actions.includes('link');
  const sorted = tickets.toSorted(openFirst);
  const shown = all ? sorted : sorted.slice(0, SHOWN);
  const open = tickets.filter(({ state }) => isOpen(state)).length;

  const link = async (ticket: LinkedTicket) => {
    const answer = await client.call('problems.link', { problemId: problem.id, ticketIds: [ticket.id] });
    if (answer.ok) store.getState().take(answer.value);
    else announce({ tone: 'refused', text: failureText(answer.failure) });
  };
  const unlink = async (ticket: LinkedTicket) => {
    const answer = await client.call('problems.unlink', { problemId: problem.id, ticketId: ticket.id });
    if (!answer.ok) {
      announce({ tone: 'refused', text: failureText(answer.failure) });
      return;
    }
    store.getState().take(answer.value);
    announce({
      tone: 'done',
      text: t('unlinked', { number: shortNumber(ticket.number) }),
      action: { label: t('undo'), run: () => void link(ticket) },
    });
  };

  return (
    <PanelSection
      title={t('tickets')}
      meta={tickets.length === 0 ? undefined : t('openOf', { all: tickets.length, open })}
      action={
        mayLink && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => dialogs.getState().open({ kind: 'linkTicket', detail })}
          >
            {t('linkTicketShort')}
          </Button>
        )
      }
    >
      {tickets.length === 0 && <p className="muted">{t('noTickets')}</p>}
      <ul>
        {shown.map((ticket) => (
          <LinkedTicketRow key={ticket.id} ticket={ticket} onRemove={mayLink ? () => void unlink(ticket) : undefined} />
        ))}
      </ul>
      {shown.length < tickets.length && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t('showTickets', { count: tickets.length - shown.length })}
        </Button>
      )}
    </PanelSection>
  );
};
