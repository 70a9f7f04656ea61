/** Who gets which case: how many tickets end how is decided here, so that the shares hold whenever the desk is filled. */
import { computePriority, defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import type { HoldReason, Priority } from '#shared/tickets/ticket.ts';
import { loadCatalogue, type SupportCase, type Team } from './catalogue.ts';
import type { Chance } from './chance.ts';
import type { Standing } from './course.ts';
import type { Ending } from './story.ts';

/** A case as it is dealt out: how its ticket ends, how that stands by the clocks, whether the answer or the resolution comes late. */
interface Part {
  readonly ending: Ending;
  readonly standing: Standing;
  readonly answersLate: boolean;
  readonly resolvesLate: boolean;
}

const part = (ending: Ending, standing: Standing = 'in_time', late: Partial<Part> = {}): Part => ({
  ending,
  standing,
  answersLate: false,
  resolvesLate: false,
  ...late,
});

const times = <Item>(count: number, item: Item): readonly Item[] => Array.from({ length: count }, () => item);

/** The first reports of a case are history: the rest of them is closed, in time. */
const history: readonly Part[] = [
  ...times(5, part('reopened-and-closed')),
  ...times(12, part('resolved')),
  part('resolved', 'in_time', { resolvesLate: true }),
  part('resolved', 'in_time', { answersLate: true }),
  ...times(8, part('closed', 'in_time', { answersLate: true })),
  ...times(9, part('closed', 'in_time', { resolvesLate: true })),
];

/** The second ones are what lies on the desk today. What stops many people is answered at once. */
const urgentToday: readonly Part[] = times(2, part('in_progress'));
const today: readonly Part[] = [
  ...times(12, part('new')),
  ...times(3, part('new', 'at_risk')),
  ...times(2, part('new', 'breached')),
  ...times(10, part('assigned')),
  ...times(3, part('assigned', 'at_risk')),
  ...times(2, part('assigned', 'breached')),
  ...times(15, part('in_progress')),
  ...times(2, part('in_progress', 'in_time', { answersLate: true })),
  ...times(5, part('in_progress', 'at_risk')),
  ...times(4, part('in_progress', 'breached')),
  ...times(8, part('cancelled')),
];
const holdsToday: Readonly<Record<HoldReason, number>> = {
  requester: 3,
  vendor: 3,
  parts: 3,
  change: 2,
  problem: 2,
  access: 2,
};

interface Candidate {
  readonly supportCase: SupportCase;
  readonly team: Team;
}
export type Cast = Candidate & Part & { readonly report: 0 | 1 };

export const priorityOf = ({ supportCase }: Candidate): Priority =>
  computePriority(supportCase.impact, supportCase.urgency, defaultPriorityMatrix);

/** What a ticket of this case waits for when it is put on hold; a request is clear from the start. */
const holdReasonOf = ({ supportCase }: Candidate): HoldReason | null =>
  supportCase.hold?.reason ?? (supportCase.kind === 'incident' ? 'requester' : null);

/** Deals `parts` out from the top; what is left over gets `rest`, or is left out. */
const deal = (
  candidates: readonly Candidate[],
  report: 0 | 1,
  parts: readonly Part[],
  rest: Part | null,
): readonly Cast[] =>
  candidates.flatMap((candidate, place) => {
    const dealt = parts[place] ?? rest;
    return dealt ? [{ ...candidate, ...dealt, report }] : [];
  });

const castToday = (candidates: readonly Candidate[]): readonly Cast[] => {
  const urgent = candidates.filter((candidate) => priorityOf(candidate) === 1);
  const others = candidates.filter((candidate) => priorityOf(candidate) !== 1);
  const onHold = new Set(
    Object.entries(holdsToday).flatMap(([reason, count]) =>
      others.filter((candidate) => holdReasonOf(candidate) === reason).slice(0, count),
    ),
  );
  return [
    ...deal(urgent, 1, urgentToday, null),
    ...[...onHold].map((candidate, place) => ({
      ...candidate,
      ...part('on_hold', 'in_time', { answersLate: place === 0 }),
      report: 1 as const,
    })),
    ...deal(
      others.filter((candidate) => !onHold.has(candidate)),
      1,
      today,
      null,
    ),
  ];
};

/** Every case once as history, and most of them again. */
export const castSampleDesk = (chance: Chance): readonly Cast[] => {
  const candidates = loadCatalogue().flatMap(({ team, cases }) => cases.map((supportCase) => ({ supportCase, team })));
  return [...deal(chance.shuffled(candidates), 0, history, part('closed')), ...castToday(chance.shuffled(candidates))];
};
