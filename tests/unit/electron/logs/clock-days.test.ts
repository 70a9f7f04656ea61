import { appendFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOfWall, wallOf } from '#core/logs/read/clock-days.ts';
import { fileStream, know } from './streams.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-clock-days-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const two = (value: number): string => String(value).padStart(2, '0');
const local = (day: number, hour: number, minute = 0, second = 0): number =>
  new Date(2026, 9, day, hour, minute, second).getTime();
const clockOf = (at: number): string => {
  const moment = new Date(at);
  return `${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}.${String(moment.getMilliseconds()).padStart(3, '0')}`;
};

const opened = (text: string, writtenAt: number) => {
  const path = join(folder, 'app.log');
  writeFileSync(path, text);
  utimesSync(path, writtenAt / 1_000, writtenAt / 1_000);
  return { path, ...fileStream(path, folder, 'auto', writtenAt) };
};

const timesOf = (stream: ReturnType<typeof fileStream>['stream']): (number | null)[] =>
  Array.from({ length: stream.lines }, (_, line) => stream.lineAt(line)?.at ?? null);

describe('lines that tell the hour alone', () => {
  it('are dated back from when the file was written, a day for each time the clock went back', () => {
    const at = [local(7, 23, 59, 58), local(8, 0, 0, 2), local(8, 23, 0), local(9, 8, 30), local(9, 8, 31)];
    const { stream, close } = opened(at.map((each) => `${clockOf(each)} INFO x\n`).join(''), local(9, 8, 32));
    expect(timesOf(stream)).toEqual(at);
    expect(stream.areDaysInferred).toBe(true);
    close();
  });

  it('are of the day before where the file was written early in the morning', () => {
    const { stream, close } = opened('23:59:59 INFO x\n', local(9, 0, 0, 5));
    expect(timesOf(stream)).toEqual([local(8, 23, 59, 59)]);
    close();
  });

  it('keep their order and their days across many blocks, with lines that are a little late', () => {
    const at = Array.from({ length: 2_000 }, (_, line) => local(1, 6) + line * 613_000);
    const lines = at.map((each, line) => `[${clockOf(each - (line % 50 === 7 ? 700_000 : 0))}] step ${line}\n  more\n`);
    const { stream, close } = opened(lines.join(''), (at.at(-1) ?? 0) + 1_000);
    const dated = timesOf(stream);
    for (const [line, each] of at.entries()) {
      const expected = each - (line % 50 === 7 ? 700_000 : 0);
      expect(dated[line * 2]).toBe(expected);
      expect(dated[line * 2 + 1]).toBe(expected);
    }
    const orders = Array.from({ length: stream.lines }, (_, line) => stream.lineAt(line)?.order ?? 0);
    expect(orders).toEqual(orders.toSorted((left, right) => left - right));
    close();
  });

  it.each([2, 250])('go on with the next day as a file of %d lines grows', (count) => {
    const evening = Array.from({ length: count }, (_, line) => new Date(2026, 10, 25, 22, 0, line).getTime());
    const night = Array.from({ length: 300 }, (_, line) => new Date(2026, 10, 26, 0, 0, line).getTime());
    const textOf = (times: readonly number[]): string => times.map((at) => `${clockOf(at)} a\n`).join('');
    const { path, stream, wake, close } = opened(textOf(evening), (evening.at(-1) ?? 0) + 1);
    appendFileSync(path, textOf(night));
    wake();
    expect(timesOf(stream)).toEqual([...evening, ...night]);
    close();
  });

  it('follow the date that a heading tells, and are not inferred then', () => {
    const text =
      '#Software: Microsoft Internet Information Server 4.0\n#Date: 2000-10-09 16:44:49\n16:44:49 1.1.1.1 USER\n23:59:59 1.1.1.1 QUIT\n00:00:01 1.1.1.1 USER\n#Date: 2000-10-12 03:00:00\n03:00:00 1.1.1.1 QUIT\n';
    const { stream, close } = opened(text, local(9, 8));
    expect([2, 3, 4, 6].map((line) => timesOf(stream)[line])).toEqual([
      Date.UTC(2000, 9, 9, 16, 44, 49),
      Date.UTC(2000, 9, 9, 23, 59, 59),
      Date.UTC(2000, 9, 10, 0, 0, 1),
      Date.UTC(2000, 9, 12, 3),
    ]);
    expect(stream.areDaysInferred).toBe(false);
    close();
  });

  it('are counted back from a heading too, and a date that a line speaks of is none', () => {
    const text =
      '23:00:00 a\n01:00:00 certificate expires 2031-01-01 00:00:00\nvalid from 2031-01-01 00:00:00\n=== log opened 2026-10-05 ===\n01:30:00 b\n';
    const { stream, close } = opened(text, local(9, 8));
    const times = timesOf(stream);
    expect([times[0], times[1], times[4]]).toEqual([local(3, 23), local(4, 1), local(5, 1, 30)]);
    close();
  });

  it('are put in order among those of other logs only once their days are known', () => {
    const { stream, close } = opened('10:00:00 a\n', local(9, 10, 0, 1));
    expect(stream.ordered).toBe(1);
    expect(stream.lineAt(0)?.order).toBe(local(9, 10));
    know(stream);
    close();
  });
});

it('a calendar day is one, however many hours it has', () => {
  for (let day = 0; day < 366; day++)
    for (const hour of [0, 1, 2, 3, 12, 23]) {
      const at = new Date(2026, 0, 1 + day, hour, 30, 15, 7).getTime();
      for (const isUtc of [true, false]) expect(instantOfWall(wallOf(at, isUtc), isUtc)).toBe(at);
      expect(wallOf(at, false).day).toBe(Math.floor(Date.UTC(2026, 0, 1 + day) / 86_400_000));
    }
});

it('an old log without years is of the year in which it was written, and of the next one past New Year', () => {
  const written = new Date(2019, 11, 31, 23, 0).getTime();
  const { path, stream, wake, close } = opened('Dec  6 13:01:34 host a: x\nDec 31 22:59:00 host a: y\n', written);
  expect(timesOf(stream)).toEqual([
    new Date(2019, 11, 6, 13, 1, 34).getTime(),
    new Date(2019, 11, 31, 22, 59).getTime(),
  ]);
  appendFileSync(path, 'Nov 25 10:00:00 host a: z\n');
  wake();
  expect(timesOf(stream).at(-1)).toBe(new Date(2026, 10, 25, 10).getTime());
  close();
});
