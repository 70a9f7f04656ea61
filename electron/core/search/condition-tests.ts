import type { DueFilter } from '#shared/queue/operations.ts';
import type { Condition, NameWanted } from '#shared/search/condition.ts';
import { intervalOf, type Interval, type LocalNow, type Span } from '#shared/search/dates.ts';
import { channelIn, factBits } from '#shared/search/document.ts';
import { fold } from '#shared/search/fold.ts';
import type { BelongingOperator, NameOperator, TraitName } from '#shared/search/operators.ts';
import { isIdeograph, isWordUnit } from '#shared/search/tokens.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Belonging } from './ports.ts';

/** Whether a ticket passes, by its row and its slot. */
export type RowTest = (row: TicketRow, slot: number) => boolean;

/** What conditions ask about besides rows. */
export interface ConditionSetting extends LocalNow {
  /** Id of who asks. */
  readonly me: string;
  /** Undefined while a ticket has not been read: what it holds is not known. */
  facts(slot: number): number | undefined;
  /** Slots of tickets that carry a tag so called. */
  tagged(isWanted: (tag: string) => boolean): (slot: number) => boolean;
  /** ms since epoch, NaN for none. */
  dueAt(slot: number): number;
  dueTest(filter: DueFilter): (slot: number) => boolean;
  readonly belonging: Belonging;
}

/** Whether `name` holds `part` from the beginning of one of its words on; both folded. */
const holdsWord = (name: string, part: string): boolean => {
  for (let at = name.indexOf(part); at >= 0; at = name.indexOf(part, at + 1))
    if (at === 0 || isIdeograph(part) || !isWordUnit(name.charCodeAt(at - 1))) return true;
  return false;
};

/** Names repeat from row to row: each is compared once. */
const nameTest = (wanted: NameWanted): ((name: string | null) => boolean) => {
  if (wanted.kind === 'none') return (name) => name === null;
  if (wanted.kind === 'me') return () => false;
  const known = new Map<string, boolean>();
  return (name) => {
    if (name === null) return false;
    let passes = known.get(name);
    if (passes === undefined) {
      const folded = fold(name);
      passes = wanted.kind === 'whole' ? folded === wanted.name : holdsWord(folded, wanted.name);
      known.set(name, passes);
    }
    return passes;
  };
};

const namedBy = (
  operator: Exclude<NameOperator, 'tag' | BelongingOperator>,
  wanted: NameWanted,
  me: string,
): RowTest => {
  if (wanted.kind === 'me') return (row) => row.assigneeId === me;
  const test = nameTest(wanted);
  return (row) => test(row[operator]);
};

/** Things are few beside tickets: their names are compared once, tickets by ids. */
const belongsTo = (kind: BelongingOperator, wanted: NameWanted, belonging: Belonging): RowTest => {
  if (wanted.kind === 'none') return (row) => belonging.idsOf(kind, row).length === 0;
  const test = nameTest(wanted);
  const ids = new Set<string>();
  for (const [id, name] of belonging.names(kind)) if (test(name)) ids.add(id);
  if (ids.size === 0) return () => false;
  return (row) => belonging.idsOf(kind, row).some((id) => ids.has(id));
};

const inInterval = (side: 'within' | 'before' | 'after', { from, to }: Interval): ((at: number) => boolean) => {
  if (side === 'before') return (at) => at < from;
  // What a length ago has no end lies after it all the same.
  if (side === 'after') return (at) => at >= (to === Infinity ? from : to);
  return (at) => at >= from && at < to;
};

/** A length ahead of now, for what falls due: up to then, or later. */
const ahead = (span: Span, { now }: LocalNow): Interval | undefined =>
  span.kind === 'within'
    ? { from: now + span.length.minutes * 60_000, to: now + span.length.minutes * 60_000 }
    : undefined;

const traitTests: Readonly<Record<Exclude<TraitName, 'overdue' | 'reopened'>, RowTest>> = {
  open: (row) => isOpen(row.state),
  major: (row) => row.major,
  unassigned: (row) => row.assignee === null,
  merged: (row) => row.state === 'merged',
  imported: (row) => row.importBatch !== null,
  'on-hold': (row) => row.state === 'on_hold',
};

const factTest =
  (setting: ConditionSetting, bit: number): RowTest =>
  (_row, slot) =>
    ((setting.facts(slot) ?? 0) & bit) !== 0;

export const conditionTest = (condition: Condition, setting: ConditionSetting): RowTest => {
  switch (condition.on) {
    case 'status': {
      const states = new Set(condition.states);
      return (row) => states.has(row.state);
    }
    case 'priority': {
      const priorities = new Set(condition.priorities);
      return (row) => priorities.has(row.priority);
    }
    case 'kind': {
      const kinds = new Set(condition.kinds);
      return (row) => kinds.has(row.kind);
    }
    case 'channel': {
      const channels = new Set(condition.channels);
      return (_row, slot) => {
        const facts = setting.facts(slot);
        const channel = facts === undefined ? undefined : channelIn(facts);
        return channel !== undefined && channels.has(channel);
      };
    }
    case 'tag': {
      const { wanted } = condition;
      if (wanted.kind === 'none')
        return (_row, slot) => {
          const facts = setting.facts(slot);
          return facts !== undefined && (facts & factBits.tag) === 0;
        };
      const test = nameTest(wanted);
      const isTagged = setting.tagged(test);
      return (_row, slot) => isTagged(slot);
    }
    case 'assignee':
    case 'requester':
    case 'group':
    case 'category':
      return namedBy(condition.on, condition.wanted, setting.me);
    case 'service':
    case 'site':
    case 'organisation':
    case 'asset':
      return belongsTo(condition.on, condition.wanted, setting.belonging);
    case 'created':
    case 'updated': {
      const key = condition.on === 'created' ? 'createdAt' : 'updatedAt';
      const test = inInterval(condition.side, intervalOf(condition.span, setting));
      return (row) => test(row[key]);
    }
    case 'due': {
      const test = setting.dueTest(condition.filter);
      return (_row, slot) => test(slot);
    }
    case 'dueOn': {
      const test = inInterval(condition.side, ahead(condition.span, setting) ?? intervalOf(condition.span, setting));
      return (_row, slot) => test(setting.dueAt(slot));
    }
    case 'dueNever':
      return (_row, slot) => Number.isNaN(setting.dueAt(slot));
    case 'has':
      return factTest(setting, factBits[condition.content]);
    case 'is': {
      if (condition.trait === 'overdue') {
        const test = setting.dueTest('breached');
        return (_row, slot) => test(slot);
      }
      return condition.trait === 'reopened' ? factTest(setting, factBits.reopened) : traitTests[condition.trait];
    }
  }
};

/** Whether what a condition lets pass changes while no ticket does. */
export const dependsOnNow = (condition: Condition): boolean => {
  switch (condition.on) {
    case 'due':
    case 'dueOn':
      return true;
    case 'is':
      return condition.trait === 'overdue';
    case 'created':
    case 'updated':
      return condition.span.kind !== 'date';
    default:
      return false;
  }
};
