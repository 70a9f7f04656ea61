import type { PersonRef } from '#shared/base/record.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { encodeUlid } from '#shared/base/ulid.ts';
import { linkEnds, type LinkEnds } from '#shared/links/link.ts';
import {
  planProblemEdit,
  planProblemMove,
  planWorkaround,
  reviseProblem,
  type PlannedProblem,
} from '#shared/problems/plan.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { ProblemEvent } from '#shared/problems/problem-event.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { raiseProblem } from '#shared/problems/raise.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { TicketState } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { timeAfter } from './business-time.ts';
import type { SampleProblem } from './catalogue.ts';
import type { Scene, Setting, Story } from './story.ts';

export interface ProblemStory {
  readonly problem: Problem;
  readonly scenes: readonly { readonly at: number; readonly by: PersonRef; readonly event: ProblemEvent }[];
  readonly links: readonly LinkEnds[];
  /** The tickets that the problem is behind, with what they were told of it. */
  readonly stories: readonly Story[];
}

const told = <T>(outcome: Result<T>): T => {
  if (!outcome.ok) throw new Error(`sample problem: ${outcome.failure.message}`);
  return outcome.value;
};

const withScenes = ({ ticket, scenes }: Story, added: readonly Scene[]): Story => {
  const all = [...scenes, ...added].toSorted((left, right) => left.at - right.at);
  return { ticket: { ...ticket, updatedAt: new Date(all.at(-1)?.at ?? 0).toISOString() }, scenes: all };
};

/** When somebody of the desk first worked on a ticket: then they see what is behind it. Undefined for one that nobody has touched. */
const seenAt = ({ ticket, scenes }: Story, device: PersonRef): number | undefined =>
  scenes.find(
    ({ event, by }) => event.kind !== 'created' && by.id !== device.id && by.name !== (ticket.requester?.name ?? ''),
  )?.at;

const stateAt = ({ scenes }: Story, moment: number): TicketState =>
  scenes.reduce<TicketState>(
    (state, { at, event }) => (at <= moment && event.kind === 'transition' ? event.to : state),
    'new',
  );

/** Shares of the working time since a problem was raised at which it came further. */
const course = { raised: 0, investigated: 0.1, noted: 0.3, explained: 0.5, published: 0.6 } as const;

interface Telling {
  /** Owns problems that name nobody. */
  readonly me: PersonRef;
  readonly number: string;
  readonly createdBy: string;
}

/**
 * Tells one problem through the same rules as a person's commands: raised on the first ticket that somebody saw it on, linked to each other one
 * as it came up, worked on in the hours of the desk. Undefined if nobody has seen any of its reports.
 */
export const tellProblem = (
  script: SampleProblem,
  stories: readonly Story[],
  { chance, now, hours, device }: Setting,
  { me, number, createdBy }: Telling,
): ProblemStory | undefined => {
  const behind = stories
    .flatMap((story) => {
      const at = script.reports.includes(story.ticket.title) ? seenAt(story, device) : undefined;
      return at === undefined ? [] : [{ story, at }];
    })
    .toSorted((left, right) => left.at - right.at);
  const raised = behind[0]?.at;
  if (raised === undefined) return undefined;
  const worked = hours.calendar.seconds(raised, now);
  const momentOf = (step: keyof typeof course): number =>
    step === 'raised' ? raised : timeAfter(hours.calendar, raised, Math.floor(worked * course[step]));
  const tail = Uint8Array.from({ length: 10 }, () => Math.floor(chance.between(0, 256)));
  const owner = script.owner === null ? me : { id: null, name: script.owner };
  const raisedAt = new Date(raised).toISOString();
  const { title, description, category, impact, urgency, rootCause, workaround } = script;
  let problem = raiseProblem(
    { title, description, category, impact, urgency },
    {
      id: `problem:${encodeUlid(raised, tail)}`,
      type: 'problem',
      schema: 1,
      createdAt: raisedAt,
      updatedAt: raisedAt,
      createdBy,
      device: device.id ?? '',
    },
    number,
    defaultPriorityMatrix,
  );
  const scenes: { at: number; by: PersonRef; event: ProblemEvent }[] = [
    { at: raised, by: owner, event: { kind: 'created' } },
  ];
  const go = (step: keyof typeof course, plan: (at: string) => Result<PlannedProblem>): void => {
    const planned = told(plan(new Date(momentOf(step)).toISOString()));
    problem = planned.problem;
    for (const event of planned.events) scenes.push({ at: momentOf(step), by: owner, event });
  };
  go('investigated', (at) =>
    planProblemMove(problem, { action: 'assign', owner, group: script.group }, { by: owner, at }),
  );
  go('investigated', (at) => planProblemMove(problem, { action: 'investigate' }, { by: owner, at }));
  go('noted', (at) => succeed({ problem: reviseProblem(problem, at), events: [{ kind: 'note', text: script.note }] }));
  if (rootCause !== null)
    go('explained', (at) =>
      planProblemEdit(problem, { rootCause }, { seen: { rootCause: '' }, at, matrix: defaultPriorityMatrix }),
    );
  const published = workaround === null ? Number.POSITIVE_INFINITY : momentOf('published');
  const isTold = ({ story, at }: (typeof behind)[number]): boolean =>
    published !== Number.POSITIVE_INFINITY && isOpen(stateAt(story, Math.max(at, published)));
  if (workaround !== null) {
    const open = behind.filter((each) => each.at <= published && isTold(each)).length;
    go('published', (at) => planWorkaround(problem, { text: workaround, seen: '', told: open }, { by: owner, at }));
  }
  const linked: TimelineEvent = { kind: 'problem', change: 'linked', problemId: problem.id, number };
  const withTold = behind.map((each): Story => {
    const { story, at } = each;
    const way: TimelineEvent = { kind: 'workaround', problemId: problem.id, number, text: workaround ?? '' };
    return withScenes(story, [
      { at, by: owner, event: linked },
      ...(isTold(each) ? [{ at: Math.max(at, published), by: owner, event: way }] : []),
    ]);
  });
  for (const { story, at } of behind)
    scenes.push({ at, by: owner, event: { kind: 'link', ticketId: story.ticket.id, number: story.ticket.number } });
  return {
    problem,
    scenes: scenes.toSorted((left, right) => left.at - right.at),
    links: behind.map(({ story }) => linkEnds(problem.id, 'problem_of', story.ticket.id)),
    stories: withTold,
  };
};
