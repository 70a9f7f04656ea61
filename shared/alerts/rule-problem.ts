import type { PatternFault } from '../base/pattern-fault.ts';

/** What is wrong with a rule, as whoever writes it is told. `place` counts from 1. */
export type RuleProblem =
  | { readonly code: 'pattern' | 'except'; readonly fault: PatternFault }
  /** The pattern fits an empty line, so it fits every line. */
  | { readonly code: 'fits-all' }
  /** Alerts are to be counted apart by something that no group of the pattern captures. */
  | { readonly code: 'no-group' }
  /** An example does not fit, or holds none of the literals. */
  | { readonly code: 'example' | 'literal' | 'counter-example'; readonly place: number }
  /** There are lines that the pattern takes far too long for. */
  | { readonly code: 'slow' };
