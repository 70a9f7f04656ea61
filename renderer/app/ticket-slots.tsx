import { lazy, Suspense } from 'react';
import { TextInput } from '@mantine/core';
import { useSessionStore } from '#renderer/api/session.tsx';
import { TicketClocks } from '#renderer/sla/ticket-clocks.tsx';
import { isTrainingWindow } from '#renderer/practice/training-window.ts';
import { actionStore } from '#renderer/tickets/action-store.ts';
import { saveText } from '#renderer/ui/save-file.ts';
import type { TicketSlots } from '#renderer/tickets/ticket-slots.ts';
import { ticketStore } from '#renderer/tickets/ticket-store.ts';
import { surveyOf } from '#shared/survey/standing.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { fetchLaterTexts } from './i18n.ts';
import { withTexts } from './with-texts.ts';

const load = {
  requester: () => import('#renderer/directory/ticket-directory.ts'),
  diagnosis: () => import('./ticket-diagnosis.tsx'),
  assets: () => import('#renderer/assets/ticket-assets.tsx'),
  checks: () => import('#renderer/checks/ticket-checks.tsx'),
  problems: () => import('#renderer/problems/ticket-problems.tsx'),
  links: () => import('#renderer/links/ticket-links.tsx'),
  files: () => import('./files-beside.ts'),
  suggestions: () => import('./article-slots.ts'),
  service: () => import('#renderer/services/ticket-slots.ts'),
  report: () => import('#renderer/report/report-entry.tsx'),
  survey: () => import('#renderer/survey/survey-section.tsx'),
  tasks: () => import('#renderer/tasks/tasks-section.tsx'),
  watching: () => import('#renderer/watching/ticket-watching.tsx'),
  time: () => import('#renderer/time/time-section.tsx'),
  tools: () => import('#renderer/tools/ticket-tools.tsx'),
  visit: () => import('#renderer/visits/ticket-visit.tsx'),
} as const;
const TicketDiagnosis = withTexts(async () => (await load.diagnosis()).TicketDiagnosis);
const DraftAssets = withTexts(async () => (await import('#renderer/assets/draft-assets.tsx')).DraftAssets);
const TicketLogs = lazy(async () => ({ default: (await import('#renderer/logs/ticket-logs.tsx')).TicketLogs }));
const TicketAssets = lazy(async () => ({ default: (await load.assets()).TicketAssets }));
const RequesterField = withTexts(async () => (await load.requester()).RequesterField);
const RequesterProperty = withTexts(async () => (await load.requester()).RequesterProperty);
const TicketOnCall = lazy(async () => ({ default: (await load.requester()).TicketOnCall }));
const TicketChecks = lazy(async () => ({ default: (await load.checks()).TicketChecks }));
const TicketProblems = lazy(async () => ({ default: (await load.problems()).TicketProblems }));
const TicketLinks = lazy(async () => ({ default: (await load.links()).TicketLinks }));
const OpenChildren = lazy(async () => ({ default: (await import('#renderer/links/open-children.tsx')).OpenChildren }));
const TicketFiles = lazy(async () => ({ default: (await load.files()).TicketFiles }));
const DraftFiles = lazy(async () => ({ default: (await load.files()).DraftFiles }));
const DialogFiles = lazy(async () => ({ default: (await load.files()).DialogFiles }));
/** Once they are here, so that a dialog has them from its first frame. */
let fetchedSlots: Awaited<ReturnType<typeof load.suggestions>> | undefined;
/** Their texts come with them: none shows before it can be read. */
const articleSlots = async () => {
  await fetchLaterTexts();
  fetchedSlots = await load.suggestions();
  return fetchedSlots;
};
const TicketSuggestions = lazy(async () => ({ default: (await articleSlots()).TicketSuggestions }));
const LinkedArticles = lazy(async () => ({ default: (await articleSlots()).LinkedArticles }));
const KnownStrip = lazy(async () => ({ default: (await articleSlots()).KnownStrip }));
const HeadScore = lazy(async () => ({ default: (await load.survey()).HeadScore }));
const ReportEntry = lazy(async () => ({ default: (await load.report()).ReportEntry }));
const TicketService = lazy(async () => ({ default: (await load.service()).TicketService }));
const ServiceField = withTexts(async () => (await load.service()).ServiceField);
const SurveySection = lazy(async () => ({ default: (await load.survey()).SurveySection }));
const TasksSection = lazy(async () => ({ default: (await load.tasks()).TasksSection }));
const TicketWatching = lazy(async () => ({ default: (await load.watching()).TicketWatching }));
const TicketTools = withTexts(async () => (await load.tools()).TicketTools);
const TicketVisit = lazy(async () => ({ default: (await load.visit()).TicketVisit }));
const TimeSection = lazy(async () => ({ default: (await load.time()).TimeSection }));

/** Dialogs about tickets, once all of them is known: keys pressed as soon as one opens go where they are meant to. */
export const DialogsReady = lazy(async () => ({ default: (await articleSlots()).AfterStock }));

/** Fetches them before a ticket is opened, so that their keys work as soon as it is. */
export const fetchSections = async (): Promise<void> => {
  await Promise.all([articleSlots(), ...Object.values(load).map((fetch) => fetch())]);
};

/** A workaround goes into the comment that the composer of this ticket holds. */
const ProblemsOfTicket = ({ ticketId }: { readonly ticketId: string }) => {
  const actions = useSessionStore(actionStore);
  return <TicketProblems ticketId={ticketId} onInsert={(text) => actions.getState().insert(text, ticketId)} />;
};

/** Steps of an article go into what the composer of this ticket is set to: a note, unless the person chose otherwise. */
const SuggestionsFor = ({ ticket }: { readonly ticket: Ticket }) => {
  const actions = useSessionStore(actionStore);
  return (
    <Suspense key={ticket.id}>
      <TicketSuggestions
        ticket={ticket}
        onInsert={(text) => actions.getState().insert(text, ticket.id, actions.getState().compose.kind)}
      />
    </Suspense>
  );
};

/** Each is made anew for another ticket: what is half typed in one never shows in the next. */
const Sections = ({ detail }: { readonly detail: TicketDetail }) => {
  const store = useSessionStore(ticketStore);
  const { ticket, timeline } = detail;
  return (
    <Suspense key={ticket.id}>
      <SurveySection ticket={ticket} timeline={timeline} />
      <TicketOnCall ticket={ticket} />
      <ProblemsOfTicket ticketId={ticket.id} />
      <LinkedArticles ticket={ticket} />
      <TicketAssets ticket={ticket} />
      <TicketLogs ticketId={ticket.id} />
      <TicketDiagnosis detail={detail} />
      <TicketChecks ticket={ticket} />
      <TicketTools ticket={ticket} onTaken={store.getState().take} />
      <TasksSection ticket={ticket} />
      <TimeSection detail={detail} onTaken={store.getState().take} />
      <TicketFiles detail={detail} />
      <TicketLinks ticket={ticket} />
      <ReportEntry ticket={ticket} />
      <TicketVisit ticket={ticket} />
      <TicketWatching detail={detail} onTaken={store.getState().take} />
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
  Property: (property) => (
    <Suspense>
      <TicketService {...property} />
    </Suspense>
  ),
  clocks: (ticketId) => <TicketClocks ticketId={ticketId} />,
  suggestions: ({ ticket }) => <SuggestionsFor ticket={ticket} />,
  // Dialogs open only below `DialogsReady`, which has fetched it.
  solution: (ticketId, choice) => fetchedSlots && <fetchedSlots.SolutionField ticketId={ticketId} {...choice} />,
  Known: (known) => (
    <Suspense>
      <KnownStrip {...known} />
    </Suspense>
  ),
  sections: (detail) => <Sections detail={detail} />,
  resolving: ([ticket, ...others], close) =>
    ticket && others.length === 0 ? (
      <Suspense>
        <OpenChildren ticket={ticket} onLeave={close} />
      </Suspense>
    ) : null,
  dialogFiles: ([ticket, ...others]) =>
    ticket && others.length === 0 ? (
      <Suspense>
        <DialogFiles ticket={ticket} />
      </Suspense>
    ) : null,
  saveAsMail: ({ ticket, timeline }, comment) =>
    void load.files().then(({ mailDraft }) => {
      const { name, text } = mailDraft(ticket, timeline, comment, isTrainingWindow());
      saveText(name, text);
    }),
  RequesterField: (field) => (
    <Suspense fallback={<TextInput {...field.control} disabled value={field.requester.name} readOnly />}>
      <RequesterField {...field} />
    </Suspense>
  ),
  ServiceField: (field) => (
    <Suspense>
      <ServiceField {...field} />
    </Suspense>
  ),
  RequesterProperty: (property) => (
    <Suspense fallback={<span className="cut">{property.requester?.name ?? property.none}</span>}>
      <RequesterProperty {...property} />
    </Suspense>
  ),
  DraftAssets: (draft) => (
    <Suspense>
      <DraftAssets {...draft} />
    </Suspense>
  ),
  DraftFiles: (draft) => (
    <Suspense>
      <DraftFiles {...draft} />
    </Suspense>
  ),
};
