import type { SlaClock, TicketClocks } from '../sla/clocks.ts';
import { surveyOf } from '../survey/standing.ts';
import type { Task } from '../tasks/task.ts';
import { workTimesOf } from '../time/work-time.ts';
import type { Ticket, TimelineEntry } from '../tickets/ticket.ts';
import type { ReportChoices } from './choices.ts';
import type { PromiseState, ReportModel, ReportText } from './model.ts';

/** What a report is made of. */
export interface ReportSources {
  readonly ticket: Ticket;
  /** In time order. */
  readonly timeline: readonly TimelineEntry[];
  readonly tasks: readonly Task[];
  readonly clocks: TicketClocks | undefined;
  readonly desk: string;
}

const promiseStateOf = ({ state }: SlaClock): PromiseState | undefined => {
  switch (state) {
    case 'met':
      return 'met';
    case 'breached':
    case 'met_late':
      return 'missed';
    case 'running':
    case 'paused':
      return 'open';
    case 'none':
      return undefined;
  }
};

/** The targets that a requester was promised: update targets are the desk's own rhythm. */
const targetsOf = (clocks: TicketClocks | undefined): ReportModel['targets'] =>
  (clocks ? [...clocks.current, clocks.feedback] : []).flatMap((clock) => {
    const state = promiseStateOf(clock);
    return clock.target === 'update' || state === undefined ? [] : [{ target: clock.target, state }];
  });

const workOf = (timeline: readonly TimelineEntry[]): ReportModel['work'] =>
  workTimesOf(timeline).map(({ startedAt, minutes, work, by }) => ({ startedAt, minutes, work, by: by.name }));

const textsOf = (
  timeline: readonly TimelineEntry[],
  kind: 'comment' | 'workNote',
  isIn: (entry: TimelineEntry) => boolean,
): readonly ReportText[] =>
  timeline.flatMap((entry) =>
    entry.event.kind === kind && isIn(entry) ? [{ at: entry.at, by: entry.by.name, text: entry.event.text }] : [],
  );

/** The number of the article that solved it, as its timeline names it. */
const articleOf = (articleId: string | null, timeline: readonly TimelineEntry[]): { readonly article?: string } => {
  for (const { event } of timeline)
    if (event.kind === 'article' && event.articleId === articleId) return { article: event.number };
  return {};
};

const satisfactionOf = ({ ticket, timeline }: ReportSources): ReportModel['satisfaction'] => {
  const survey = surveyOf(timeline, ticket.cycle);
  if (!survey?.answer) return null;
  const { score, comment, answeredBy, signature } = survey.answer;
  return { score, comment, answeredBy, signature, at: survey.at };
};

/** The report of a ticket as it stands, with what its technician decided. The same of both gives the same model. */
export const buildReport = (sources: ReportSources, choices: ReportChoices): ReportModel => {
  const { ticket, timeline, tasks, clocks, desk } = sources;
  const { resolution } = ticket;
  const chosen = new Set(choices.noteIds);
  return {
    form: 1,
    language: choices.language,
    desk,
    number: ticket.number,
    kind: ticket.kind,
    title: ticket.title,
    description: ticket.description,
    priority: ticket.priority,
    category: ticket.category,
    channel: ticket.channel,
    requester: ticket.requester?.name ?? null,
    site: choices.site.trim() === '' ? null : choices.site.trim(),
    receivedAt: ticket.receivedAt,
    resolvedAt: resolution?.at ?? null,
    closedAt: ticket.closedAt,
    work: workOf(timeline),
    resolution: resolution && {
      code: resolution.code,
      text: resolution.text,
      at: resolution.at,
      by: resolution.by.name,
      ...articleOf(resolution.articleId, timeline),
    },
    comments: textsOf(timeline, 'comment', () => true),
    notes: textsOf(timeline, 'workNote', ({ id }) => chosen.has(id)),
    tasks: tasks.map(({ title, state, reason }) => ({ title, state, reason })),
    parts: choices.parts.map(({ name, number, quantity }) => ({ name: name.trim(), number: number.trim(), quantity })),
    targets: targetsOf(clocks),
    satisfaction: satisfactionOf(sources),
    technician: choices.technician.trim(),
  };
};
