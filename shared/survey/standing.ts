import type { TimelineEntry } from '../tickets/ticket.ts';
import type { TimelineEvent } from '../tickets/timeline-event.ts';
import type { Score, SurveyAnswer } from './answer.ts';

type SurveyEvent = Extract<TimelineEvent, { readonly kind: 'survey' }>;
type SurveyEntry = TimelineEntry & { readonly event: SurveyEvent };

const isSurvey = (entry: TimelineEntry): entry is SurveyEntry => entry.event.kind === 'survey';

/** What counts for one cycle, and what it took the place of. */
export interface CycleSurvey {
  readonly cycle: number;
  readonly entryId: string;
  readonly at: string;
  /** Null: asked, but declined. */
  readonly answer: SurveyAnswer | null;
  /** Why it took the place of the answer before; null for an answer that stands as it was first given. */
  readonly correction: string | null;
  /** The scores that were corrected, oldest first. */
  readonly former: readonly Score[];
}

const standingOf = (cycle: number, entries: readonly SurveyEntry[]): CycleSurvey | undefined => {
  const given = entries.filter(({ event }) => event.replaces === null);
  const first = given.find(({ event }) => event.answer !== null) ?? given[0];
  if (!first) return undefined;
  const chain: SurveyEntry[] = [first];
  for (let last: SurveyEntry | undefined = first; last;) {
    const { id }: SurveyEntry = last;
    last = entries.find((entry) => entry.event.replaces?.entryId === id && !chain.includes(entry));
    if (last) chain.push(last);
  }
  const counted = chain.at(-1) ?? first;
  return {
    cycle,
    entryId: counted.id,
    at: counted.at,
    answer: counted.event.answer,
    correction: counted.event.replaces?.reason ?? null,
    former: chain.slice(0, -1).flatMap(({ event }) => event.answer?.score ?? []),
  };
};

/**
 * What counts for each cycle that was asked about, newest cycle first. `timeline` in time order. The first answer counts, also before one
 * that a colleague took on another laptop meanwhile, until a correction takes its place; a refusal counts until somebody answers.
 */
export const surveysOf = (timeline: readonly TimelineEntry[]): readonly CycleSurvey[] => {
  const byCycle = new Map<number, SurveyEntry[]>();
  for (const entry of timeline) {
    if (!isSurvey(entry)) continue;
    const entries = byCycle.get(entry.event.cycle);
    if (entries) entries.push(entry);
    else byCycle.set(entry.event.cycle, [entry]);
  }
  return [...byCycle]
    .toSorted(([left], [right]) => right - left)
    .flatMap(([cycle, entries]) => standingOf(cycle, entries) ?? []);
};

export const surveyOf = (timeline: readonly TimelineEntry[], cycle: number): CycleSurvey | undefined =>
  surveysOf(timeline).find((survey) => survey.cycle === cycle);
