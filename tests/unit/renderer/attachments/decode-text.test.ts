import { describe, expect, it } from 'vitest';
import { decodeText, guessCharset } from '#renderer/attachments/decode-text.ts';
import { gbk } from '../../../support/gbk.ts';

const sentence = '三楼的打印机从今天早上起没有响应，请尽快处理。';

describe('the charset of a text', () => {
  it.each([
    ['utf-8', Buffer.from(sentence)],
    ['utf-8', Buffer.from('plain words\n')],
    ['utf-8', Buffer.alloc(0)],
    ['gb18030', gbk(sentence)],
    ['gb18030', gbk('2026-11-25 E-204 错误：纸张传感器\r\n')],
    ['big5', Buffer.from('a454bcd3aabaa5b4a64cbef7a871aca64da4d1a6ada457b05fa853a6b3c55400', 'hex').subarray(0, 20)],
    ['windows-1252', Buffer.from('Stra\xdfe, caf\xe9, \x93na\xefve\x94', 'latin1')],
    ['utf-16le', Buffer.from('\ufeffhello', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffhello', 'utf16le').swap16()],
  ])('%s', (charset, bytes) => {
    expect(guessCharset(bytes)).toBe(charset);
  });

  it('is found although the beginning of a long file ends within a character', () => {
    expect(guessCharset(Buffer.from(sentence).subarray(0, 10))).toBe('utf-8');
    expect(guessCharset(gbk(sentence).subarray(0, 21))).toBe('gb18030');
  });

  it('gives the text, with line ends of one kind', () => {
    expect(decodeText(gbk('一\r\n二\r三'), 'gb18030')).toBe('一\n二\n三');
  });
});
