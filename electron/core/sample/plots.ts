import type { PersonRef } from '#shared/base/record.ts';
import { loadCatalogue, type SupportCase, type Team } from './catalogue.ts';
import type { Chance } from './chance.ts';
import type { Ending, Plot } from './ticket-story.ts';
import { previousWorkingMoment } from './working-hours.ts';

const DAY = 86_400_000;

/** Youngest and oldest age in days that fits an ending. Whatever is resolved is too young to be closed by rule. */
const ages: Readonly<Record<Ending, readonly [number, number]>> = {
  new: [0.01, 1.2],
  assigned: [0.2, 3],
  in_progress: [0.3, 8],
  on_hold: [1, 12],
  resolved: [1, 2],
  closed: [7, 42],
  'reopened-and-closed': [14, 42],
  cancelled: [1, 40],
};

/** What stops many people is at work within the hour and done within the day. */
const urgentAges = [0.03, 0.3] as const;
const URGENT_TODAY = 2;

/** How many of each ending; the first reports of a case are history, its second ones are what lies on the desk today. */
const history: readonly (readonly [Ending, number])[] = [
  ['reopened-and-closed', 5],
  ['resolved', 14],
];
const today: readonly (readonly [Ending, number])[] = [
  ['new', 17],
  ['assigned', 15],
  ['in_progress', 26],
  ['on_hold', 15],
  ['cancelled', 8],
];

interface Candidate {
  readonly supportCase: SupportCase;
  readonly team: Team;
}

/** Deals `endings` out from the top; what is left over gets `rest`, or is left out. */
const deal = (
  candidates: readonly Candidate[],
  endings: readonly (readonly [Ending, number])[],
  rest: Ending | null,
): readonly (Candidate & { readonly ending: Ending })[] => {
  const dealt = endings.flatMap(([ending, count]) => Array.from({ length: count }, () => ending));
  return candidates.flatMap((candidate, place) => {
    const ending = dealt[place] ?? rest;
    return ending ? [{ ...candidate, ending }] : [];
  });
};

/** All tickets of the sample desk in the order they came in. `me` works some of them; everybody else is only a name. */
export const plotSampleDesk = (chance: Chance, now: number, me: PersonRef): readonly Plot[] => {
  const candidates = loadCatalogue().flatMap(({ team, cases }) => cases.map((supportCase) => ({ supportCase, team })));
  const first = deal(chance.shuffled(candidates), history, 'closed').map((cast) => ({ ...cast, report: 0 as const }));
  const again = chance.shuffled(candidates);
  const isUrgent = ({ supportCase }: Candidate): boolean => supportCase.impact === 1;
  const second = [
    ...deal(again.filter(isUrgent).slice(0, URGENT_TODAY), [], 'in_progress'),
    ...deal(
      again.filter((candidate) => !isUrgent(candidate)),
      today,
      null,
    ),
  ].map((cast) => ({ ...cast, report: 1 as const }));
  const stranger = (name: string): PersonRef => ({ id: null, name });
  return [...first, ...second]
    .map(({ supportCase, team, ending, report }): Plot => {
      const skilled = team.technicians.filter(({ groups }) => groups.includes(supportCase.group));
      const [youngest, oldest] = ending === 'in_progress' && supportCase.impact === 1 ? urgentAges : ages[ending];
      return {
        supportCase,
        team,
        report,
        ending,
        startsAt: previousWorkingMoment(Math.floor(now - chance.between(youngest, oldest) * DAY)),
        requester: stranger(chance.pick(team.requesters)),
        technician: chance.isTrue(0.18) ? me : stranger(chance.pick(skilled).name),
        lead: me,
      };
    })
    .toSorted((left, right) => left.startsAt - right.startsAt);
};
