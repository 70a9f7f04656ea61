import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { TicketDiagnosis as Diagnosis, type TicketDiagnosisDeeds } from '#renderer/diagnosis/ticket-diagnosis.tsx';
import { draftsStore } from '#renderer/drafts/drafts-store.ts';
import { actionStore } from '#renderer/tickets/action-store.ts';
import { ticketStore } from '#renderer/tickets/ticket-store.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';

/** Guided diagnosis with what it needs of tickets: their store, their dialogs, the draft of a resolution. */
export const TicketDiagnosis = ({ detail }: { readonly detail: TicketDetail }) => {
  const { t } = useTranslation('tickets');
  const tickets = useSessionStore(ticketStore);
  const dialogs = useSessionStore(actionStore);
  const drafts = useSessionStore(draftsStore);
  const mayAssign = useAllowed('tickets.assign');
  const { ticket } = detail;
  const deeds = useMemo(
    (): TicketDiagnosisDeeds => ({
      onChanged: (changed) => tickets.getState().take(changed),
      onStale: () => tickets.getState().refresh(),
      onResolve: ({ code, text }) => {
        const key = `${ticket.id}:resolve`;
        const begun = drafts.getState().fieldsOf(key);
        // What somebody wrote before stays above; the same run asked for twice is there once.
        const written = begun['text'] ?? '';
        const whole = written === '' || written.includes(text) ? written || text : `${written}\n\n${text}`;
        drafts.getState().typed(key, { ...begun, code: begun['code'] || code, text: whole });
        dialogs.getState().ask('resolve', [ticket]);
      },
      onEscalate: mayAssign ? (note) => dialogs.getState().ask('assign', [ticket], note) : undefined,
      codeName: (code) => t(`resolution.${code}`),
      group: t('thisTicket'),
    }),
    [tickets, dialogs, drafts, mayAssign, ticket, t],
  );
  return <Diagnosis key={ticket.id} detail={detail} deeds={deeds} />;
};
