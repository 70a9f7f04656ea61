import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesText, parseMinutes } from '#shared/time/minutes-text.ts';
import { pauseTimer, startTimer, timerId, timerPrefix, timerSeconds, type Timer } from '#shared/time/timer.ts';
import { totalMinutes, workTimesOf } from '#shared/time/work-time.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import { lin, sam } from '../tickets/sample-ticket.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 9, 14, 9, minute)).toISOString();

const entry = (place: number, minutes: number, corrects: number | null, by = lin): TimelineEntry => ({
  id: `entry:1:${place}`,
  type: 'entry',
  schema: 1,
  createdAt: at(place),
  updatedAt: at(place),
  createdBy: by.id ?? '',
  device: 'device:1',
  ticketId: 'ticket:1',
  at: at(place),
  by,
  event: {
    kind: 'time',
    startedAt: at(place),
    minutes,
    work: 'remote',
    note: null,
    corrects: corrects === null ? null : `entry:1:${corrects}`,
  },
  imported: null,
});

describe('working time', () => {
  it('counts a correction instead of what it corrects, under who worked', () => {
    expect(workTimesOf([entry(1, 30, null, sam), entry(2, 10, null), entry(3, 45, 1, lin)])).toMatchObject([
      { entryId: 'entry:1:3', by: sam, minutes: 45, isCorrected: true },
      { entryId: 'entry:1:2', by: lin, minutes: 10, isCorrected: false },
    ]);
  });
  it('lets the later one of two corrections made apart count, whichever entry each names', () => {
    expect(totalMinutes(workTimesOf([entry(1, 30, null), entry(2, 40, 1), entry(3, 50, 1), entry(4, 5, 2)]))).toBe(5);
  });
  it('does not count what is struck out', () => {
    expect(workTimesOf([entry(1, 30, null), entry(2, 0, 1)])).toEqual([]);
  });
  it('equals the last word on each stretch of work, over any history', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ minutes: fc.nat(600), target: fc.option(fc.nat(50)) })), (steps) => {
        const last = new Map<number, number>();
        const origin = new Map<number, number>();
        const timeline = steps.map(({ minutes, target }, place) => {
          const corrects = target === null || place === 0 ? null : target % place;
          const first = corrects === null ? place : (origin.get(corrects) ?? corrects);
          origin.set(place, first);
          last.set(first, minutes);
          return entry(place, minutes, corrects);
        });
        const sum = [...last.values()].reduce((total, minutes) => total + minutes, 0);
        expect(totalMinutes(workTimesOf(timeline))).toBe(sum);
      }),
    );
  });
});

describe('minutes as people write them', () => {
  it.each([
    ['1:25', 85],
    ['0:05', 5],
    ['85', 85],
    ['85 min', 85],
    ['1h25', 85],
    ['1 h 25 min', 85],
    ['1.5h', 90],
    ['1,5 hours', 90],
    ['１：２５', 85],
    ['1 小时 25 分钟', 85],
    ['1小时', 60],
    ['90 分', 90],
    [' 2H ', 120],
    ['0', 0],
  ])('%j is %i', (text, minutes) => {
    expect(parseMinutes(text)).toBe(minutes);
  });
  it.each(['', 'soon', '1:75', '-5', '1:2:3', '1e3', '12345', '1.5'])('%j is none', (text) => {
    expect(parseMinutes(text)).toBeUndefined();
  });
  it('are read back as they are shown', () => {
    fc.assert(
      fc.property(fc.nat(4320), (minutes) => {
        expect(parseMinutes(minutesText(minutes))).toBe(minutes);
      }),
    );
  });
});

describe('a timer', () => {
  const user = 'user:01J0000000000000000000000A';
  const timer: Timer = {
    id: timerId(user, 'ticket:01J00000000000000000000001'),
    type: 'timer',
    schema: 1,
    createdAt: at(0),
    updatedAt: at(0),
    createdBy: user,
    device: 'device:1',
    ticketId: 'ticket:01J00000000000000000000001',
    number: 'INC-7K3Q-000142',
    beganAt: at(0),
    runningSince: null,
    seconds: 0,
  };
  it('is found by whose it is', () => {
    expect(timer.id.startsWith(timerPrefix(user))).toBe(true);
  });
  it('adds up what it ran, and nothing for a clock that was set back', () => {
    const paused = pauseTimer(startTimer(timer, at(10)), at(25));
    expect(paused).toMatchObject({ seconds: 900, runningSince: null });
    const again = startTimer(paused, at(40));
    expect(timerSeconds(again, at(41))).toBe(960);
    expect(timerSeconds(again, at(5))).toBe(900);
    expect(startTimer(again, at(50))).toBe(again);
    expect(pauseTimer(paused, at(50))).toBe(paused);
  });
});
