import { expect, test } from 'vitest';
import { strengthOf } from '#renderer/accounts/strength.ts';
import { clockText } from '#renderer/accounts/use-countdown.ts';

test.each([
  ['', { kind: 'start', level: 0 }],
  ['harbour', { kind: 'short', level: 1, missing: 5 }],
  ['海川二厂', { kind: 'short', level: 1, missing: 8 }],
  ['aaaaaaaaaaaaaaaa', { kind: 'repetitive', level: 1 }],
  ['harbour lamp', { kind: 'fair', level: 2 }],
  ['quiet harbour lantern', { kind: 'good', level: 3 }],
])('strength of “%s”', (passphrase, strength) => {
  expect(strengthOf(passphrase)).toEqual(strength);
});

test('the pause never reads zero before it is over', () => {
  expect([60_000, 42_000, 41_001, 1, 0, 725_000].map(clockText)).toEqual([
    '1:00',
    '0:42',
    '0:42',
    '0:01',
    '0:00',
    '12:05',
  ]);
});
