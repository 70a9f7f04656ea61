import { isAllowed } from '#shared/accounts/roles.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import type { Fitness } from '#shared/qualifications/operations.ts';
import type { Qualification, Requirement } from '#shared/qualifications/qualification.ts';
import {
  endingAmong,
  lacking,
  MIN_OVERRIDE_REASON,
  requirementsFor,
  type Asked,
} from '#shared/qualifications/rules.ts';
import type { Admit } from '../admission.ts';
import type { Desk } from '../desk.ts';
import { workersOf } from '../known-person.ts';

/** What people of the desk can do, and what tickets ask for. Read from the records each time: a desk has tens of them. */
export class QualificationBook {
  readonly #desk: Desk;
  readonly #today: () => string;

  constructor(desk: Desk, today: () => string) {
    this.#desk = desk;
    this.#today = today;
  }

  get today(): string {
    return this.#today();
  }

  qualifications(): readonly Qualification[] {
    const { records } = this.#desk;
    return [...records.ids('qualification')].flatMap((id) => records.get<Qualification>('qualification', id) ?? []);
  }

  requirements(): readonly Requirement[] {
    const { records } = this.#desk;
    return [...records.ids('qualificationNeed')].flatMap(
      (id) => records.get<Requirement>('qualificationNeed', id) ?? [],
    );
  }

  of(userId: string): readonly Qualification[] {
    return this.qualifications().filter(({ holder }) => holder.id === userId);
  }

  /** How everybody who works on tickets here stands to what these ask for; empty where they ask for nothing. */
  fitness(asked: readonly Asked[]): readonly Fitness[] {
    const all = this.requirements();
    const needs = [...new Set(asked.flatMap((each) => requirementsFor(all, each)))];
    if (needs.length === 0) return [];
    return workersOf(this.#desk.records).map(({ id }) => {
      const held = this.of(id);
      return { userId: id, lacks: lacking(needs, held, this.today), ending: endingAmong(needs, held, this.today) };
    });
  }

  /**
   * See `Admit`. A person whom this desk knows only by name cannot be judged and is not held up; a group that waits for nobody yet is not
   * either.
   */
  readonly admit: Admit = (before, after, roles, override = null) => {
    const { assignee, category, assignmentGroup: group } = after;
    if (assignee === null || assignee.id === null || assignee.id === before.assignee?.id) return succeed(null);
    const needs = requirementsFor(this.requirements(), { category, group });
    const required = needs.filter(({ strength }) => strength === 'required');
    const missing = lacking(required, this.of(assignee.id), this.today).map(({ name }) => name);
    if (missing.length === 0) return succeed(null);
    const { name } = assignee;
    const reason = override?.trim() ?? '';
    if (reason === '')
      return refuse('ticket.not-qualified', `${name} lacks what is required`, { name, missing: missing.join(', ') });
    if (!isAllowed(roles, 'qualifications.manage'))
      return refuse('auth.denied', 'an exception needs qualifications.manage', {
        operation: 'tickets.assign',
        permission: 'qualifications.manage',
      });
    return reason.length < MIN_OVERRIDE_REASON
      ? refuse('ticket.reason-too-short', `${reason.length} of ${MIN_OVERRIDE_REASON}`, { least: MIN_OVERRIDE_REASON })
      : succeed({ missing, reason });
  };
}
