import { canonicalJson } from '../audit/canonical-json.ts';
import type { Json } from '../base/result.ts';
import { computePriority, type PriorityMatrix } from '../priority/matrix.ts';
import { revisionOf } from '../tickets/revision.ts';
import type { Ticket, TimelineEntry } from '../tickets/ticket.ts';
import { uniteCandidates, type Candidate, type Stamp } from './candidates.ts';
import { scalarFields, setFields, type ScalarField, type SetField } from './fields.ts';
import { replayMoves, type MisplacedMove } from './replay.ts';

/**
 * What has become of a ticket since its last common version, on one console or on several: a join of these is a join of everybody's
 * work. Kept as what was done, not as what came out, so that joining in any order gives the same.
 */
export interface TicketVersion {
  /** Values given to each field; none where nobody changed it. */
  readonly scalars: Readonly<Partial<Record<ScalarField, readonly Candidate[]>>>;
  readonly sets: Readonly<Record<SetField, { readonly added: readonly string[]; readonly removed: readonly string[] }>>;
  /** Timeline entries that the common version did not have, by id. */
  readonly entries: readonly TimelineEntry[];
  readonly revision: number;
  readonly updatedAt: string;
}

/** Something that a person has to settle; until then the first candidate, and the moves that had a place, stand. */
export type TicketConflict =
  | { readonly kind: 'field'; readonly field: ScalarField; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'move'; readonly move: MisplacedMove };

const asJson = (value: unknown): Json => value as Json;

const isSame = (left: unknown, right: unknown): boolean =>
  canonicalJson(asJson(left ?? null)) === canonicalJson(asJson(right ?? null));

const forSets = <Value>(of: (field: SetField) => Value): Readonly<Record<SetField, Value>> =>
  Object.fromEntries(setFields.map((field) => [field, of(field)])) as Record<SetField, Value>;

/** Without `others`; a set that a ticket does not have is empty. */
const without = (items: readonly string[] = [], others: readonly string[] = []): readonly string[] =>
  [...new Set(items)].filter((item) => !others.includes(item)).toSorted();

const union = (left: readonly string[], right: readonly string[]): readonly string[] =>
  [...new Set([...left, ...right])].toSorted();

const uniteEntries = (left: readonly TimelineEntry[], right: readonly TimelineEntry[]): readonly TimelineEntry[] => {
  const byId = new Map([...left, ...right].map((entry) => [entry.id, entry]));
  return [...byId.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
};

/** What one console made of `base`. `entries` are those that `base` did not have; `stamp` is that of its last write. */
export const versionOf = (
  base: Ticket,
  ticket: Ticket,
  entries: readonly TimelineEntry[],
  stamp: Stamp,
): TicketVersion => ({
  scalars: Object.fromEntries(
    scalarFields
      .filter((field) => !isSame(base[field], ticket[field]))
      .map((field) => [field, [{ value: asJson(ticket[field] ?? null), stamp }]]),
  ),
  sets: forSets((field) => ({
    added: without(ticket[field], base[field]),
    removed: without(base[field], ticket[field]),
  })),
  entries: uniteEntries(entries, []),
  revision: revisionOf(ticket),
  updatedAt: ticket.updatedAt,
});

/**
 * Both, in one. `join(a, b) = join(b, a)`, `join(a, a) = a`, `join(a, join(b, c)) = join(join(a, b), c)`, and no timeline entry is lost:
 * each part is a union or a maximum.
 */
export const joinVersions = (left: TicketVersion, right: TicketVersion): TicketVersion => ({
  scalars: Object.fromEntries(
    scalarFields.flatMap((field) => {
      const candidates = uniteCandidates(left.scalars[field] ?? [], right.scalars[field] ?? []);
      return candidates.length > 0 ? [[field, candidates]] : [];
    }),
  ),
  sets: forSets((field) => ({
    added: union(left.sets[field].added, right.sets[field].added),
    removed: union(left.sets[field].removed, right.sets[field].removed),
  })),
  entries: uniteEntries(left.entries, right.entries),
  revision: Math.max(left.revision, right.revision),
  updatedAt: left.updatedAt > right.updatedAt ? left.updatedAt : right.updatedAt,
});

/** The ticket that stands on every console, and what a person has to settle. */
export const standingTicket = (
  base: Ticket,
  version: TicketVersion,
  matrix: PriorityMatrix,
): { readonly ticket: Ticket; readonly conflicts: readonly TicketConflict[] } => {
  const { standing, misplaced } = replayMoves(base, version.entries);
  const values: Partial<Record<ScalarField, Json>> = {};
  const conflicts: TicketConflict[] = [];
  for (const field of scalarFields) {
    const candidates = version.scalars[field] ?? [];
    const [first] = candidates;
    if (!first) continue;
    values[field] = first.value;
    if (candidates.length > 1) conflicts.push({ kind: 'field', field, candidates });
  }
  const sets = forSets((field) => {
    const { added, removed } = version.sets[field];
    return added.length + removed.length === 0 ? base[field] : union(without(base[field], removed), added);
  });
  const known = Object.fromEntries(Object.entries(sets).filter(([, set]) => set !== undefined));
  const merged = {
    ...base,
    ...values,
    ...known,
    ...standing,
    revision: version.revision,
    updatedAt: version.updatedAt,
  } as Ticket;
  const isJudgedAnew = ['impact', 'urgency', 'priorityOverride'].some((field) => field in values);
  const priority = isJudgedAnew
    ? (merged.priorityOverride?.priority ?? computePriority(merged.impact, merged.urgency, matrix))
    : base.priority;
  return {
    ticket: { ...merged, priority },
    conflicts: [...conflicts, ...misplaced.map((move): TicketConflict => ({ kind: 'move', move }))],
  };
};

/** Names a conflict for its record's id, so that two consoles that both notice it make one: the field, or the move without a place. */
export const causeOfConflict = (base: Ticket, conflict: TicketConflict): string =>
  conflict.kind === 'field'
    ? `conflict|${base.id}|${revisionOf(base)}|${conflict.field}`
    : `conflict|${conflict.move.entryId}`;
