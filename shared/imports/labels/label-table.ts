import type { TicketField } from '../fields.ts';
import type { SourceSystem } from '../source-systems.ts';

/** Header labels of one system in one language, folded by `foldLabel`. */
export interface LabelTable {
  readonly system: SourceSystem;
  /** BCP 47, or `und` for field names that are the same in every language. */
  readonly language: string;
  readonly labels: Readonly<Partial<Record<TicketField, readonly string[]>>>;
  /** Labels that are known and carry nothing a ticket needs. */
  readonly ignored: readonly string[];
  /** Labels that hardly another system has: each counts double, and a table with `requires` needs all of those. */
  readonly signature: readonly string[];
  readonly requires: readonly string[];
}
