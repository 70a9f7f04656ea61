import type { Priority } from '../tickets/ticket.ts';
import type { TargetLength } from './target.ts';

/** What is promised for one priority. Null: nothing is. */
export interface PriorityTargets {
  readonly response: TargetLength | null;
  /** Longest time without a delivered comment; null where only the feedback rule holds. */
  readonly update: TargetLength | null;
  readonly resolve: TargetLength | null;
  /** Counts business hours and days, and says when notices may go out. */
  readonly calendarId: string;
}

/**
 * What a reopening does to the resolve target. `resume`: the clock goes on, time spent resolved or closed does not count; `restart`: the same
 * target anew; `new_target`: another one.
 */
export type ReopenRule =
  | { readonly kind: 'resume' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'new_target'; readonly resolve: Readonly<Record<Priority, TargetLength>> };

/** Which tickets a policy is for; empty lists mean all. */
export interface PolicyScope {
  readonly services: readonly string[];
  readonly categories: readonly string[];
}

export interface SlaPolicy {
  /** `slaPolicy:<ULID>`. */
  readonly id: string;
  readonly name: string;
  readonly scope: PolicyScope;
  readonly targets: Readonly<Record<Priority, PriorityTargets>>;
  readonly reopen: ReopenRule;
  /** From 1, one more with every change. */
  readonly version: number;
}

/** What a policy is chosen by. */
export interface PolicySubject {
  readonly service: string | null;
  readonly category: string | null;
}

const covers = (wanted: readonly string[], value: string | null): boolean =>
  wanted.length === 0 || (value !== null && wanted.includes(value));

/** A service weighs more than a category: what was promised for a service holds whatever goes wrong with it. */
const weight = ({ services, categories }: PolicyScope): number =>
  (services.length > 0 ? 2 : 0) + (categories.length > 0 ? 1 : 0);

/** The most specific policy that covers the subject; of equally specific ones the one with the lowest id, on every device alike. */
export const policyFor = (policies: readonly SlaPolicy[], subject: PolicySubject): SlaPolicy | undefined => {
  let best: SlaPolicy | undefined;
  for (const policy of policies) {
    const { scope } = policy;
    if (!covers(scope.services, subject.service) || !covers(scope.categories, subject.category)) continue;
    const lead = best ? weight(scope) - weight(best.scope) : 1;
    if (!best || lead > 0 || (lead === 0 && policy.id < best.id)) best = policy;
  }
  return best;
};

const of = (amount: number, unit: TargetLength['unit']): TargetLength => ({ amount, unit });

/**
 * DOMAIN.md §1: what published service desks promise; ITIL sets no figures. P4 has no update target of its own: the 24 h feedback rule stands
 * for it.
 */
export const defaultTargets = (calendars: {
  readonly always: string;
  readonly business: string;
}): SlaPolicy['targets'] => ({
  1: { response: of(15, 'min'), update: of(1, 'h'), resolve: of(4, 'h'), calendarId: calendars.always },
  2: { response: of(1, 'bh'), update: of(4, 'bh'), resolve: of(8, 'bh'), calendarId: calendars.business },
  3: { response: of(4, 'bh'), update: of(1, 'bd'), resolve: of(2, 'bd'), calendarId: calendars.business },
  4: { response: of(8, 'bh'), update: null, resolve: of(5, 'bd'), calendarId: calendars.business },
});
