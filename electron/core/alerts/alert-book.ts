/**
 * Alerts of a desk: takes what the scanner found in each batch of lines, counts it by the times in the log, and tells of a problem once it has
 * happened often enough. How far a source was read is written in the same commit as what was found there, so a restart neither misses a line nor
 * counts one twice.
 */
import { AROUND } from '#shared/alerts/limits.ts';
import { scanIdOf, type Alert, type AlertExcerpt, type LogScan, type ScanWindow } from '#shared/alerts/alert.ts';
import type { AlertTicket } from '#shared/alerts/operations.ts';
import type { AlertLanguage, LogRule } from '#shared/alerts/rule.ts';
import { countHit } from '#shared/alerts/window.ts';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import { tell } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';
import { AlertIndex, isOver } from './alert-index.ts';
import { againText, excerptName, excerptText, ticketText, ticketTitle } from './alert-texts.ts';
import { makeTicket, type TicketDoors } from './make-ticket.ts';
import type { Hit, Scan } from './matching/rule-scanner.ts';
import type { RuleBook } from './rule-book.ts';

/** Whose lines were scanned. */
export interface ScannedSource {
  readonly id: string;
  readonly name: string;
  /** `ci:<ULID>`. */
  readonly assetId: string | null;
}

export interface ScanPosition {
  readonly generation: number;
  /** The next line to look at, from 1. */
  readonly line: number;
  /** What whoever reads the source knows that place by again; null where it said nothing. */
  readonly mark: string | null;
}

/** Of one source: those that were not read for longest go first. */
const MAX_FILES = 256;
/** Of one source: an attack from many addresses has as many keys. The ones that were quiet longest go first. */
const MAX_WINDOWS = 1_000;
/** Where nothing was found, the position is written so often at most: lines that were found nothing in may be scanned again. */
const SAVE_MS = 5_000;

/** What an alert is told of at once. */
interface Told extends Pick<ScanWindow, 'code' | 'key' | 'waiting' | 'firstAt' | 'lastAt'> {
  /** How often the threshold was reached. */
  readonly times: number;
}

const addTold = (before: Told | undefined, { code, key, waiting, firstAt, lastAt }: ScanWindow): Told => ({
  code,
  key,
  waiting: (before?.waiting ?? 0) + waiting,
  firstAt: before && before.firstAt < firstAt ? before.firstAt : firstAt,
  lastAt: before && before.lastAt > lastAt ? before.lastAt : lastAt,
  times: (before?.times ?? 0) + 1,
});

const noLines: AlertExcerpt = { generation: 0, firstLine: 1, line: 1, at: null, lines: [] };

const excerptIn = (file: string | null, excerpt: AlertExcerpt | null): AlertExcerpt | null =>
  file === null || excerpt === null ? excerpt : { ...excerpt, file };

type Fired = { readonly alert: Alert; readonly rule: LogRule };

export interface AlertDoors extends TicketDoors {
  /** Of the desk; IANA name. */
  readonly zone: string;
}

export class AlertBook {
  readonly index: AlertIndex;
  readonly #desk: Desk;
  readonly #rules: RuleBook;
  readonly #doors: AlertDoors;
  /** Positions in sources since they were written, by file; null: the source is one log. */
  readonly #ahead = new Map<string, Map<string | null, ScanPosition>>();
  readonly #savedAt = new Map<string, number>();

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

  /** What is counted of a source and stands in no alert yet. */
  waitingOf(sourceId: string): readonly ScanWindow[] {
    return this.#scanOf(sourceId)?.windows ?? [];
  }

  /**
   * Takes what one batch came to, in the order of the lines; what was taken before in the same reading counts once. `isFirst`: a reading begins
   * with it, whose generations are numbered anew; it was told where to go on. Lines may come to a file after the next one began: then an older
   * generation comes after a newer one. Refuses as the disk does.
   */
  async take(
    source: ScannedSource,
    scan: Scan,
    {
      file = null,
      isFirst = false,
      mark = null,
    }: Partial<Pick<ScanPosition, 'mark'>> & { readonly file?: string | null; readonly isFirst?: boolean } = {},
  ): Promise<Result<null>> {
    const from = isFirst ? undefined : this.positionOf(source.id, file);
    const isOld = (line: number): boolean => from?.generation === scan.generation && line < from.line;
    if (isOld(scan.nextLine - 1)) return succeed(null);
    const hits = scan.hits.filter(({ line }) => !isOld(line));
    const position = { generation: scan.generation, line: scan.nextLine, mark };
    if (hits.length === 0 && scan.trails.length === 0) return this.#goOn(source.id, file, position);
    const fired: Fired[] = [];
    const done = await this.#desk.commit(this.#desk.deviceActor, (unit) => {
      this.#putScan(unit, source.id, file, position, this.#stage(unit, source, file, scan, hits, fired));
      this.#savedAt.set(source.id, unit.now.getTime());
      return succeed(null);
    });
    if (!done.ok) return done;
    // One that could not be made, as on a full disk, is made when the problem is told of next.
    for (const { alert, rule } of fired)
      if (alert.state === 'new' && alert.ticketId === null && rule.automation.do === 'ticket')
        await this.ticketFor(alert.id, rule.automation.language, this.#desk.deviceActor);
    return succeed(null);
  }

  /** The source is gone: nothing is known of it any more. */
  async forget(sourceId: string): Promise<Result<null>> {
    this.#ahead.delete(sourceId);
    return this.#desk.commit(this.#desk.deviceActor, (unit) => {
      if (this.#scanOf(sourceId)) unit.removeLocal(scanIdOf(sourceId));
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
      },
      {
        before: (unit) => {
          const ticketId = unit.get<Alert>('alert', alertId)?.ticketId ?? null;
          const ticket = ticketId === null ? undefined : unit.get<Ticket>('ticket', ticketId);
          return ticket && isOpen(ticket.state)
            ? refuse('alert.has-ticket', `${ticket.number} is open for it`, { number: ticket.number })
            : succeed(null);
        },
        after: (unit, ticket) => {
          const current = unit.get<Alert>('alert', alertId) ?? alert;
          const told: Alert = {
            ...current,
            updatedAt: unit.at,
            revision: current.revision + 1,
            state: 'acknowledged',
            mutedUntil: null,
            by: { id: actor.id, name: actor.name },
            ticketId: ticket.id,
            language,
          };
          unit.write('alert.ticket', told);
        },
      },
    );
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

  /** Answers what is counted of the source from then on. */
  #stage(
    unit: Unit,
    source: ScannedSource,
    file: string | null,
    scan: Scan,
    hits: readonly Hit[],
    fired: Fired[],
  ): readonly ScanWindow[] {
    const windows = new Map<string, ScanWindow>();
    for (const window of this.#scanOf(source.id)?.windows ?? []) windows.set(`${window.code}\n${window.key}`, window);
    const excerpts = new Map<string, Hit>();
    for (const hit of hits) if (hit.excerpt) excerpts.set(`${hit.code}\n${hit.key}`, hit);
    const due = new Map<string, { readonly rule: LogRule; readonly told: Told }>();
    for (const hit of hits) {
      const rule = this.#rules.find(hit.code);
      if (!rule) continue;
      const name = `${hit.code}\n${hit.key}`;
      const at = hit.at ?? unit.at;
      const before = windows.get(name);
      // Last in the map is what was seen last.
      windows.delete(name);
      const { window, fires } = countHit(before ?? { times: [], coolUntil: null }, rule, Date.parse(at));
      const counted = before && before.waiting > 0 ? before : undefined;
      const next: ScanWindow = {
        ...window,
        code: hit.code,
        key: hit.key,
        waiting: (before?.waiting ?? 0) + 1,
        firstAt: counted && counted.firstAt < at ? counted.firstAt : at,
        lastAt: counted && counted.lastAt > at ? counted.lastAt : at,
      };
      windows.set(name, fires ? { ...next, waiting: 0 } : next);
      if (fires) due.set(name, { rule, told: addTold(due.get(name)?.told, next) });
    }
    // Old lines that are read at once may tell of one problem many times: it is one change of its alert.
    for (const [name, { rule, told }] of due)
      fired.push(this.#raise(unit, source, rule, told, excerptIn(file, excerpts.get(name)?.excerpt ?? null)));
    for (const { code, key, line, lines } of scan.trails) {
      const alertId = due.has(`${code}\n${key}`) ? undefined : this.index.of({ code, key, sourceId: source.id });
      const alert = alertId === undefined ? undefined : unit.get<Alert>('alert', alertId);
      const { excerpt } = alert ?? {};
      if (!alert || excerpt?.line !== line || excerpt.generation !== scan.generation) continue;
      if ((excerpt.file ?? null) !== file) continue;
      if (excerpt.firstLine + excerpt.lines.length !== scan.firstLine) continue;
      const known = line + AROUND + 1 - excerpt.firstLine;
      const longer: Alert = { ...alert, excerpt: { ...excerpt, lines: [...excerpt.lines, ...lines].slice(0, known) } };
      unit.write('alert.lines', longer);
    }
    return [...windows.values()].slice(-MAX_WINDOWS);
  }

  #raise(unit: Unit, source: ScannedSource, rule: LogRule, told: Told, excerpt: AlertExcerpt | null): Fired {
    const { code, key, waiting, firstAt, lastAt, times } = told;
    const knownId = this.index.of({ code, key, sourceId: source.id });
    const known = knownId === undefined ? undefined : unit.get<Alert>('alert', knownId);
    const before = known && !isOver(unit, known) ? known : undefined;
    const isMuted = before?.state === 'muted' && (before.mutedUntil ?? '') > unit.at;
    const alert: Alert = {
      ...unit.stamp('alert', before?.id ?? unit.newId('alert')),
      createdAt: before?.createdAt ?? unit.at,
      createdBy: before?.createdBy ?? unit.actor.id,
      revision: (before?.revision ?? 0) + 1,
      code,
      name: rule.name,
      severity: rule.severity,
      key,
      sourceId: source.id,
      sourceName: source.name,
      assetId: source.assetId,
      firstAt: before && before.firstAt < firstAt ? before.firstAt : firstAt,
      lastAt: before && before.lastAt > lastAt ? before.lastAt : lastAt,
      count: (before?.count ?? 0) + waiting,
      raised: (before?.raised ?? 0) + times,
      excerpt: excerpt ?? before?.excerpt ?? noLines,
      // Who acknowledged it, or has a ticket for it, knows of it; a mute that is over is over.
      state: before?.state === 'acknowledged' || isMuted ? before.state : 'new',
      mutedUntil: isMuted ? before.mutedUntil : null,
      by: before?.by ?? null,
      ticketId: before?.ticketId ?? null,
      language: before?.language ?? null,
    };
    unit.write(before ? 'alert.again' : 'alert.raise', alert);
    const ticket = alert.ticketId === null ? undefined : unit.get<Ticket>('ticket', alert.ticketId);
    if (ticket && !isMuted)
      tell(
        unit,
        ticket,
        [{ kind: 'workNote', text: againText(alert, waiting, alert.language ?? 'en', this.#doors.zone) }],
        'ticket.work-note',
        alert.id,
      );
    return { alert, rule };
  }
}
