import {
  nothingKnown,
  SETTINGS_ID,
  standingId,
  type Check,
  type CheckSettings,
  type CheckStanding,
} from '#shared/checks/check.ts';
import type { OwnRoot } from '#shared/checks/roots.ts';
import type { Desk } from '../desk.ts';
import type { Unit } from '../unit.ts';

/** All checks and what this laptop knows of them, kept up with every commit. Lives as long as the desk. */
export class CheckBook {
  readonly #desk: Desk;
  readonly #checks = new Map<string, Check>();
  readonly #standings = new Map<string, CheckStanding>();

  constructor(desk: Desk) {
    this.#desk = desk;
    for (const id of desk.records.ids('check')) {
      const check = desk.records.get<Check>('check', id);
      if (check) this.#checks.set(id, check);
    }
    for (const id of desk.records.ids('checkStanding')) {
      const standing = desk.records.get<CheckStanding>('checkStanding', id);
      if (standing) this.#standings.set(standing.checkId, standing);
    }
    desk.onApplied(({ puts, removes }) => {
      for (const record of puts) {
        if (record.type === 'check') this.#checks.set(record.id, record as Check);
        if (record.type === 'checkStanding') {
          const standing = record as CheckStanding;
          this.#standings.set(standing.checkId, standing);
        }
      }
      for (const id of removes) {
        this.#checks.delete(id);
        if (id.startsWith('checkStanding:')) this.#standings.delete(id.replace('checkStanding:', 'check:'));
      }
    });
  }

  get size(): number {
    return this.#checks.size;
  }

  get proxy(): string {
    return this.#desk.records.get<CheckSettings>('checkSettings', SETTINGS_ID)?.proxy ?? '';
  }

  get roots(): readonly OwnRoot[] {
    return this.#desk.records.get<CheckSettings>('checkSettings', SETTINGS_ID)?.roots ?? [];
  }

  checks(): readonly Check[] {
    return [...this.#checks.values()];
  }

  check(checkId: string): Check | undefined {
    return this.#checks.get(checkId);
  }

  standing(checkId: string): CheckStanding | undefined {
    return this.#standings.get(checkId);
  }
}

/** Stages what this laptop knows of a check: it says nothing to anybody else. */
export const putStanding = (unit: Unit, standing: CheckStanding): void =>
  unit.putLocal({ ...standing, updatedAt: unit.at });

/** What this laptop knows of a check, as `unit` sees it; what a check begins with where that is nothing. */
export const standingIn = (unit: Unit, checkId: string): CheckStanding =>
  unit.get<CheckStanding>('checkStanding', standingId(checkId)) ?? {
    ...unit.stamp('checkStanding', standingId(checkId)),
    checkId,
    ...nothingKnown,
  };
