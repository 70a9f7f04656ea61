import { describe, expect, it } from 'vitest';
import { intervalOf, parseSpan } from '#shared/search/dates.ts';

/** Wednesday. */
const now = Date.parse('2026-11-25T21:09:00+08:00');
const written = (text: string, zone = 'Asia/Shanghai') => {
  const span = parseSpan(text);
  if (!span) throw new Error(`${text} is no time`);
  const { from, to } = intervalOf(span, { now, zone });
  const shown = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString() : null);
  return [shown(from), shown(to)];
};

describe('written time', () => {
  it.each([
    ['today', '2026-11-24T16:00:00.000Z', '2026-11-25T16:00:00.000Z'],
    ['昨天', '2026-11-23T16:00:00.000Z', '2026-11-24T16:00:00.000Z'],
    ['week', '2026-11-22T16:00:00.000Z', '2026-11-29T16:00:00.000Z'],
    ['上周', '2026-11-15T16:00:00.000Z', '2026-11-22T16:00:00.000Z'],
    ['month', '2026-10-31T16:00:00.000Z', '2026-11-30T16:00:00.000Z'],
    ['last-month', '2026-09-30T16:00:00.000Z', '2026-10-31T16:00:00.000Z'],
    ['2026', '2025-12-31T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
    ['2026-02', '2026-01-31T16:00:00.000Z', '2026-02-28T16:00:00.000Z'],
    ['2026年11月1日', '2026-10-31T16:00:00.000Z', '2026-11-01T16:00:00.000Z'],
    ['2026-11-01..2026-11-03', '2026-10-31T16:00:00.000Z', '2026-11-03T16:00:00.000Z'],
    ['2h', '2026-11-25T11:09:00.000Z', null],
    ['7天', '2026-11-18T13:09:00.000Z', null],
    ['2026-11..', '2026-10-31T16:00:00.000Z', null],
    ['..today', null, '2026-11-25T16:00:00.000Z'],
  ])('%s is laid onto the calendar of the place', (text, from, to) => {
    expect(written(text)).toEqual([from, to]);
  });

  it('knows days that are not 24 hours long', () => {
    expect(written('2026-10-25', 'Europe/Berlin')).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
  });

  it.each(['', '..', '2026-00', '31-12-2026', '1..2..3', 'someday', '7', 'd'])('%j is none', (text) => {
    expect(parseSpan(text)).toBeUndefined();
  });
});
