import { generateX25519Identity } from 'age-encryption';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecoveryKey, recoveryKeyGroups } from '#shared/accounts/recovery-key.ts';

const key = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX';

describe('readRecoveryKey', () => {
  it.each([
    ['as printed', key],
    ['lower case', key.toLowerCase()],
    ['without the prefix', key.slice('AGE-SECRET-KEY-1'.length)],
    ['in groups', `AGE-SECRET-KEY-1 ${recoveryKeyGroups(key).join(' ')}`],
    ['in groups without the prefix', recoveryKeyGroups(key).join(' – ')],
    ['with line breaks and spaces around', `\n  ${key.slice(0, 30)}\r\n\t${key.slice(30)}  `],
    ['with other dashes', key.replaceAll('-', '—')],
    ['full-width', [...key].map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join('')],
  ])('reads it %s', (_how, typed) => {
    expect(readRecoveryKey(typed)).toBe(key);
  });

  it('takes the characters that the alphabet leaves out for those they look like', () => {
    const read = readRecoveryKey('0L80'.repeat(14) + '0L');
    expect(readRecoveryKey('OIBo'.repeat(14) + 'o1')).toBe(read);
    expect(read).toMatch(/^AGE-SECRET-KEY-1[0L8]{58}$/);
  });

  it.each([
    ['nothing', ''],
    ['a character less', key.slice(0, -1)],
    ['a character more', `${key}Q`],
    ['a public recipient', 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'],
    ['a foreign letter', key.replace('Z', 'Ж')],
  ])('refuses %s', (_what, typed) => {
    expect(readRecoveryKey(typed)).toBeUndefined();
  });

  it('reads every key that age makes, however it is cut into groups', async () => {
    const identity = await generateX25519Identity();
    fc.assert(
      fc.property(fc.array(fc.nat(60), { maxLength: 20 }), fc.boolean(), (cuts, lower) => {
        let typed = identity;
        for (const cut of cuts) typed = `${typed.slice(0, cut)} ${typed.slice(cut)}`;
        expect(readRecoveryKey(lower ? typed.toLowerCase() : typed)).toBe(identity);
      }),
    );
  });
});
