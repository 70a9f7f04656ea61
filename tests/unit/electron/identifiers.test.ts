import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { growingUlids, hybridClock } from '#core/identifiers.ts';
import { encodeUlid, ulidTime } from '#shared/base/ulid.ts';

const ambient = {
  now: () => new Date(0),
  mono: () => 0,
  randomBytes: (length: number) => Uint8Array.from(randomBytes(length)),
};

describe('ULIDs', () => {
  it('encode time and randomness as the specification does', () => {
    expect(encodeUlid(1469918176385, new Uint8Array(10))).toBe('01ARYZ6S410000000000000000');
    expect(encodeUlid(0, new Uint8Array(10).fill(255))).toBe('0000000000ZZZZZZZZZZZZZZZZ');
    expect(ulidTime('01ARYZ6S410000000000000000')).toBe(1469918176385);
  });

  it('grow within one millisecond and when the clock steps back', () => {
    const next = growingUlids(ambient);
    const times = [1000, 1000, 1000, 999, 400, 1000, 1001, 5, 1001];
    const made = times.map((time) => next(new Date(time)));
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('carry over all bytes when counting up', () => {
    const next = growingUlids({ ...ambient, randomBytes: (length) => new Uint8Array(length).fill(255) });
    const made = Array.from({ length: 300 }, () => next(new Date(1)));
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(300);
  });
});

describe('the hybrid clock', () => {
  it('never runs backwards and never repeats', () => {
    const next = hybridClock('');
    const stamps = [10, 10, 9, 11, 3, 3].map((time) => next(new Date(time)));
    expect(stamps.toSorted()).toEqual(stamps);
    expect(new Set(stamps).size).toBe(stamps.length);
    expect(stamps[0]).toBe('00000000000a-0000');
  });

  it('goes on after the newest stamp that was given before', () => {
    const last = hybridClock('')(new Date(5000));
    const next = hybridClock(last);
    const stamps = [last, next(new Date(10)), next(new Date(4999)), next(new Date(5001))];
    expect(stamps.toSorted()).toEqual(stamps);
    expect(new Set(stamps).size).toBe(stamps.length);
    expect(hybridClock('0000000013ff-ffff')(new Date(0))).toBe('000000001400-0000');
  });

  it('moves time on when a millisecond holds more than 65,536 stamps', () => {
    const next = hybridClock('');
    let last = '';
    for (let count = 0; count < 70_000; count++) {
      const stamp = next(new Date(1));
      expect(stamp > last).toBe(true);
      last = stamp;
    }
  });
});
