import { lazy, Suspense } from 'react';
import { useSessionStore } from '#renderer/api/session.tsx';
import { TicketClocks } from '#renderer/sla/ticket-clocks.tsx';
import type { TicketSlots } from '#renderer/tickets/ticket-slots.ts';
import { ticketStore } from '#renderer/tickets/ticket-store.ts';
import { surveyOf } from '#shared/survey/standing.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';

const load = {
  diagnosis: () => import('./ticket-diagnosis.tsx'),
  report: () => import('#renderer/report/report-entry.tsx'),
  survey: () => import('#renderer/survey/survey-section.tsx'),
  tasks: () => import('#renderer/tasks/tasks-section.tsx'),
  time: () => import('#renderer/time/time-section.tsx'),
} as const;
const TicketDiagnosis = lazy(async () => ({ default: (await load.diagnosis()).TicketDiagnosis }));
const HeadScore = lazy(async () => ({ default: (await load.survey()).HeadScore }));
const ReportEntry = lazy(async () => ({ default: (await load.report()).ReportEntry }));
const SurveySection = lazy(async () => ({ default: (await load.survey()).SurveySection }));
const TasksSection = lazy(async () => ({ default: (await load.tasks()).TasksSection }));
const TimeSection = lazy(async () => ({ default: (await load.time()).TimeSection }));

/** Fetches them before a ticket is opened, so that their keys work as soon as it is. */
export const fetchSections = async (): Promise<void> => {
  await Promise.all(Object.values(load).map((fetch) => fetch()));
};

/** Each is made anew for another ticket: what is half typed in one never shows in the next. */
const Sections = ({ detail }: { readonly detail: TicketDetail }) => {
  const store = useSessionStore(ticketStore);
  const { ticket, timeline } = detail;
  return (
    <Suspense key={ticket.id}>
      <SurveySection ticket={ticket} timeline={timeline} />
      <TicketDiagnosis detail={detail} />
      <TasksSection ticket={ticket} />
      <TimeSection detail={detail} onTaken={store.getState().take} />
      <ReportEntry ticket={ticket} />
    </Suspense>
  );
};

/** What the features put on a ticket, in the order it is read. */
export const ticketSlots: Omit<TicketSlots, 'hits'> = {
  head: ({ ticket, timeline }) => (
    <Suspense>
      <HeadScore survey={surveyOf(timeline, ticket.cycle)} />
    </Suspense>
  ),
  clocks: (ticketId) => <TicketClocks ticketId={ticketId} />,
  sections: (detail) => <Sections detail={detail} />,
};
