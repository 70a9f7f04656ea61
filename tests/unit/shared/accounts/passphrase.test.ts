import { describe, expect, it } from 'vitest';
import { normalisePassphrase, passphraseLength, passphraseProblem } from '#shared/accounts/passphrase.ts';

describe('passphrases', () => {
  it('are the same words in every input method', () => {
    expect(normalisePassphrase('ｃｏｒｒｅｃｔ　ｈｏｒｓｅ')).toBe('correct horse');
    expect(normalisePassphrase('Zu\u0308rich')).toBe(normalisePassphrase('Zürich'));
  });

  it.each([
    ['twelve letters', 'abcdefghijkl', null],
    ['eleven letters', 'abcdefghijk', 'short'],
    ['twelve Chinese characters', '北门服务台的打印机又卡纸了', null],
    ['eleven emoji', '😀😁😂🤣😃😄😅😆😉😊😋', 'short'],
    ['decomposed letters counted once', 'u\u0308'.repeat(11), 'short'],
    ['one letter many times', 'aaaaaaaaaaaaaaaaaaaa', 'repetitive'],
    ['one letter in both cases', 'aAaAaAaAaAaA', 'repetitive'],
    ['a short pattern', 'abababababab', 'repetitive'],
    ['spaces counted', 'a b c d e f ', null],
  ])('%s: %s', (_what, passphrase, problem) => {
    expect(passphraseProblem(passphrase)).toBe(problem);
  });

  it('are counted in characters, not in units', () => {
    expect(passphraseLength('😀😀')).toBe(2);
  });
});
