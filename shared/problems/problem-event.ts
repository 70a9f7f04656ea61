import type { PersonRef } from '../base/record.ts';
import type { ProblemResolution, ProblemState } from './problem.ts';

export type ProblemEvent =
  | { readonly kind: 'created' }
  | { readonly kind: 'note'; readonly text: string }
  /** `reason`: the resolution text, the cancel reason code, or why it was opened again; null where the move needs none. */
  | {
      readonly kind: 'transition';
      readonly action: string;
      readonly from: ProblemState;
      readonly to: ProblemState;
      readonly reason: string | null;
      /** How it was resolved; a reopening clears it from the problem, not from here. */
      readonly resolution?: ProblemResolution;
    }
  | {
      readonly kind: 'assignment';
      readonly from: PersonRef | null;
      readonly to: PersonRef | null;
      readonly group: string | null;
    }
  /** Published, changed, or with an empty text withdrawn. `told`: how many open tickets were told. */
  | { readonly kind: 'workaround'; readonly text: string; readonly told: number }
  | { readonly kind: 'link' | 'unlink'; readonly ticketId: string; readonly number: string }
  /** Fields edited by hand; values as shown in the record. */
  | {
      readonly kind: 'edit';
      readonly changes: readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[];
    };
