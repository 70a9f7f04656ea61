/**
 * What one ticket adds to the figures, read from its history. Cancelled and merged tickets add nothing: nobody promised anything for them.
 * Of all others each cycle counts once, and each target at the moment at which it was decided: when it was kept, or one second past its due
 * time. So every target falls into exactly one of several windows that follow each other, and one that was missed is counted then, not
 * when somebody gets round to it. What is not decided yet carries the moment at which it will have been missed.
 */
import { surveysOf } from '../survey/standing.ts';
import type { Score } from '../survey/answer.ts';
import type { SlaBook } from '../sla/book.ts';
import { trustClocks, type ClockCorrection } from '../sla/clock-skew.ts';
import { factsOf } from '../sla/facts.ts';
import { dueAt, elapsedSeconds, stateAt } from '../sla/run.ts';
import { cycleRuns, feedbackRun, judgeOf, type TargetRun } from '../sla/runs.ts';
import { isOpen } from '../tickets/actions.ts';
import type { Ticket, TimelineEntry } from '../tickets/ticket.ts';

/** `at` is the instant at which it counts, ms since epoch. Times are seconds of the clock's own time. */
export type Sample =
  /** A target that was kept or missed. */
  | { readonly kind: 'resolve' | 'response' | 'feedback'; readonly at: number; readonly met: boolean }
  /** The requester heard from the desk for the first time. */
  | { readonly kind: 'answered'; readonly at: number; readonly seconds: number }
  /** A cycle ended with a resolution. `seconds`: since the receipt, less holds; null where no target says how to count. */
  | { readonly kind: 'resolved'; readonly at: number; readonly seconds: number | null; readonly withArticle: boolean }
  /** What had been resolved came back. */
  | { readonly kind: 'reopened'; readonly at: number }
  /** The requester was asked; null: would rather not say. */
  | { readonly kind: 'survey'; readonly at: number; readonly score: Score | null };

export interface SampleRules {
  readonly book: SlaBook;
  readonly correct?: ClockCorrection;
  /** ms since epoch: which rules judge what still runs. */
  readonly now: number;
}

const decided = (kind: 'resolve' | 'response' | 'feedback', run: TargetRun): Sample | undefined => {
  const due = dueAt(run);
  const state = stateAt(run, due, Infinity);
  if (state === 'met' && run.endsAt !== null) return { kind, at: run.endsAt, met: true };
  return due !== null && (state === 'met_late' || state === 'breached')
    ? { kind, at: due + 1000, met: false }
    : undefined;
};

/**
 * Whether an article helped, in the order in which the ticket was resolved: named in the resolution, or on the ticket by then. Of what is
 * resolved now, also named since.
 */
const articlesOf = ({ resolution }: Ticket, timeline: readonly TimelineEntry[]): readonly boolean[] => {
  const named = new Set<string>();
  const found: boolean[] = [];
  for (const { event } of timeline) {
    if (event.kind === 'article' && event.change === 'unlinked') named.delete(event.articleId);
    else if (event.kind === 'article') named.add(event.articleId);
    else if (event.kind === 'transition' && isOpen(event.from) && !isOpen(event.to))
      found.push(named.size > 0 || (event.resolution !== undefined && event.resolution.articleId !== null));
  }
  // The record knows more than an entry that was imported without its resolution.
  const stands = named.size > 0 || (resolution !== null && resolution.articleId !== null);
  return found.length === 0 ? [stands] : [...found.slice(0, -1), found.at(-1) === true || stands];
};

/** In no particular order. `timeline` in time order. */
export const samplesOf = (
  ticket: Ticket,
  timeline: readonly TimelineEntry[],
  { book, correct = trustClocks, now }: SampleRules,
): readonly Sample[] => {
  if (ticket.state === 'cancelled' || ticket.state === 'merged') return [];
  const facts = factsOf(ticket, timeline, correct);
  const samples: Sample[] = [];
  const add = (sample: Sample | undefined): void => {
    if (sample) samples.push(sample);
  };
  add(decided('feedback', feedbackRun(facts)));
  const withArticle = articlesOf(ticket, timeline);
  for (const cycle of facts.cycles) {
    const judge = judgeOf(cycle, book, now);
    const runs = judge ? cycleRuns(facts, cycle, judge) : [];
    const response = runs.find(({ target }) => target === 'response');
    const resolve = runs.find(({ target }) => target === 'resolve');
    if (response) {
      add(decided('response', response));
      if (response.ending === 'done' && response.endsAt !== null)
        add({ kind: 'answered', at: response.endsAt, seconds: elapsedSeconds(response, response.endsAt) });
    }
    if (resolve && cycle.ending !== 'abandoned') add(decided('resolve', resolve));
    if (cycle.ending === 'resolved' && cycle.endsAt !== null)
      add({
        kind: 'resolved',
        at: cycle.endsAt,
        seconds: resolve ? elapsedSeconds(resolve, cycle.endsAt) : null,
        withArticle: withArticle[cycle.number - 1] ?? false,
      });
    if (facts.cycles[cycle.number - 2]?.ending === 'resolved') add({ kind: 'reopened', at: cycle.startsAt });
  }
  for (const survey of surveysOf(timeline))
    add({ kind: 'survey', at: correct(ticket.device, Date.parse(survey.at)), score: survey.answer?.score ?? null });
  return samples;
};
