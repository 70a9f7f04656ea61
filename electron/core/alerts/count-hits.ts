/** What the hits of a batch come to: what is counted on, and what has to be told of. */
import type { ScanWindow } from '#shared/alerts/alert.ts';
import { MAX_WINDOW_TIMES, MAX_WINDOWS, MAX_WINDOWS_OF_RULE } from '#shared/alerts/limits.ts';
import type { LogRule } from '#shared/alerts/rule.ts';
import { countHit, emptyWindow } from '#shared/alerts/window.ts';
import type { Turns } from '../turns.ts';
import type { Hit } from './matching/rule-scanner.ts';

/** What an alert is told of at once. */
export interface Told extends Pick<ScanWindow, 'code' | 'key' | 'waiting' | 'firstAt' | 'lastAt'> {
  /** How often the threshold was reached. */
  readonly times: number;
}

export interface Due {
  readonly rule: LogRule;
  readonly told: Told;
}

export interface Counted {
  readonly windows: readonly ScanWindow[];
  /** By `hitName`. */
  readonly due: ReadonlyMap<string, Due>;
}

export const hitName = ({ code, key }: Pick<Hit, 'code' | 'key'>): string => `${code}\n${key}`;

export const addTold = (before: Told | undefined, { code, key, waiting, firstAt, lastAt, times }: Told): Told => ({
  code,
  key,
  waiting: (before?.waiting ?? 0) + waiting,
  firstAt: before && before.firstAt < firstAt ? before.firstAt : firstAt,
  lastAt: before && before.lastAt > lastAt ? before.lastAt : lastAt,
  times: (before?.times ?? 0) + times,
});

/** What was seen last is last, and stays. */
const bounded = (windows: readonly ScanWindow[]): readonly ScanWindow[] => {
  const ofRule = new Map<string, number>();
  const kept: ScanWindow[] = [];
  let times = 0;
  for (const window of windows.toReversed()) {
    const count = (ofRule.get(window.code) ?? 0) + 1;
    times += window.times.length;
    if (kept.length >= MAX_WINDOWS || times > MAX_WINDOW_TIMES) break;
    if (count > MAX_WINDOWS_OF_RULE) {
      times -= window.times.length;
      continue;
    }
    ofRule.set(window.code, count);
    kept.push(window);
  }
  return kept.toReversed();
};

/** `at`: the time of lines without one, RFC 3339. Lets others have a turn: one batch may have more hits than lines. */
export const countHits = async (
  hits: readonly Hit[],
  before: readonly ScanWindow[],
  {
    find,
    at,
    turns,
  }: { readonly find: (code: string) => LogRule | undefined; readonly at: string; readonly turns: Turns },
): Promise<Counted> => {
  const windows = new Map(before.map((window) => [hitName(window), window]));
  const due = new Map<string, Due>();
  for (const hit of hits) {
    if (turns.due) await turns.rest();
    const rule = find(hit.code);
    if (!rule) continue;
    const name = hitName(hit);
    const hitAt = hit.at ?? at;
    const known = windows.get(name);
    // Last in the map is what was seen last.
    windows.delete(name);
    const { window, fires } = countHit(known ?? emptyWindow, rule, Date.parse(hitAt));
    const counted = known && known.waiting > 0 ? known : undefined;
    const next: ScanWindow = {
      ...window,
      code: hit.code,
      key: hit.key,
      waiting: (known?.waiting ?? 0) + 1,
      firstAt: counted && counted.firstAt < hitAt ? counted.firstAt : hitAt,
      lastAt: counted && counted.lastAt > hitAt ? counted.lastAt : hitAt,
    };
    windows.set(name, fires ? { ...next, waiting: 0 } : next);
    if (fires) due.set(name, { rule, told: addTold(due.get(name)?.told, { ...next, times: 1 }) });
  }
  return { windows: bounded([...windows.values()]), due };
};
