import type { ResolutionCode } from '../tickets/ticket.ts';

/** What a run came to, in the words that were shown. */
export interface RunOutcome {
  readonly node: string;
  readonly cause: string;
  readonly resolution: { readonly code: ResolutionCode; readonly text: string } | null;
  readonly escalate: string | null;
  readonly article: string | null;
}

/**
 * One step of a guided diagnosis on the timeline of a ticket. It says what was asked and answered in the words that were shown, so it reads
 * the same whatever becomes of the tree. `after` is the entry that it follows: two people who go on from the same one part there, and the
 * run goes by one of them (`run.ts`).
 */
export type DiagnosisEvent = { readonly kind: 'diagnosis'; readonly run: string } & (
  | {
      readonly act: 'start';
      readonly tree: string;
      readonly version: number;
      /** The record that holds the text of this version. */
      readonly edition: string;
      readonly title: string;
      readonly node: string;
    }
  | {
      readonly act: 'answer';
      readonly after: string;
      readonly node: string;
      readonly question: string;
      readonly answer: string;
      readonly label: string;
      /** What was measured or seen. */
      readonly note: string | null;
      readonly next: string;
      /** Set where the answer led to an end. */
      readonly outcome: RunOutcome | null;
    }
  /** Takes back the answer whose entry is `of`, and those given after it. */
  | { readonly act: 'back'; readonly after: string; readonly of: string; readonly question: string }
  | { readonly act: 'abandon'; readonly after: string }
);
