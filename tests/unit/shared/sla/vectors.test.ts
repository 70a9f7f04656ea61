/** The vectors of DOMAIN.md §1, word for word: Asia/Shanghai, Mon–Fri 09–12 and 13–18, on the calendar that the product ships. */
import { describe, expect, it } from 'vitest';
import { slaClocks, type SlaClock } from '#shared/sla/clocks.ts';
import { inShanghai, weekdaysIn } from '../calendar/calendars.ts';
import { bookOf, factsAt, moveTo, resolveIn, say, type Happening } from './tickets.ts';

const resolveClock = (
  created: string,
  bh: number,
  happenings: readonly Happening[] = [],
  now = '2026-12-01 00:00',
): SlaClock => {
  const facts = factsAt(inShanghai(created), happenings);
  const clock = slaClocks(facts, bookOf([{ policy: resolveIn(bh, 'bh') }]), inShanghai(now)).current[0];
  if (!clock) throw new Error('no clock');
  return clock;
};

/** `10-10 12:00`, as the wall clock of Shanghai reads. */
const wall = (at: number | null | undefined): string =>
  at === null || at === undefined ? 'never' : new Date(at + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

const hold = [
  moveTo(inShanghai('2026-10-09 17:30'), 'on_hold'),
  moveTo(inShanghai('2026-10-12 10:00'), 'in_progress', 'on_hold'),
];

it('A: created Wed 2026-09-30 16:30, 4 bh: due Thu 2026-10-08 11:30', () => {
  expect(wall(resolveClock('2026-09-30 16:30', 4).dueAt)).toBe('10-08 11:30');
});

describe('B: created Fri 2026-10-09 17:00, 8 bh', () => {
  const clock = resolveClock('2026-10-09 17:00', 8);

  it('due Sat 2026-10-10 17:00', () => {
    expect(wall(clock.dueAt)).toBe('10-10 17:00');
  });

  it('thresholds 10-10 12:00 / 15:00 / 16:12 / 17:00: 12:00, not 13:00', () => {
    expect(clock.thresholds.map(({ percent, at }) => `${percent} ${wall(at)}`)).toEqual([
      '50 10-10 12:00',
      '75 10-10 15:00',
      '90 10-10 16:12',
      '100 10-10 17:00',
    ]);
  });
});

describe('C: B, on hold Fri 17:30 to Mon 10-12 10:00', () => {
  const clock = resolveClock('2026-10-09 17:00', 8, hold);

  it('paused 570 business minutes', () => {
    expect(clock.pausedSeconds).toBe(570 * 60);
    expect(clock.breaks).toEqual([
      {
        kind: 'hold',
        from: inShanghai('2026-10-09 17:30'),
        to: inShanghai('2026-10-12 10:00'),
        elapsedSeconds: 1800,
        seconds: 570 * 60,
      },
    ]);
  });

  it('due Tue 10-13 09:30', () => {
    expect(wall(clock.dueAt)).toBe('10-13 09:30');
  });

  it('thresholds Mon 14:30 / 16:30 / 17:42 / Tue 09:30', () => {
    expect(clock.thresholds.map(({ at }) => wall(at))).toEqual([
      '10-12 14:30',
      '10-12 16:30',
      '10-12 17:42',
      '10-13 09:30',
    ]);
  });

  it('has no due time while the hold has no end', () => {
    const [held] = hold;
    const paused = resolveClock('2026-10-09 17:00', 8, held ? [held] : [], '2026-10-11 12:00');
    expect(paused).toMatchObject({ state: 'paused', dueAt: null, elapsedSeconds: 1800 });
  });
});

it('D: created Fri 2026-09-18 17:30, 2 bh: due Sun 2026-09-20 10:30', () => {
  expect(wall(resolveClock('2026-09-18 17:30', 2).dueAt)).toBe('09-20 10:30');
});

describe('E: Fri 21:00 to Mon 09:30, Mon–Fri 08–17, 8 h target', () => {
  const calendar = { ...weekdaysIn('Asia/Shanghai', '08:00-17:00'), id: 'calendar:E' };
  const facts = factsAt(inShanghai('2026-10-16 21:00'), []);
  const at = inShanghai('2026-10-19 09:30');
  const clockIn = (unit: 'bh' | 'h') =>
    slaClocks(facts, bookOf([{ policy: resolveIn(8, unit, calendar.id) }], [calendar]), at).current[0];

  it('business 1 h 30, 18.75 %', () => {
    expect(clockIn('bh')).toMatchObject({ elapsedSeconds: 5400, percent: 18.75, state: 'running' });
  });

  it('wall 60 h 30, 756.25 %', () => {
    expect(clockIn('h')).toMatchObject({ elapsedSeconds: 60.5 * 3600, percent: 756.25, state: 'breached' });
  });
});

describe('F: a weekday 14:00 to the next day 09:00, 09–17', () => {
  const calendar = { ...weekdaysIn('Asia/Shanghai', '09:00-17:00'), id: 'calendar:F' };
  const facts = factsAt(inShanghai('2026-10-13 14:00'), []);
  const elapsed = (unit: 'bh' | 'h') =>
    slaClocks(facts, bookOf([{ policy: resolveIn(8, unit, calendar.id) }], [calendar]), inShanghai('2026-10-14 09:00'))
      .current[0]?.elapsedSeconds;

  it('business 3 h', () => {
    expect(elapsed('bh')).toBe(3 * 3600);
  });

  it('wall 19 h', () => {
    expect(elapsed('h')).toBe(19 * 3600);
  });
});

describe('24 h feedback rule', () => {
  const received = inShanghai('2026-10-02 22:15');
  const day = 24 * 3_600_000;
  const stateWhen = (answered: number): string =>
    slaClocks(factsAt(received, [say(answered)]), bookOf(), answered).feedback.state;

  it('answered at t0 + 24 h 00 m 00 s is met', () => {
    expect(stateWhen(received + day)).toBe('met');
  });

  it('one second later is missed', () => {
    expect(stateWhen(received + day + 1000)).toBe('met_late');
  });

  it('goes by the wall clock, through the holiday', () => {
    expect(slaClocks(factsAt(received, []), bookOf(), received + day + 1000).feedback).toMatchObject({
      state: 'breached',
      dueAt: received + day,
      basis: 'wall',
    });
  });
});
