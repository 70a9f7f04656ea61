import type { PersonRef } from '../base/record.ts';
import type { TimelineEntry } from '../tickets/ticket.ts';
import type { DiagnosisEvent, RunOutcome } from './event.ts';

/** What of a timeline entry a run is made of. */
export type RunEntry = Pick<TimelineEntry, 'id' | 'at' | 'by'> & { readonly event: DiagnosisEvent };

/** An answer that stands. */
export interface RunStep {
  readonly entryId: string;
  readonly by: PersonRef;
  readonly at: string;
  readonly node: string;
  readonly question: string;
  readonly answer: string;
  readonly label: string;
  readonly note: string | null;
}

export interface DiagnosisRun {
  readonly id: string;
  readonly tree: string;
  readonly version: number;
  readonly edition: string;
  readonly title: string;
  readonly startedAt: string;
  readonly by: PersonRef;
  /** The entry that the next step follows. */
  readonly head: string;
  /** Where it stands in the tree. */
  readonly node: string;
  readonly steps: readonly RunStep[];
  /** Set once it is at an end; going back takes it off. */
  readonly outcome: RunOutcome | null;
  readonly isAbandoned: boolean;
  /** Steps that somebody else took from the same place at the same time. They stand on the timeline and do not count. */
  readonly besideCount: number;
}

const byTime = (left: RunEntry, right: RunEntry): number => {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1;
  return left.id < right.id ? -1 : 1;
};

const isRunEntry = (entry: Pick<TimelineEntry, 'id' | 'at' | 'by' | 'event'>): entry is RunEntry =>
  entry.event.kind === 'diagnosis';

/** The run that a start begins, before anything is answered; undefined for any other entry. */
export const begin = ({ id, at, by, event }: RunEntry): DiagnosisRun | undefined => {
  if (event.act !== 'start') return undefined;
  const { run, tree, version, edition, title, node } = event;
  return {
    id: run,
    tree,
    version,
    edition,
    title,
    startedAt: at,
    by,
    head: id,
    node,
    steps: [],
    outcome: null,
    isAbandoned: false,
    besideCount: 0,
  };
};

/** The run after one more entry. What does not follow its head leaves it as it is, and so does whatever comes after it was given up. */
export const advance = (run: DiagnosisRun, { id, at, by, event }: RunEntry): DiagnosisRun => {
  if (event.act === 'start' || event.after !== run.head || run.isAbandoned) return run;
  switch (event.act) {
    case 'answer': {
      const { node, question, answer, label, note, next, outcome } = event;
      if (node !== run.node || run.outcome !== null) return run;
      const step = { entryId: id, by, at, node, question, answer, label, note };
      return { ...run, head: id, node: next, steps: [...run.steps, step], outcome };
    }
    case 'back': {
      const place = run.steps.findIndex(({ entryId }) => entryId === event.of);
      const step = run.steps[place];
      return step ? { ...run, head: id, node: step.node, steps: run.steps.slice(0, place), outcome: null } : run;
    }
    case 'abandon':
      return { ...run, head: id, isAbandoned: true };
  }
};

/**
 * All runs of a timeline, in the order they began. Wherever two steps follow the same entry, the run goes by the earlier one (by time, then
 * id): every console that has the same entries shows the same run, in whatever order they reached it.
 */
export const runsOf = (
  timeline: readonly Pick<TimelineEntry, 'id' | 'at' | 'by' | 'event'>[],
): readonly DiagnosisRun[] => {
  const entries = timeline.filter(isRunEntry).toSorted(byTime);
  const following = new Map<string, RunEntry[]>();
  const count = new Map<string, number>();
  for (const entry of entries) {
    const { event } = entry;
    if (event.act === 'start') continue;
    following.set(event.after, [...(following.get(event.after) ?? []), entry]);
    count.set(event.run, (count.get(event.run) ?? 0) + 1);
  }
  return entries.flatMap((entry) => {
    let run = begin(entry);
    if (!run) return [];
    let taken = 0;
    for (;;) {
      const before: DiagnosisRun = run;
      const next = (following.get(before.head) ?? [])
        .map((each) => advance(before, each))
        .find((each) => each !== before);
      if (!next) break;
      run = next;
      taken += 1;
    }
    return [{ ...run, besideCount: (count.get(run.id) ?? 0) - taken }];
  });
};

/** The run to show: the newest that is under way, else the newest if it came to an end. */
export const currentRun = (runs: readonly DiagnosisRun[]): DiagnosisRun | undefined => {
  const underWay = runs.findLast(({ outcome, isAbandoned }) => outcome === null && !isAbandoned);
  if (underWay) return underWay;
  const newest = runs.at(-1);
  return newest?.isAbandoned === false ? newest : undefined;
};
