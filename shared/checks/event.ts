import type { Finding } from './finding.ts';

/** What was found, on the timeline of a ticket. `result`: a person ran it for this ticket; the others say what a check of the desk saw. */
export interface CheckEvent {
  readonly kind: 'check';
  readonly act: 'result' | 'failing' | 'recovered';
  /** The check that saw it, under the name it had; null for what a person ran once. */
  readonly check: { readonly id: string; readonly title: string } | null;
  readonly finding: Finding;
}
