/**
 * Alerts of a desk: takes what the scanner found in each batch of lines, counts it by the times in the log, and tells of a problem once it has
 * happened often enough. How far a source was read is written in the same commit as what was found there, so a restart neither misses a line nor
 * counts one twice.
 */
import { AROUND } from '#shared/alerts/limits.ts';
import { scanIdOf, type Alert, type AlertExcerpt, type LogScan, type ScanWindow } from '#shared/alerts/alert.ts';
import type { AlertTicket } from '#shared/alerts/operations.ts';
import type { AlertLanguage } from '#shared/alerts/rule.ts';
import { notFound } from '#shared/base/not-found.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import { Turns } from '../turns.ts';
import type { Unit } from '../unit.ts';
import { AlertIndex } from './alert-index.ts';
import { tieTicket, withoutTicket } from './alert-tie.ts';
import { excerptName, excerptText, ticketText, ticketTitle } from './alert-texts.ts';
import { countHits, hitName, type Counted } from './count-hits.ts';
import { makeTicket, type TicketDoors } from './make-ticket.ts';
import type { Scan } from './matching/rule-scanner.ts';
import { raiseAlerts, type Fired, type ScannedSource } from './raise-alerts.ts';
import type { RuleBook } from './rule-book.ts';

export interface ScanPosition {
  readonly generation: number;
  /** The next line to look at, from 1. */
  readonly line: number;
  /** What whoever reads the source knows that place by again; null where it said nothing. */
  readonly mark: string | null;
}

/** Where in a reading a batch was found: in which of several files, where the source is no single one. */
interface TakenPlace extends Partial<Pick<ScanPosition, 'mark'>> {
  readonly file?: string | null;
  readonly isFirst?: boolean;
}

/** Of one source: those that were not read for longest go first. */
const MAX_FILES = 256;
/** Where nothing was found, the position is written so often at most: lines that were found nothing in may be scanned again. */
const SAVE_MS = 5_000;

const excerptIn = (file: string | null, excerpt: AlertExcerpt | null): AlertExcerpt | null =>
  file === null || excerpt === null ? excerpt : { ...excerpt, file };

export interface AlertDoors extends TicketDoors {
  /** Of the desk; IANA name. */
  readonly zone: string;
  /** Stages what else is to be true once these alerts are told of. */
  readonly stage: (unit: Unit, fired: readonly Fired[]) => void;
  /** Alerts were told of, and that is on the disk. The source goes on once it resolves. */
  readonly risen: (fired: readonly Fired[]) => Promise<void>;
}

export class AlertBook {
  readonly index: AlertIndex;
  readonly #desk: Desk;
  readonly #rules: RuleBook;
  readonly #doors: AlertDoors;
  /** Positions in sources since they were written, by file; null: the source is one log. */
  readonly #ahead = new Map<string, Map<string | null, ScanPosition>>();
  readonly #savedAt = new Map<string, number>();
  /** What goes on with a source: one thing after the other. */
  readonly #taking = new Map<string, Promise<Result<null>>>();

  constructor(desk: Desk, rules: RuleBook, doors: AlertDoors) {
    this.#desk = desk;
    this.#rules = rules;
    this.#doors = doors;
    this.index = new AlertIndex(desk);
  }

  /** Where to go on reading a source, or one of its several files; undefined where it was never scanned. */
  positionOf(sourceId: string, file: string | null = null): ScanPosition | undefined {
    const scan = this.#scanOf(sourceId);
    const saved = file === null ? scan : scan?.files?.[file];
    return (
      this.#ahead.get(sourceId)?.get(file) ??
      (saved && { generation: saved.generation, line: saved.nextLine, mark: saved.mark ?? null })
    );
  }

  /** The latest generation of a source by which a line is named here; 0 for none. */
  namedUpTo(sourceId: string): number {
    const files = Object.values(this.filePositionsOf(sourceId)).map(({ generation }) => generation);
    return Math.max(this.index.generationOf(sourceId), this.positionOf(sourceId)?.generation ?? 0, ...files);
  }

  /** Where to go on reading the files of a source of several, by name. */
  filePositionsOf(sourceId: string): Readonly<Record<string, ScanPosition>> {
    const ahead = [...(this.#ahead.get(sourceId)?.keys() ?? [])].filter((file) => file !== null);
    const files = new Set([...Object.keys(this.#scanOf(sourceId)?.files ?? {}), ...ahead]);
    return Object.fromEntries(
      [...files].flatMap((file) => {
        const position = this.positionOf(sourceId, file);
        return position ? [[file, position] as const] : [];
      }),
    );
  }

  /** What is counted of a source. */
  waitingOf(sourceId: string): readonly ScanWindow[] {
    return this.#scanOf(sourceId)?.windows ?? [];
  }

  /** What is counted of one problem and stands in no alert yet. */
  waitingFor({ sourceId, code, key }: Pick<Alert, 'sourceId' | 'code' | 'key'>): ScanWindow | undefined {
    return this.waitingOf(sourceId).find((window) => window.code === code && window.key === key);
  }

  /**
   * Takes what one batch came to, in the order of the lines; what was taken before in the same reading counts once. `isFirst`: a reading begins
   * with it, whose generations are numbered anew; it was told where to go on. Lines may come to a file after the next one began: then an older
   * generation comes after a newer one. Refuses as the disk does.
   */
  take(source: ScannedSource, scan: Scan, place: TakenPlace = {}): Promise<Result<null>> {
    return this.#inTurn(source.id, () => this.#take(source, scan, place));
  }

  async #take(
    source: ScannedSource,
    scan: Scan,
    { file = null, isFirst = false, mark = null }: TakenPlace,
  ): Promise<Result<null>> {
    const from = isFirst ? undefined : this.positionOf(source.id, file);
    const isOld = (line: number): boolean => from?.generation === scan.generation && line < from.line;
    if (isOld(scan.nextLine - 1)) return succeed(null);
    const hits = scan.hits.filter(({ line }) => !isOld(line));
    const position = { generation: scan.generation, line: scan.nextLine, mark };
    if (hits.length === 0 && scan.trails.length === 0) return this.#goOn(source.id, file, position);
    const { ambient } = this.#desk;
    const { windows, due } = await countHits(hits, this.waitingOf(source.id), {
      find: (code) => this.#rules.find(code),
      at: ambient.now().toISOString(),
      turns: new Turns(() => ambient.mono()),
    });
    const excerpts = new Map(hits.flatMap((hit) => (hit.excerpt ? [[hitName(hit), hit.excerpt] as const] : [])));
    const done = await this.#desk.commit(this.#desk.deviceActor, (unit) => {
      const raised = raiseAlerts(unit, source, due, (name) => excerptIn(file, excerpts.get(name) ?? null), {
        index: this.index,
        zone: this.#doors.zone,
      });
      this.#doors.stage(unit, raised);
      this.#lengthen(unit, source.id, file, scan, due);
      this.#putScan(unit, source.id, file, position, windows);
      this.#savedAt.set(source.id, unit.now.getTime());
      return succeed(raised);
    });
    if (!done.ok) return done;
    await this.#doors.risen(done.value);
    return succeed(null);
  }

  /** The source is gone: nothing is known of it any more. */
  forget(sourceId: string): Promise<Result<null>> {
    return this.#inTurn(sourceId, () => {
      this.#ahead.delete(sourceId);
      this.#savedAt.delete(sourceId);
      return this.#forgetScans([scanIdOf(sourceId)]);
    });
  }

  /** What is left of sources that are gone, as when the disk was full while they went, goes after them. */
  async sweep(): Promise<Result<null>> {
    const { records } = this.#desk;
    const left = [...records.ids('logScan')].filter((id) => !records.has(id.replace('logScan:', 'logSource:')));
    return left.length === 0 ? succeed(null) : this.#forgetScans(left);
  }

  #forgetScans(ids: readonly string[]): Promise<Result<null>> {
    return this.#desk.commit(this.#desk.deviceActor, (unit) => {
      for (const id of ids) unit.removeLocal(id);
      return succeed(null);
    });
  }

  /** `alert.has-ticket` { number } while one is open for it. */
  async ticketFor(alertId: string, language: AlertLanguage, actor: Actor): Promise<Result<AlertTicket>> {
    const alert = this.#desk.records.get<Alert>('alert', alertId);
    if (!alert) return notFound('alert', alertId);
    const rule = this.#rules.find(alert.code);
    return makeTicket(
      this.#desk,
      this.#doors,
      actor,
      {
        title: ticketTitle(alert, language),
        description: ticketText(alert, rule, language, this.#doors.zone),
        category: rule ? rule.category[language] || null : null,
        impact: rule?.impact ?? 3,
        urgency: rule?.urgency ?? 2,
        tags: rule?.tags ?? [],
        assetId: alert.assetId,
        articleIds: rule?.articleIds ?? [],
        file: { name: excerptName(alert), text: excerptText(alert) },
        finding: alert.finding ?? null,
      },
      {
        before: (unit) => withoutTicket(unit, unit.get<Alert>('alert', alertId) ?? alert),
        after: (unit, ticket) =>
          tieTicket(unit, unit.get<Alert>('alert', alertId) ?? alert, ticket.id, language, actor),
      },
    );
  }

  #inTurn(sourceId: string, work: () => Promise<Result<null>>): Promise<Result<null>> {
    // What became of the one before is its own affair.
    const before = this.#taking.get(sourceId)?.catch(() => undefined);
    const done = (before ?? Promise.resolve()).then(work).finally(() => {
      if (this.#taking.get(sourceId) === done) this.#taking.delete(sourceId);
    });
    this.#taking.set(sourceId, done);
    return done;
  }

  #scanOf(sourceId: string): LogScan | undefined {
    return this.#desk.records.get<LogScan>('logScan', scanIdOf(sourceId));
  }

  async #goOn(sourceId: string, file: string | null, position: ScanPosition): Promise<Result<null>> {
    const now = this.#desk.ambient.now().getTime();
    if (Math.abs(now - (this.#savedAt.get(sourceId) ?? 0)) < SAVE_MS) {
      const ahead = this.#ahead.get(sourceId) ?? new Map<string | null, ScanPosition>();
      this.#ahead.set(sourceId, ahead.set(file, position));
      return succeed(null);
    }
    this.#savedAt.set(sourceId, now);
    return this.#desk.commit(this.#desk.deviceActor, (unit) => {
      this.#putScan(unit, sourceId, file, position, this.#scanOf(sourceId)?.windows ?? []);
      return succeed(null);
    });
  }

  /** With it goes what was read of other files since they were written. */
  #putScan(
    unit: Unit,
    sourceId: string,
    file: string | null,
    position: ScanPosition,
    windows: readonly ScanWindow[],
  ): void {
    const id = scanIdOf(sourceId);
    const before = unit.get<LogScan>('logScan', id);
    const ahead = (this.#ahead.get(sourceId) ?? new Map<string | null, ScanPosition>()).set(file, position);
    const own = ahead.get(null) ?? { generation: 0, line: 1, mark: null };
    const files = new Map(Object.entries(before?.files ?? {}));
    for (const [name, { generation, line, mark }] of ahead) {
      if (name === null) continue;
      files.delete(name);
      files.set(name, { generation, nextLine: line, mark });
    }
    const record: LogScan = {
      ...unit.stamp('logScan', id),
      createdAt: before?.createdAt ?? unit.at,
      generation: own.generation,
      nextLine: own.line,
      mark: own.mark,
      ...(files.size === 0 ? {} : { files: Object.fromEntries([...files].slice(-MAX_FILES)) }),
      windows,
    };
    unit.putLocal(record);
    this.#ahead.delete(sourceId);
  }

  /** Lines that came after an excerpt was written. */
  #lengthen(unit: Unit, sourceId: string, file: string | null, scan: Scan, due: Counted['due']): void {
    for (const { code, key, line, lines } of scan.trails) {
      const alertId = due.has(hitName({ code, key })) ? undefined : this.index.of({ code, key, sourceId });
      const alert = alertId === undefined ? undefined : unit.get<Alert>('alert', alertId);
      const { excerpt } = alert ?? {};
      if (!alert || excerpt?.line !== line || excerpt.generation !== scan.generation) continue;
      if ((excerpt.file ?? null) !== file) continue;
      if (excerpt.firstLine + excerpt.lines.length !== scan.firstLine) continue;
      const known = line + AROUND + 1 - excerpt.firstLine;
      const longer: Alert = { ...alert, excerpt: { ...excerpt, lines: [...excerpt.lines, ...lines].slice(0, known) } };
      unit.write('alert.lines', longer);
    }
  }
}
