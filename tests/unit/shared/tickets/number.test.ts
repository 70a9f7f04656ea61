import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareNumbers,
  formatNumber,
  numberPrefixes,
  numberSearchKey,
  parseNumber,
  shortNumber,
} from '#shared/tickets/number.ts';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const numbers = fc.record({
  prefix: fc.constantFrom(...numberPrefixes),
  deviceCode: fc.string({ unit: fc.constantFrom(...crockford), minLength: 4, maxLength: 4 }),
  counter: fc.integer({ min: 1, max: 99_999_999 }),
});

describe('a number', () => {
  it('is written with six digits at least', () => {
    expect(formatNumber({ prefix: 'INC', deviceCode: '7K3Q', counter: 142 })).toBe('INC-7K3Q-000142');
    expect(formatNumber({ prefix: 'REQ', deviceCode: '7K3Q', counter: 1_234_567 })).toBe('REQ-7K3Q-1234567');
  });

  it.each([
    'INC-7K3Q-000142',
    'inc-7k3q-142',
    'INC7K3Q142',
    'inc 7k3q 142',
    'INC–7K3Q–000142',
    'ＩＮＣ－７Ｋ３Ｑ－０００１４２',
    'INC-7K3Q-OOOI42',
    'inc7k3q000l42',
  ])('%s is the same one', (written) => {
    expect(parseNumber(written)).toEqual({ prefix: 'INC', deviceCode: '7K3Q', counter: 142 });
    expect(numberSearchKey(written)).toBe('inc7k3q142');
  });

  it.each(['', '142', 'INC', 'INC-7K3Q', 'INC-7K3-142', 'INC-7K3U-142', 'ABC-7K3Q-142', 'INC-7K3Q-0', 'INC-7K3Q-1a2'])(
    '%j is none of ours',
    (written) => {
      expect(parseNumber(written)).toBeUndefined();
    },
  );

  it('is short in lists, and a foreign one is left alone', () => {
    expect(shortNumber('INC-7K3Q-000142')).toBe('INC-7K3Q-142');
    expect(shortNumber('CHG-0000-100000')).toBe('CHG-0000-100000');
    expect(shortNumber('#4711')).toBe('#4711');
    expect(shortNumber('INC0000045')).toBe('INC0000045');
  });

  it('survives every way of writing it', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.constantFrom('', '-', ' ', '--'),
        fc.boolean(),
        fc.nat(9),
        (number, dash, lower, zeros) => {
          const text = [number.prefix, number.deviceCode, '0'.repeat(zeros) + number.counter].join(dash);
          expect(parseNumber(lower ? text.toLowerCase() : text)).toEqual(number);
          expect(parseNumber(formatNumber(number))).toEqual(number);
          expect(parseNumber(shortNumber(formatNumber(number)))).toEqual(number);
        },
      ),
    );
  });
});

describe('order of numbers', () => {
  it('is by prefix, device, counter, also past six digits', () => {
    fc.assert(
      fc.property(numbers, numbers, (left, right) => {
        const byParts =
          [left.prefix, left.deviceCode].join('-') === [right.prefix, right.deviceCode].join('-')
            ? Math.sign(left.counter - right.counter)
            : [left.prefix, left.deviceCode].join('-') < [right.prefix, right.deviceCode].join('-')
              ? -1
              : 1;
        expect(Math.sign(compareNumbers(formatNumber(left), formatNumber(right)))).toBe(byParts);
      }),
    );
  });
});
