/**
 * Runs the diagnostic of a rule once its alert rises, and puts what it found onto the alert and onto the ticket that is open for it. What a log
 * says starts it, so it is bounded in every way: few at once, one of a problem at a time and not again soon, and few of one rule in a while. What is
 * due is on the disk with what made it due: one that the console quit before is begun once more at the next start, and said to be missed after that.
 */
import { lookIdOf, type Alert, type AlertLook } from '#shared/alerts/alert.ts';
import type { LogRule } from '#shared/alerts/rule.ts';
import { diagnosticFor } from '#shared/alerts/rule-diagnostic.ts';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Diagnostic } from '#shared/checks/diagnostic.ts';
import type { Finding } from '#shared/checks/finding.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import { tell } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';
import { isOver, ticketBehind } from './alert-index.ts';
import type { Fired } from './raise-alerts.ts';
import type { RuleBook } from './rule-book.ts';
import type { RuleThread } from './rule-thread.ts';

export interface DiagnosisDoors {
  /** Runs a diagnostic that only reads, in a bounded time. Null where it was stopped. */
  readonly look: (diagnostic: Diagnostic, stop: AbortSignal) => Promise<Finding | null>;
  /** Name or address of an asset on the network; null where it has none. */
  readonly hostOf: (assetId: string) => string | null;
  /** Folder or disk that a log lies on; null where that is not known. */
  readonly folderOf: (sourceId: string) => string | null;
  readonly notify: (notice: Notice) => void;
  readonly log: (line: string) => void;
}

const AT_ONCE = 2;
const MAX_WAITING = 50;
const AGAIN_MS = 15 * 60_000;
const MAX_OF_RULE = 6;
const OF_RULE_MS = 10 * 60_000;
/** What a log tells of long ago, or of a time that has not come, is not to be seen now. */
const NOW_MS = 24 * 3_600_000;

/** What groups of a pattern captured is joined in a key; the first names what it is about. */
const firstOf = (key: string): string | null => key.split(' · ')[0] || null;

export class Diagnoses {
  readonly #desk: Desk;
  readonly #rules: RuleBook;
  readonly #thread: RuleThread;
  readonly #doors: DiagnosisDoors;
  readonly #running = new Map<string, Promise<Result<Finding | null>>>();
  readonly #waiting: string[] = [];
  /** When diagnostics of a rule began by themselves, in ms of the monotonic clock. */
  readonly #begun = new Map<string, readonly number[]>();
  readonly #stop = new AbortController();

  constructor(desk: Desk, rules: RuleBook, thread: RuleThread, doors: DiagnosisDoors) {
    this.#desk = desk;
    this.#rules = rules;
    this.#thread = thread;
    this.#doors = doors;
    desk.onClosing(() => {
      this.#waiting.length = 0;
      this.#stop.abort();
    });
  }

  isRunning(alertId: string): boolean {
    return this.#running.has(alertId) || this.#waiting.includes(alertId);
  }

  /** It was due, and nothing runs it by itself any more. */
  isMissed(alertId: string): boolean {
    return this.#look(alertId)?.state === 'missed';
  }

  /** Stages what is to be looked at now that these alerts are told of. `risen` once that is on the disk. */
  stage(unit: Unit, fired: readonly Fired[]): void {
    const due = fired.length === 0 ? [] : this.#looks().filter(({ state }) => state !== 'missed');
    let room = MAX_WAITING - due.length;
    for (const { alert, rule } of fired) {
      const { id, code, state, lastAt } = alert;
      if (room <= 0) return;
      if (!this.#rules.runsHere(rule) || state === 'muted' || this.isRunning(id)) continue;
      if (this.#isLongAgo(lastAt) || this.#wasJustRun(alert)) continue;
      const asked = due.filter((look) => look.code === code && !this.#running.has(look.alertId)).length;
      if (asked + this.#recentOf(code).length >= MAX_OF_RULE) continue;
      const look: AlertLook = { ...unit.stamp('alertLook', lookIdOf(id)), alertId: id, code, state: 'due' };
      unit.putLocal(look);
      due.push(look);
      room--;
    }
  }

  /** Alerts were told of: what is due of them is looked at as soon as there is room. */
  risen(fired: readonly Fired[]): void {
    for (const { alert } of fired)
      if (this.#look(alert.id)?.state === 'due' && !this.isRunning(alert.id)) this.#waiting.push(alert.id);
    this.#next();
  }

  /**
   * The console was started: what was due when it quit is begun once more. What was begun so before, or is of long ago by now, is said to be missed;
   * what nobody needs any more goes.
   */
  async resume(): Promise<Result<null>> {
    const { records } = this.#desk;
    const left = this.#looks().filter(({ alertId, state }) => state !== 'missed' && !this.isRunning(alertId));
    const over = this.#looks().filter(({ alertId }) => !this.#isWanted(records.get<Alert>('alert', alertId)));
    if (left.length + over.length === 0) return succeed(null);
    const gone = new Set(over.map(({ id }) => id));
    const resumed: string[] = [];
    const done = await this.#desk.commit(this.#desk.deviceActor, (unit) => {
      for (const id of gone) unit.removeLocal(id);
      for (const look of left) {
        const alert = unit.get<Alert>('alert', look.alertId);
        if (gone.has(look.id) || !alert) continue;
        const isOnce = look.state === 'due' && !this.#isLongAgo(alert.lastAt);
        const after: AlertLook = { ...look, updatedAt: unit.at, state: isOnce ? 'resumed' : 'missed' };
        unit.putLocal(after);
        if (isOnce) resumed.push(look.alertId);
      }
      return succeed(null);
    });
    if (!done.ok) return done;
    this.#waiting.push(...resumed.filter((alertId) => !this.isRunning(alertId)));
    this.#next();
    return done;
  }

  /** Somebody asks for it: waits for the run that goes on, if there is one. */
  async now(alertId: string, actor: Actor): Promise<Result<Finding | null>> {
    const refused = this.#desk.writeRefusal();
    if (refused) return refused;
    return this.#running.get(alertId) ?? this.#begin(alertId, actor);
  }

  /** Resolves when nothing runs and nothing waits. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  #isLongAgo(at: string): boolean {
    return Math.abs(this.#desk.ambient.now().getTime() - Date.parse(at)) > NOW_MS;
  }

  #wasJustRun({ finding }: Alert): boolean {
    if (!finding) return false;
    const since = this.#desk.ambient.now().getTime() - Date.parse(finding.at);
    // A clock that was put back must not keep it from running for ever.
    return since >= 0 && since < AGAIN_MS;
  }

  /** When diagnostics of a rule began in the while that counts. */
  #recentOf(code: string): readonly number[] {
    const now = this.#desk.ambient.mono();
    return (this.#begun.get(code) ?? []).filter((at) => now - at < OF_RULE_MS);
  }

  #look(alertId: string): AlertLook | undefined {
    return this.#desk.records.get<AlertLook>('alertLook', lookIdOf(alertId));
  }

  #looks(): readonly AlertLook[] {
    const { records } = this.#desk;
    return [...records.ids('alertLook')].flatMap((id) => records.get<AlertLook>('alertLook', id) ?? []);
  }

  #isWanted(alert: Alert | undefined): boolean {
    const rule = alert && this.#rules.find(alert.code);
    return (
      alert !== undefined && rule !== undefined && !isOver(this.#desk.records, alert) && this.#rules.runsHere(rule)
    );
  }

  #next(): void {
    if (this.#stop.signal.aborted || this.#desk.writeRefusal()) return;
    while (this.#running.size < AT_ONCE) {
      const alertId = this.#waiting.shift();
      if (alertId === undefined) return;
      const alert = this.#desk.records.get<Alert>('alert', alertId);
      // Somebody may have looked at it meanwhile.
      if (!alert || this.#running.has(alertId) || !this.#look(alertId)) continue;
      this.#begun.set(alert.code, [...this.#recentOf(alert.code), this.#desk.ambient.mono()]);
      void this.#begin(alertId, this.#desk.deviceActor);
    }
  }

  #begin(alertId: string, actor: Actor): Promise<Result<Finding | null>> {
    const done = this.#run(alertId, actor)
      .catch((error: unknown): Result<null> => {
        this.#doors.log(
          `diagnostic of ${alertId}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
        return succeed(null);
      })
      .then(async (found) => {
        // It would come to the same once more; where the console quits it comes to nothing, and stays due.
        if (!this.#stop.signal.aborted && this.#look(alertId)) await this.#letGo(alertId);
        return found;
      })
      .finally(() => {
        this.#running.delete(alertId);
        this.#doors.notify({ name: 'alerts.changed' });
        this.#next();
      });
    this.#running.set(alertId, done);
    this.#doors.notify({ name: 'alerts.changed' });
    return done;
  }

  async #run(alertId: string, actor: Actor): Promise<Result<Finding | null>> {
    const alert = this.#desk.records.get<Alert>('alert', alertId);
    const rule = alert && this.#rules.find(alert.code);
    if (!alert || !rule?.diagnostic) return notFound('alert', alertId);
    const diagnostic = diagnosticFor(rule.diagnostic, {
      captured: rule.diagnostic.from === 'captured' ? await this.#captured(alert, rule) : null,
      asset: alert.assetId === null ? null : this.#doors.hostOf(alert.assetId),
      source: this.#doors.folderOf(alert.sourceId),
    });
    if (!diagnostic) return refuse('alert.no-target', `there is nothing to look at for ${alert.code}`);
    const finding = await this.#doors.look(diagnostic, this.#stop.signal);
    return finding ? this.#note(alertId, finding, actor) : succeed(null);
  }

  /** A pattern may be one that a person wrote: it is tried where it can be ended. */
  async #captured({ key, moreKeys, excerpt }: Alert, rule: LogRule): Promise<string | null> {
    if (moreKeys) return null;
    if (key !== '') return firstOf(key);
    const line = excerpt.lines[excerpt.line - excerpt.firstLine];
    if (line === undefined) return null;
    const { pattern, flags } = rule;
    return (await this.#thread.do({ do: 'capture', pattern, flags, line })) ?? null;
  }

  async #letGo(alertId: string): Promise<void> {
    const done = await this.#desk.commit(this.#desk.deviceActor, (unit) => {
      unit.removeLocal(lookIdOf(alertId));
      return succeed(null);
    });
    if (!done.ok) this.#doors.log(`diagnostic of ${alertId}: ${done.failure.message}`);
  }

  #note(alertId: string, finding: Finding, actor: Actor): Promise<Result<Finding | null>> {
    return this.#desk.commit(actor, (unit): Result<Finding | null> => {
      const alert = unit.get<Alert>('alert', alertId);
      if (!alert) return notFound('alert', alertId);
      const found: Alert = { ...alert, finding };
      unit.removeLocal(lookIdOf(alertId));
      unit.write('alert.diagnose', found);
      const ticket = ticketBehind(unit, alert);
      if (ticket && isOpen(ticket.state))
        tell(unit, ticket, [{ kind: 'check', act: 'result', check: null, finding }], 'ticket.check', alertId);
      return succeed(finding);
    });
  }
}
