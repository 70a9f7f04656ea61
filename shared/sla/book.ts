import { CompiledCalendar } from '../calendar/compiled-calendar.ts';
import type { BusinessCalendar } from '../calendar/calendar.ts';
import { policyFor, type PolicySubject, type SlaPolicy } from './policy.ts';
import { versionAt, type Version } from './versions.ts';

/** What a version holds. */
export type Content<T> = Omit<T, 'id' | 'version'>;

/** A policy or calendar with everything it ever was, oldest first. */
export interface Versioned<T> {
  readonly id: string;
  readonly versions: readonly Version<Content<T>>[];
}

/** All policies and calendars of a desk at every time, calendars laid out once. Immutable: a change makes a new book. */
export class SlaBook {
  readonly #policies: readonly Versioned<SlaPolicy>[];
  readonly #calendars: ReadonlyMap<string, Versioned<BusinessCalendar>>;
  readonly #compiled = new Map<string, CompiledCalendar>();
  /** Instants at which the version in force changes, upwards. */
  readonly #changes: readonly number[];
  readonly #policiesByEpoch = new Map<number, readonly SlaPolicy[]>();

  constructor(policies: readonly Versioned<SlaPolicy>[], calendars: readonly Versioned<BusinessCalendar>[]) {
    this.#policies = policies;
    this.#calendars = new Map(calendars.map((calendar) => [calendar.id, calendar]));
    const instants = [...policies, ...calendars].flatMap(({ versions }) =>
      versions.map(({ judgesFrom }) => Date.parse(judgesFrom)),
    );
    this.#changes = [...new Set(instants)].toSorted((left, right) => left - right);
  }

  /** The policy that judges `subject` at `at`. */
  policy(subject: PolicySubject, at: number): SlaPolicy | undefined {
    return policyFor(this.#policiesAt(at), subject);
  }

  /** Undefined for an id that no calendar has. */
  calendar(id: string, at: number): CompiledCalendar | undefined {
    const versions = this.#calendars.get(id)?.versions;
    const version = versions && versionAt(versions, at);
    if (!version) return undefined;
    const key = `${id} ${version.version}`;
    let compiled = this.#compiled.get(key);
    if (!compiled) {
      compiled = new CompiledCalendar({ ...version.content, id, version: version.version });
      this.#compiled.set(key, compiled);
    }
    return compiled;
  }

  /** When another version comes into force after `at`; undefined if none waits. */
  nextChange(at: number): number | undefined {
    return this.#changes.find((instant) => instant > at);
  }

  #policiesAt(at: number): readonly SlaPolicy[] {
    // Between two changes nothing differs: one list for each stretch.
    let epoch = 0;
    for (const instant of this.#changes) {
      if (instant > at) break;
      epoch++;
    }
    let policies = this.#policiesByEpoch.get(epoch);
    if (!policies) {
      policies = this.#policies.flatMap(({ id, versions }) => {
        const version = versionAt(versions, at);
        return version ? [{ ...version.content, id, version: version.version }] : [];
      });
      this.#policiesByEpoch.set(epoch, policies);
    }
    return policies;
  }
}
