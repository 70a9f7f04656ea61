import { describe, expect, it } from 'vitest';
import { formats, type Reference } from '#core/logs/read/formats.ts';
import { TimeShape } from '#core/logs/read/time-shape.ts';
import { today } from './streams.ts';

const reference: Reference = { newest: today, isDayFirst: false, isUtc: false };

const shapeOf = (line: string): TimeShape | undefined => {
  for (const format of formats) {
    const found = format.pattern.exec(line);
    if (found) return TimeShape.of(line, found, format, reference);
  }
  return undefined;
};

const fits = (shape: TimeShape | undefined, line: string): boolean => {
  const bytes = Buffer.from(`12${line}34`);
  return shape?.fits(bytes, 2, bytes.length - 2) === true;
};

describe('the shape of a time', () => {
  it.each([
    ['2026-10-10 15:40:02,118 INFO x', '2026-11-30 23:59:59,999 ERROR other'],
    ['2026-10-10T15:40:02.118+08:00 x', '2026-01-01T00:00:00.000+08:00 y'],
    ['Nov 25 09:23:38 host a: x', 'Nov 01 23:00:59 other b: y'],
    ['26.10.2026 15:04:05 Fehler', '01.01.2026 00:00:00 x'],
    ['E0517 15:04:22.619632 1 x', 'E0518 16:05:23.000000 2 y'],
  ])('of %s is that of %s', (line, other) => {
    const shape = shapeOf(line);
    expect(fits(shape, line)).toBe(true);
    expect(fits(shape, other)).toBe(true);
  });

  it.each([
    '2026-13-10 15:40:02,118 x',
    '2026-10-32 15:40:02,118 x',
    '2026-10-00 15:40:02,118 x',
    '2026-10-10 25:40:02,118 x',
    '2026-10-10 15:60:02,118 x',
    '2027-10-10 15:40:02,118 x',
    '2026-10-10 15:40:02.118 x',
    '2026-10-10 15:40:02,11x x',
    '2026-10-10 15:40:02,1183 x',
    '2026-10-10 15:40:02,118',
    ' 2026-10-10 15:40:02,118 x',
    '',
  ])('is not that of %j, of which its text tells', (other) => {
    expect(fits(shapeOf('2026-10-10 15:40:02,118 INFO x'), other)).toBe(false);
  });

  it.each(['x 2026-10-10 15:40:02 x', '[12345.678901] usb', '2026年10月10日 15:40:02 x', 'no time'])(
    'is not made of %s',
    (line) => {
      expect(shapeOf(line)).toBeUndefined();
    },
  );
});
