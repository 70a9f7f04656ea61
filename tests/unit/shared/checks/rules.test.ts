/** The rules of checks, with no desk and no clock but the given one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterRun, type CheckNews } from '#shared/checks/after-run.ts';
import { nothingKnown, whatRuns, type Check, type CheckStanding } from '#shared/checks/check.ts';
import type { Finding, Meaning, Outcome } from '#shared/checks/finding.ts';
import { MAX_DAYS, MAX_RESULTS, remember, worstOf, type DaySummary } from '#shared/checks/history.ts';
import { areLimits, gradeOf } from '#shared/checks/limits.ts';
import { isDue, isQuiet, nextRun } from '#shared/checks/rhythm.ts';
import { isUnsteady, stateOf } from '#shared/checks/states.ts';
import { needsNetwork, targetOf } from '#shared/checks/target.ts';
import { daysToZero } from '#shared/checks/trend.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.parse('2026-11-02T09:00:00.000Z');

const check: Check = {
  id: 'check:00000000000000000000000001',
  type: 'check',
  schema: 1,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
  createdBy: 'user:1',
  device: 'device:1',
  revision: 1,
  title: 'ERP',
  subject: { siteId: null, assetId: null },
  diagnostic: { kind: 'tcp', host: 'erp', port: 443 },
  limits: null,
  everyMinutes: 5,
  inARow: 3,
  quiet: null,
  maintenance: null,
  ticket: { category: null, impact: 2, urgency: 2 },
};
const standing: CheckStanding = {
  ...check,
  type: 'checkStanding',
  checkId: check.id,
  ...nothingKnown,
  runsHere: { by: { id: null, name: 'Lin Yue' }, at: check.createdAt, what: whatRuns(check) },
};

interface Run {
  readonly outcome: Outcome;
  readonly meaning?: Meaning;
  readonly free?: number;
  readonly isQuiet?: boolean;
}
const usual: Readonly<Record<Outcome, Meaning>> = {
  ok: 'tcpOpen',
  warning: 'tcpSlow',
  failed: 'refused',
  unknown: 'noRoute',
};

/** What people are told, run by run, `everyMs` apart. */
const play = (
  runs: readonly Run[],
  { of = check, from = standing, everyMs = 5 * MINUTE }: { of?: Check; from?: CheckStanding; everyMs?: number } = {},
): { readonly news: readonly (CheckNews | null)[]; readonly standing: CheckStanding } => {
  let now = START;
  let current = from;
  const news = runs.map(({ outcome, meaning = usual[outcome], free, isQuiet: quiet = false }) => {
    now += everyMs;
    const at = new Date(now).toISOString();
    const measures = free === undefined ? [] : [{ key: 'freeShare', value: free } as const];
    const finding: Finding = { diagnostic: of.diagnostic, outcome, meaning, facts: [], measures, at, tookMs: 1 };
    const after = afterRun(of, current, finding, { now, today: at.slice(0, 10), isQuiet: quiet, chance: 0 });
    current = after.standing;
    return after.news;
  });
  return { news, standing: current };
};
const told = (letters: string): readonly Run[] =>
  Array.from(letters, (letter) => ({
    outcome: letter === 'F' ? 'failed' : letter === 'W' ? 'warning' : letter === '?' ? 'unknown' : 'ok',
  }));
const heard = (letters: string, of: Check = check): string =>
  play(told(letters), { of })
    .news.map((each) => (each === null ? '-' : each === 'failing' ? 'F' : each === 'recovered' ? 'R' : 'W'))
    .join('');

describe('an alert', () => {
  it.each([
    ['FFF', '--F'],
    ['FF.FF', '---F-'],
    ['FFFFFF', '--F---'],
    ['FFF...', '--F--R'],
    ['FFF..F...', '--F-----R'],
    ['F??F?F', '-----F'],
    ['F..F..F..', '---------'],
    ['?????', '-----'],
  ])('%s is told as %s', (runs, news) => {
    expect(heard(runs)).toBe(news);
  });

  it('that comes and goes is told, though it never fails three times in a row', () => {
    expect(heard('F.F.F')).toBe('----F');
    expect(heard('F.FF.F')).toBe('---F--');
  });

  it('that is over begins anew: what failed before does not count again', () => {
    expect(heard('FFF...F..')).toBe('--F--R---');
    expect(heard('FFF...FFF')).toBe('--F--R--F');
  });

  it('of one in a row is told at once', () => {
    expect(heard('F.F', { ...check, inARow: 1 })).toBe('FRF');
  });

  it('never tells twice of the same, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('F', '.', '?', 'W'), { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        (letters, inARow) => {
          const news = heard(letters.join(''), { ...check, inARow }).replaceAll(/[-W]/g, '');
          expect(news).toMatch(/^(?:FR)*F?$/);
        },
      ),
    );
  });

  it('waits for quiet hours to end, and a recovery within them is told to nobody', () => {
    const quiet = (runs: string) => told(runs).map((run) => ({ ...run, isQuiet: true }));
    expect(play([...quiet('FFF'), ...told('F')]).news).toEqual([null, null, null, 'failing']);
    expect(play([...quiet('FFF...')]).news).toEqual([null, null, null, null, null, null]);
  });

  it('of a standing that was noted before warnings were is read as it is', () => {
    const { warned: _warned, recoveredAt: _recoveredAt, ...old } = standing;
    const failing = { ...old, failedInARow: 3, alert: { since: check.createdAt, toldAt: check.createdAt } };
    expect(play(told('...'), { from: failing }).news).toEqual([null, null, 'recovered']);
  });
});

describe('a warning', () => {
  const soon = (count: number): readonly Run[] =>
    Array.from({ length: count }, () => ({ outcome: 'warning', meaning: 'tlsExpiring' }));

  it('of what will be wrong is told once, days ahead, and again only after it was fine', () => {
    expect(play([...soon(5)]).news).toEqual([null, null, 'warning', null, null]);
    const again = play([...soon(3), ...told('...'), ...soon(3)]).news;
    expect(again.filter((each) => each === 'warning')).toHaveLength(2);
  });

  it.each(['timeAhead', 'timeBehind', 'diskLow'] as const)('of %s is one of what will be wrong', (meaning) => {
    const runs = Array.from({ length: 3 }, (): Run => ({ outcome: 'warning', meaning }));
    expect(play(runs).news).toEqual([null, null, 'warning']);
  });

  it('of what is only slow is not told', () => {
    expect(heard('WWWWWW')).toBe('------');
  });

  it('waits for quiet hours to end', () => {
    const quiet = soon(3).map((run) => ({ ...run, isQuiet: true }));
    expect(play([...quiet, ...soon(1)]).news).toEqual([null, null, null, 'warning']);
  });
});

describe('a disk', () => {
  const disk: Check = { ...check, inARow: 1, diagnostic: { kind: 'disk', path: '/' } };
  const shrinking = (from: number, aDay: number, days: number): readonly Run[] =>
    Array.from({ length: days }, (_none, day) => ({ outcome: 'ok', meaning: 'diskFine', free: from - aDay * day }));
  const after = (runs: readonly Run[]) => play(runs, { of: disk, everyMs: DAY });

  it('that fills up is warned of while there is room', () => {
    const { standing: known, news } = after(shrinking(40, 3, 8));
    expect(known.last).toMatchObject({ outcome: 'warning', meaning: 'diskFillsSoon' });
    expect(known.last?.measures).toContainEqual({ key: 'daysToFull', value: 6 });
    expect(news.filter((each) => each === 'warning')).toHaveLength(1);
    const here = { ...known, runsHere: { by: { id: null, name: 'Lin Yue' }, at: '', what: whatRuns(disk) } };
    expect(stateOf(disk, here, START)).toBe('warning');
  });

  it('that shrinks slowly, or grows, is fine', () => {
    expect(after(shrinking(80, 1, 10)).standing.last).toMatchObject({ outcome: 'ok', meaning: 'diskFine' });
    expect(after(shrinking(40, -2, 10)).standing.last?.measures).toEqual([{ key: 'freeShare', value: 58 }]);
  });

  it('of which too few days are known, has no pace', () => {
    expect(after(shrinking(40, 9, 4)).standing.last?.meaning).toBe('diskFine');
  });

  it('keeps its pace on a day on which somebody made room', () => {
    const day = (on: number, least: number): DaySummary => ({
      on: `2026-11-${String(on).padStart(2, '0')}`,
      runs: { ok: 1, warning: 0, failed: 0, unknown: 0 },
      least,
      most: least,
    });
    expect(daysToZero([1, 2, 3, 4, 5, 6, 7].map((on) => day(on, 30 - on)))).toBe(23);
    expect(daysToZero([1, 2, 3, 4, 5, 6, 7].map((on) => day(on, on === 4 ? 90 : 30 - on)))).toBe(23);
    expect(daysToZero([])).toBeNull();
  });
});

describe('when it runs next', () => {
  it('is never sooner than nine tenths of what it waits for, and never later', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_440 }),
        fc.integer({ min: 1, max: 10 }),
        fc.nat(40),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (everyMinutes, inARow, failed, chance) => {
          const wait = nextRun({ everyMinutes, inARow }, failed, START, chance) - START;
          const most = everyMinutes * MINUTE * 4;
          expect(wait).toBeGreaterThan(0);
          expect(wait).toBeLessThanOrEqual(most);
          expect(isDue({ everyMinutes }, new Date(START + wait).toISOString(), START)).toBe(false);
          expect(isDue({ everyMinutes }, new Date(START + wait).toISOString(), START + wait)).toBe(true);
        },
      ),
    );
  });

  it('is at once where the clock was set back by more than it waits', () => {
    expect(isDue({ everyMinutes: 5 }, new Date(START + DAY).toISOString(), START)).toBe(true);
  });

  it('is as late as it can be after a time server that asks to be left alone', () => {
    const { standing: known } = play([{ outcome: 'unknown', meaning: 'timeKiss' }]);
    expect(known.nextAt).toBe(new Date(START + 5 * MINUTE + 20 * MINUTE).toISOString());
  });

  it('quiet hours may go over midnight', () => {
    const quiet = { from: '20:00', to: '06:00' };
    expect(['19:59', '20:00', '23:59', '00:00', '05:59', '06:00'].map((at) => isQuiet(quiet, at))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('what is kept', () => {
  const ok = { at: '', outcome: 'ok', meaning: 'tcpOpen', value: 1 } as const;

  it('is bounded, however often and long it runs', () => {
    let kept: Pick<CheckStanding, 'results' | 'days'> = { results: [], days: [] };
    for (let day = 0; day < 200; day++)
      for (let run = 0; run < 3; run++)
        kept = remember(kept, ok, new Date(START + day * DAY).toISOString().slice(0, 10));
    expect(kept.results).toHaveLength(MAX_RESULTS);
    expect(kept.days).toHaveLength(MAX_DAYS);
    expect(kept.days.every(({ runs }) => runs.ok === 3)).toBe(true);
  });

  it('of a clock that was a year ahead is dropped once it is right, and a step over midnight is not', () => {
    const ahead = remember({ results: [], days: [] }, ok, '2027-11-02');
    expect(remember(ahead, ok, '2026-11-02').days.map(({ on }) => on)).toEqual(['2026-11-02']);
    const west = remember({ results: [], days: [] }, ok, '2026-11-02');
    expect(remember(west, ok, '2026-11-01').days).toMatchObject([{ on: '2026-11-02', runs: { ok: 2 } }]);
  });

  it('tells the worst of a day', () => {
    const of = (more: object): DaySummary => ({
      on: '2026-11-02',
      runs: { ok: 3, warning: 0, failed: 0, unknown: 0, ...more },
      least: null,
      most: null,
    });
    expect([of({ failed: 1 }), of({ warning: 1 }), of({}), of({ ok: 0 })].map(worstOf)).toEqual([
      'failed',
      'warning',
      'ok',
      'unknown',
    ]);
  });

  it('shows what comes and goes', () => {
    const of = (letters: string) =>
      Array.from(letters, (each) => ({ ...ok, outcome: each === 'F' ? 'failed' : 'ok' }) as const);
    expect(isUnsteady(of('..F.F..'))).toBe(true);
    expect(isUnsteady(of('FFFF....'))).toBe(false);
    expect(isUnsteady([])).toBe(false);
  });
});

describe('limits and targets', () => {
  it('count whichever way a figure is worse', () => {
    expect([30, 21, 7].map((days) => gradeOf('tls', days, null))).toEqual(['ok', 'warning', 'failed']);
    expect([-61_000, 59_000, 300_000].map((ms) => gradeOf('time', ms, null))).toEqual(['warning', 'ok', 'failed']);
    expect(areLimits('tls', { warn: 30, fail: 10 })).toBe(true);
    expect(areLimits('tls', { warn: 10, fail: 30 })).toBe(false);
    expect(areLimits('tcp', { warn: Number.NaN, fail: 30 })).toBe(false);
    expect(areLimits('service', { warn: 1, fail: 2 })).toBe(false);
  });

  it('tell what needs a network and what does not', () => {
    expect(needsNetwork({ kind: 'http', url: 'http://127.0.0.1:8080/' })).toBe(false);
    expect(needsNetwork({ kind: 'http', url: 'https://[::1]/' })).toBe(false);
    expect(needsNetwork({ kind: 'http', url: 'https://erp/' })).toBe(true);
    expect(needsNetwork({ kind: 'dns', name: 'erp', record: 'A', server: null })).toBe(true);
    expect(needsNetwork({ kind: 'disk', path: '/' })).toBe(false);
    expect(targetOf({ kind: 'tcp', host: '2001:db8::1', port: 443 })).toBe('[2001:db8::1]:443');
  });
});
