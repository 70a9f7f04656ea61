import { describe, expect, test } from 'vitest';
import { createFormat } from '#renderer/ui/format.ts';

const en = createFormat('en', 'Asia/Shanghai');
const zh = createFormat('zh-CN', 'Asia/Shanghai');
const at = '2026-10-15T13:00:07.402Z';
const now = '2026-10-15T14:00:00.000Z';
const HOUR = 3_600_000;

describe('dates', () => {
  test('as each language writes them, always 24 h', () => {
    expect(en.dateTime(at, now)).toBe('Thu 15 Oct 21:00');
    expect(zh.dateTime(at, now)).toBe('10 月 15 日周四 21:00');
    expect(en.time('2026-10-14T16:05:00Z')).toBe('00:05');
  });

  test('the year only where it is another one', () => {
    expect(en.day('2025-09-05T01:00:00Z', now)).toBe('Fri 5 Sep 2025');
    expect(zh.day('2025-09-05T01:00:00Z', now)).toBe('2025 年 9 月 5 日周五');
  });

  test('a moment of today is a time, of another day both', () => {
    expect(en.moment(at, now)).toBe('21:00');
    expect(en.moment('2026-10-14T15:59:00Z', now)).toBe('Wed 14 Oct 23:59');
  });

  test('exact, with the zone', () => {
    expect(en.exact(at)).toBe('2026-10-15 21:00:07.402 +08:00');
    expect(createFormat('en', 'UTC').exact('2026-01-02T03:04:05.006Z')).toBe('2026-01-02 03:04:05.006 +00:00');
  });
});

describe('spans', () => {
  test('what is left of a target, in days of its own calendar', () => {
    const businessDay = 8 * 3600;
    expect(en.remaining(72 * 60, businessDay)).toBe('1:12');
    expect(en.remaining(-38 * 60, businessDay)).toBe('−0:38');
    expect(en.remaining(10 * 3600 + 600, businessDay)).toBe('1 d 2:10');
    expect(zh.remaining(-(10 * 3600 + 600), businessDay)).toBe('−1 天 2:10');
    expect(en.span(10 * 3600, businessDay)).toBe('1 d 2 h');
    expect(en.span(10 * 3600, 86_400)).toBe('10 h');
  });

  test('the two largest units', () => {
    expect(en.duration(1.2 * HOUR)).toBe('1 h 12 min');
    expect(zh.duration(1.2 * HOUR)).toBe('1 小时 12 分钟');
    expect(en.duration(52 * HOUR)).toBe('2 d 4 h');
    expect(en.duration(48 * HOUR)).toBe('2 d');
    expect(en.duration(42_000)).toBe('42 s');
  });

  test('hours and minutes, negative when past', () => {
    expect(en.hours(1.2 * HOUR)).toBe('1:12');
    expect(en.hours(-38 * 60_000)).toBe('−0:38');
    expect(en.hours(0)).toBe('0:00');
  });

  test('ages', () => {
    expect(en.ago(at, '2026-10-15T13:00:19.500Z')).toBe('12 s ago');
    expect(zh.ago(at, '2026-10-15T16:40:07.402Z')).toBe('3 小时前');
    expect(en.ago(at, at)).toBe('just now');
    expect(en.ago(at, '2026-10-17T13:00:08Z')).toBe('Thu 15 Oct 21:00');
  });
});

test('numbers, shares, sizes, lists', () => {
  expect(en.number(48_211)).toBe('48,211');
  expect(en.percent(0.618)).toBe('62 %');
  expect([0, 1023, 1024, 1_500_000, 3 * 2 ** 40].map(en.bytes)).toEqual(['0 B', '1,023 B', '1 KB', '1.4 MB', '3 TB']);
  expect(en.series(['A', 'B', 'C'])).toBe('A, B, C');
  expect(zh.series(['A', 'B', 'C'])).toBe('A、B、C');
  expect(en.list(['A', 'B', 'C'])).toBe('A, B and C');
});
