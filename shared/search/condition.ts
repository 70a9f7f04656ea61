import type { DueFilter } from '../queue/operations.ts';
import type { Channel, Priority, TicketKind, TicketState } from '../tickets/ticket.ts';
import type { Span } from './dates.ts';
import type { ContentName, NameOperator, TraitName } from './operators.ts';

/** A name asked for: as it is from beginning to end, or words that it holds. Folded. */
export type NameWanted =
  | { readonly kind: 'me' }
  | { readonly kind: 'none' }
  | { readonly kind: 'whole'; readonly name: string }
  | { readonly kind: 'part'; readonly name: string };

export const timeFields = ['created', 'updated'] as const;
export type TimeField = (typeof timeFields)[number];

/** On which side of a span of time something must lie. */
export type Side = 'within' | 'before' | 'after';

/** What one operator asks for, independent of who asks and when. */
export type Condition =
  | { readonly on: 'status'; readonly states: readonly TicketState[] }
  | { readonly on: 'priority'; readonly priorities: readonly Priority[] }
  | { readonly on: 'kind'; readonly kinds: readonly TicketKind[] }
  | { readonly on: 'channel'; readonly channels: readonly Channel[] }
  | { readonly on: NameOperator; readonly wanted: NameWanted }
  | { readonly on: TimeField; readonly side: Side; readonly span: Span }
  | { readonly on: 'due'; readonly filter: DueFilter }
  /** Falls due within the span; before it ends, with what is overdue, where `side` is `before`. */
  | { readonly on: 'dueOn'; readonly side: Side; readonly span: Span }
  | { readonly on: 'dueNever' }
  | { readonly on: 'has'; readonly content: ContentName }
  | { readonly on: 'is'; readonly trait: TraitName };
