/**
 * Makes the tickets that rules make by themselves. Which are due is on the disk with the alerts that they are for, so one that could not be made, as
 * on a full disk or since the console was killed, is made later: a problem that comes once is told of as surely as one that comes again.
 */
import { ticketDueIdOf, type Alert, type AlertTicketDue } from '#shared/alerts/alert.ts';
import type { AlertLanguage, LogRule } from '#shared/alerts/rule.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Desk } from '../desk.ts';
import type { Records } from '../storage/store.ts';
import type { Unit } from '../unit.ts';
import { isOver } from './alert-index.ts';
import type { Fired } from './raise-alerts.ts';
import type { RuleBook } from './rule-book.ts';

interface DueTicketDoors {
  /** Makes it, and takes the mark away in the same commit. */
  readonly make: (alertId: string, language: AlertLanguage) => Promise<Result<unknown>>;
  readonly log: (line: string) => void;
}

/** After the first round that left something, and at most after each. */
const AGAIN_MS = 2_000;
const AGAIN_AT_MOST_MS = 15 * 60_000;

/** In which language its ticket is made by itself; null where it is not, or where somebody has seen to it. */
const wantedIn = (
  records: Pick<Records, 'get'>,
  alert: Alert | undefined,
  rule: LogRule | undefined,
): AlertLanguage | null => {
  if (!alert || rule?.automation.do !== 'ticket') return null;
  const isWanted = alert.state === 'new' && alert.ticketId === null && !isOver(records, alert);
  return isWanted ? rule.automation.language : null;
};

export class DueTickets {
  readonly #desk: Desk;
  readonly #rules: RuleBook;
  readonly #doors: DueTicketDoors;
  #round: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #againMs = AGAIN_MS;
  #isClosed = false;

  constructor(desk: Desk, rules: RuleBook, doors: DueTicketDoors) {
    this.#desk = desk;
    this.#rules = rules;
    this.#doors = doors;
    desk.onClosing(() => {
      this.#isClosed = true;
      clearTimeout(this.#timer);
      return this.#round;
    });
  }

  /** Stages which tickets are due now that these alerts are told of. `risen` once that is on the disk. */
  stage(unit: Unit, fired: readonly Fired[]): void {
    for (const { alert, rule } of fired) {
      if (wantedIn(unit, alert, rule) === null) continue;
      const due: AlertTicketDue = {
        ...unit.stamp('alertTicketDue', ticketDueIdOf(alert.id)),
        alertId: alert.id,
      };
      unit.putLocal(due);
    }
  }

  /** Alerts were told of: resolves once the tickets of these were tried. */
  async risen(fired: readonly Fired[]): Promise<void> {
    if (fired.some(({ alert }) => this.#desk.records.has(ticketDueIdOf(alert.id)))) await this.makeAll();
  }

  /** Makes what is due, one round after the other; what is left then is tried again by itself. */
  makeAll(): Promise<void> {
    this.#round = this.#round
      .then(() => this.#makeAll())
      .catch((error: unknown) =>
        this.#doors.log(
          `tickets of alerts: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        ),
      );
    return this.#round;
  }

  async #makeAll(): Promise<void> {
    clearTimeout(this.#timer);
    const { records } = this.#desk;
    const unwanted: string[] = [];
    let left = 0;
    // Those that are made go meanwhile.
    const ids = [...records.ids('alertTicketDue')];
    for (const id of ids) {
      if (this.#isClosed) return;
      const due = records.get<AlertTicketDue>('alertTicketDue', id);
      if (!due) continue;
      const alert = records.get<Alert>('alert', due.alertId);
      const language = wantedIn(records, alert, alert && this.#rules.find(alert.code));
      if (language === null) {
        unwanted.push(id);
        continue;
      }
      const made = await this.#doors.make(due.alertId, language);
      if (made.ok) continue;
      left++;
      this.#doors.log(`the ticket of ${due.alertId} is made later: ${made.failure.message}`);
      // The disk says the same of all others.
      if (made.failure.code.startsWith('storage.')) break;
    }
    if (unwanted.length > 0 && !(await this.#letGo(unwanted)).ok) left++;
    if (left === 0) this.#againMs = AGAIN_MS;
    else this.#tryLater();
  }

  #tryLater(): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.makeAll(), this.#againMs).unref();
    this.#againMs = Math.min(this.#againMs * 2, AGAIN_AT_MOST_MS);
  }

  #letGo(ids: readonly string[]): Promise<Result<null>> {
    return this.#desk.commit(this.#desk.deviceActor, (unit) => {
      for (const id of ids) unit.removeLocal(id);
      return succeed(null);
    });
  }
}
