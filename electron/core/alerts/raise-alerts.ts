/**
 * Tells of what is due: each key of a rule by an alert of its own, while there are not too many of them; all further keys by one together.
 * The same problem goes on in its alert until that is over, and onto the ticket that is open for it.
 */
import type { Alert, AlertExcerpt } from '#shared/alerts/alert.ts';
import { MAX_MORE_KEYS, MAX_OPEN_ALERTS, MAX_OPEN_KEYS } from '#shared/alerts/limits.ts';
import type { LogRule } from '#shared/alerts/rule.ts';
import { tell } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';
import { isOver, ticketBehind, type AlertIndex, type Problem } from './alert-index.ts';
import { againText } from './alert-texts.ts';
import { addTold, type Due, type Told } from './count-hits.ts';

/** Whose lines were scanned. */
export interface ScannedSource {
  readonly id: string;
  readonly name: string;
  /** `ci:<ULID>`. */
  readonly assetId: string | null;
}

export interface Fired {
  readonly alert: Alert;
  readonly rule: LogRule;
}

interface Raising {
  readonly index: AlertIndex;
  /** Of the desk; IANA name. */
  readonly zone: string;
}

/** What one alert is told of; `keys` where it is of many. */
interface Telling extends Due {
  readonly excerpt: AlertExcerpt | null;
  readonly keys: readonly string[] | null;
}

const noLines: AlertExcerpt = { generation: 0, firstLine: 1, line: 1, at: null, lines: [] };

const withKeys = (known: readonly string[], more: readonly string[]): readonly string[] =>
  [...new Set([...known, ...more])].slice(0, MAX_MORE_KEYS);

const knownOf = (unit: Unit, index: AlertIndex, problem: Problem): Alert | undefined => {
  const id = index.of(problem);
  return id === undefined ? undefined : unit.get<Alert>('alert', id);
};

const raise = (
  unit: Unit,
  source: ScannedSource,
  { rule, told, excerpt, keys }: Telling,
  { index, zone }: Raising,
): Fired => {
  const { code, key, waiting, firstAt, lastAt, times } = told;
  const known = knownOf(unit, index, { code, key, sourceId: source.id, moreKeys: keys });
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
    moreKeys: keys && withKeys(before?.moreKeys ?? [], keys),
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
    follows: before ? (before.follows ?? null) : (known?.id ?? null),
    finding: before?.finding ?? null,
  };
  unit.write(before ? 'alert.again' : 'alert.raise', alert);
  const ticket = ticketBehind(unit, alert);
  if (ticket && !isMuted)
    tell(
      unit,
      ticket,
      [{ kind: 'workNote', text: againText(alert, waiting, alert.language ?? 'en', zone) }],
      'ticket.work-note',
      alert.id,
    );
  return { alert, rule };
};

/** Old lines that are read at once may tell of one problem many times: it is one change of its alert. */
export const raiseAlerts = (
  unit: Unit,
  source: ScannedSource,
  due: ReadonlyMap<string, Due>,
  excerptOf: (name: string) => AlertExcerpt | null,
  raising: Raising,
): readonly Fired[] => {
  const { index } = raising;
  const open = due.size === 0 ? undefined : index.openCounts(unit);
  let begun = 0;
  const begunOf = new Map<string, number>();
  const hasRoom = (code: string): boolean =>
    (open?.of(code, source.id) ?? 0) + (begunOf.get(code) ?? 0) < MAX_OPEN_KEYS &&
    (open?.all ?? 0) + begun < MAX_OPEN_ALERTS;
  const fired: Fired[] = [];
  const together = new Map<string, Telling & { readonly keys: readonly string[] }>();
  for (const [name, { rule, told }] of due) {
    const { code, key } = told;
    const excerpt = excerptOf(name);
    const known = knownOf(unit, index, { code, key, sourceId: source.id });
    if ((known && !isOver(unit, known)) || key === '' || hasRoom(code)) {
      if (!known || isOver(unit, known)) {
        begun++;
        begunOf.set(code, (begunOf.get(code) ?? 0) + 1);
      }
      fired.push(raise(unit, source, { rule, told, excerpt, keys: null }, raising));
      continue;
    }
    const others = together.get(code);
    const all: Told = { ...addTold(others?.told, told), key: '' };
    together.set(code, {
      rule,
      told: all,
      excerpt: excerpt ?? others?.excerpt ?? null,
      keys: withKeys(others?.keys ?? [], [key]),
    });
  }
  for (const telling of together.values()) fired.push(raise(unit, source, telling, raising));
  return fired;
};
