import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Delivery } from '#core/logs/commands/delivery.ts';
import { lineOf } from '#core/logs/commands/event-line.ts';
import type { LogEvent } from '#core/logs/commands/event.ts';
import { SpoolSegment } from '#core/logs/commands/spool-segment.ts';
import { Spool, type SpoolLimits } from '#core/logs/commands/spool.ts';

let folder: string;
const key = new Uint8Array(32).fill(3);
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'deskside-spool-')), 'source');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const event = (number: number): LogEvent => ({
  at: '2026-11-26T12:00:00.000000Z',
  level: 'info',
  provider: 'p',
  eventId: null,
  processId: null,
  host: null,
  message: `消息 ${number}`,
  fields: {},
  cursor: String(number),
});
const events = (from: number, to: number): LogEvent[] =>
  Array.from({ length: to - from + 1 }, (_, index) => event(from + index));

const small: SpoolLimits = { segmentBytes: 1000, totalBytes: 3000 };
const logs = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.lines'));

/** The numbers of the events in what is delivered, and what happened besides. */
const deliver = (delivery: Delivery, budget = 300): { readonly numbers: number[]; readonly kinds: string[] } => {
  const parts = new Map<number, Buffer[]>();
  const kinds: string[] = [];
  for (let hasMore = true; hasMore;) {
    const woken = delivery.wake(budget, 'following');
    ({ hasMore } = woken);
    for (const step of woken.steps) {
      if (step.kind !== 'read') kinds.push('segment' in step ? `${step.kind} ${step.segment.id}` : step.kind);
      else {
        const held = parts.get(step.segment.id) ?? [];
        expect(step.at).toBe(Buffer.concat(held).length);
        parts.set(step.segment.id, [...held, Buffer.from(step.bytes)]);
        expect(step.segment.end).toBe(step.at + step.bytes.length);
      }
    }
  }
  const text = [...parts.values()].map((held) => Buffer.concat(held).toString('utf8')).join('');
  return { numbers: [...text.matchAll(/消息 (\d+)\n/gu)].map(([, number]) => Number(number)), kinds };
};
const count = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('after any end of the process', () => {
  test('reading goes on behind what was saved, and what was not is cut off', () => {
    const before = new Spool(folder, key);
    before.append(events(1, 5));
    before.save();
    before.append(events(6, 9));
    // Nothing is closed: the process is gone.
    const after = new Spool(folder, key);
    expect(after.cursor).toBe('5');
    after.append(events(6, 12));
    expect(deliver(new Delivery(after)).numbers).toEqual(count(1, 12));
    after.close();
    expect(new Spool(folder, key).cursor).toBe('12');
  });

  test('also where it ended between two segments, or in the middle of a line', () => {
    const before = new Spool(folder, key, { limits: small });
    before.append(events(1, 5));
    before.save();
    const place = readFileSync(join(folder, 'place'));
    for (let number = 6; number <= 60; number++) before.append([event(number)]);
    expect(logs().length).toBeGreaterThan(2);
    // As on a full disk, where no later one could be saved.
    writeFileSync(join(folder, 'place'), place);
    appendFileSync(join(folder, '000000000001.lines'), 'half a li');
    const after = new Spool(folder, key, { limits: small });
    expect(after.cursor).toBe('5');
    expect(logs()).toEqual(['000000000001.lines']);
    after.append(events(6, 60));
    expect(deliver(new Delivery(after)).numbers).toEqual(count(1, 60));
  });

  test.each([
    ['lost its end', () => truncateSync(join(folder, '000000000001.lines'), 20)],
    ['holds other lines', () => writeFileSync(join(folder, '000000000001.lines'), 'x'.repeat(1000))],
    ['has no place', () => rmSync(join(folder, 'place'))],
    ['has a place that cannot be read', () => writeFileSync(join(folder, 'place'), '{"version":1,')],
    ['has a place of another form', () => writeFileSync(join(folder, 'place'), '{"version":2,"cursor":"9"}')],
    ['lost its file', () => rmSync(join(folder, '000000000001.lines'))],
  ])('a spool that %s begins anew, under numbers that were not used', (_name, harm) => {
    const before = new Spool(folder, key);
    before.append(events(1, 5));
    before.close();
    harm();
    const after = new Spool(folder, key);
    expect(after.cursor).toBeNull();
    after.append(events(1, 7));
    const { numbers } = deliver(new Delivery(after));
    expect(numbers).toEqual(count(1, 7));
    after.close();
    expect(new Spool(folder, key).cursor).toBe('7');
  });

  test.skipIf(process.platform === 'win32')('nobody else can read it', () => {
    const spool = new Spool(folder, key);
    spool.append(events(1, 1));
    spool.close();
    expect(statSync(folder).mode & 0o077).toBe(0);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  });
});

describe('the bound', () => {
  test('the oldest lines go, but none that was not delivered', () => {
    const spool = new Spool(folder, key, { limits: small });
    const delivery = new Delivery(spool);
    for (let number = 1; number <= 200; number++) spool.append([event(number)]);
    const undelivered = logs().length;
    expect(undelivered).toBeGreaterThan(5);
    const { numbers, kinds } = deliver(delivery);
    expect(numbers).toEqual(count(1, 200));
    expect(kinds).toContain('gone 1');
    expect(logs().length).toBeLessThanOrEqual(4);
    const [first] = delivery.segments;
    expect([first?.isGone, first?.read(Buffer.alloc(10), 0)]).toEqual([true, 0]);
    spool.close();
    const after = new Spool(folder, key, { limits: small });
    expect(after.cursor).toBe('200');
    expect(deliver(new Delivery(after)).numbers.at(-1)).toBe(200);
  });

  test('segments come in order, each begun once and sealed once', () => {
    const spool = new Spool(folder, key, { limits: { ...small, totalBytes: 1_000_000 } });
    spool.append(events(1, 3));
    for (let number = 4; number <= 100; number++) spool.append([event(number)]);
    const { kinds } = deliver(new Delivery(spool));
    const ids = logs().map((name) => Number(name.slice(0, 12)));
    expect(kinds).toEqual([
      'state',
      ...ids.flatMap((id) => (id === ids.at(-1) ? [`began ${id}`] : [`began ${id}`, `sealed ${id}`])),
    ]);
  });
});

test('what is delivered can be read again, and nothing beyond', () => {
  const spool = new Spool(folder, key);
  spool.append(events(1, 3));
  const delivery = new Delivery(spool);
  const { steps, hasMore } = delivery.wake(10, 'following');
  expect(hasMore).toBe(true);
  const [segment] = delivery.segments;
  const buffer = Buffer.alloc(100);
  expect(segment?.read(buffer, 0)).toBe(10);
  expect(steps.find(({ kind }) => kind === 'read')).toMatchObject({ at: 0 });
  expect(segment?.read(buffer, 10)).toBe(0);
  expect(segment?.read(buffer, 99)).toBe(0);
});

test('an event without a place keeps the one before it', () => {
  const spool = new Spool(folder, key);
  spool.append([event(1), { ...event(2), cursor: null }]);
  expect(spool.cursor).toBe('1');
  spool.forgetCursor();
  spool.close();
  expect(new Spool(folder, key).cursor).toBeNull();
  const text = Buffer.alloc(1_000);
  const bytes = new SpoolSegment(folder, 1, 'resumed', key).readAppended(text, 0);
  expect(text.toString('utf8', 0, bytes)).toBe(`${lineOf(event(1))}\n${lineOf(event(2))}\n`);
});

describe('at rest', () => {
  test('nothing of the lines or the place is in the clear, and nothing comes of it under another key', () => {
    const spool = new Spool(folder, key);
    spool.append(events(1, 400));
    spool.close();
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes('消息')).toBe(false);
    expect(new Spool(folder, new Uint8Array(32)).cursor).toBeNull();
  });

  test('a byte that was changed gives no line, and none that stands before it goes', () => {
    const spool = new Spool(folder, key);
    for (let number = 1; number <= 3; number++) spool.append(events(number, number));
    spool.close();
    const path = join(folder, '000000000001.lines');
    const bytes = readFileSync(path);
    const at = bytes.length - 60;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const text = Buffer.alloc(1_000);
    const read = new SpoolSegment(folder, 1, 'resumed', key).readAppended(text, 0);
    expect(text.toString('utf8', 0, read)).toBe(`${lineOf(event(1))}\n${lineOf(event(2))}\n`);
  });

  test('lines of any number are read from any place', () => {
    const spool = new Spool(folder, key);
    spool.append(events(1, 3_000));
    for (let number = 3_001; number <= 3_050; number++) spool.append([event(number)]);
    const whole = Buffer.from(
      events(1, 3_050)
        .map((each) => `${lineOf(each)}\n`)
        .join(''),
    );
    spool.close();
    const segment = new SpoolSegment(folder, 1, 'resumed', key);
    expect(segment.bytes).toBe(whole.length);
    for (const [at, length] of [
      [0, whole.length],
      [65_535, 3],
      [70_000, 131_072],
      [whole.length - 500, 1_000],
    ] as const) {
      const buffer = Buffer.alloc(length);
      const read = segment.readAppended(buffer, at);
      expect(buffer.subarray(0, read).equals(whole.subarray(at, at + length))).toBe(true);
    }
    segment.close();
  });

  test('what was kept in the clear before is sealed under the same numbers, up to its place', () => {
    mkdirSync(folder);
    const text = (from: number, to: number): string =>
      events(from, to)
        .map((each) => `${lineOf(each)}\n`)
        .join('');
    writeFileSync(join(folder, '000000000003.log'), text(1, 5));
    writeFileSync(join(folder, '000000000004.log'), text(6, 9));
    const bytes = Buffer.byteLength(text(6, 8));
    const tail = createHash('sha256').update(text(6, 8)).digest('hex');
    const place = { version: 1, cursor: '8', segment: 4, bytes, tail };
    writeFileSync(join(folder, 'place.json'), JSON.stringify(place));
    const spool = new Spool(folder, key);
    expect(spool.cursor).toBe('8');
    spool.append(events(9, 10));
    const { numbers, kinds } = deliver(new Delivery(spool));
    expect(numbers).toEqual(count(1, 10));
    expect(kinds).toEqual(['state', 'began 3', 'sealed 3', 'began 4']);
    spool.close();
    expect(readdirSync(folder).toSorted()).toEqual(['000000000003.lines', '000000000004.lines', 'place']);
  });

  test('what was kept in the clear without a place is removed', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, '000000000001.log'), 'in the clear\n');
    new Spool(folder, key, { namedUpTo: 1 }).close();
    expect(readdirSync(folder).toSorted()).toEqual(['000000000002.lines']);
  });
});
