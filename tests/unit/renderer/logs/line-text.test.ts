import { describe, expect, it } from 'vitest';
import { messageFrom, piecesOf } from '#renderer/logs/line-text.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';

describe('the text of a line', () => {
  it('shows what would be unseen or turn the order of the line', () => {
    expect(withSigns('a\u0000b\u001b[31mc\u007f')).toBe('a␀b␛[31mc␡');
    expect(withSigns('invoice\u202efdp.exe\u2066')).toBe('invoice\\u202Efdp.exe\\u2066');
    expect(withSigns('pay\u200bpal\ufeff\u0085')).toBe('pay\\u200Bpal\\uFEFF\\u0085');
  });
  it('leaves tabs, Han, Arabic and emoji as they are', () => {
    const text = 'a\tb 打印后台处理程序 خطأ 👩‍🔧';
    expect(withSigns(text)).toBe(text);
  });
  it('shows half a character as a mark of its own', () => {
    expect(withSigns('x\ud800y')).toBe('x\ufffdy');
  });
  it('is cut at its hits, counted before signs are put in', () => {
    expect(piecesOf('a\u0000bad block.', [[2, 11]])).toEqual([
      { text: 'a␀', isHit: false },
      { text: 'bad block', isHit: true },
      { text: '.', isHit: false },
    ]);
  });
  it('takes marks in any order, overlapping and beyond the end', () => {
    const pieces = piecesOf('abcdef', [
      [4, 99],
      [1, 3],
      [2, 5],
    ]);
    expect(pieces.map(({ text }) => text).join('')).toBe('abcdef');
    expect(
      pieces
        .filter(({ isHit }) => isHit)
        .map(({ text }) => text)
        .join(''),
    ).toBe('bcdef');
    expect(piecesOf('', [[0, 3]])).toEqual([]);
  });
});

describe('what a line says beside time and level', () => {
  it.each([
    ['2026-11-26T13:12:13.018Z ERROR disk: bad block', 'disk: bad block'],
    ['[2026-11-26 13:12:13,018] [WARN] slow query', 'slow query'],
    ['2026/11/26 13:12:13 INFO: started', 'started'],
    ['Nov 26 13:12:13 srv sshd[1]: error: no', 'srv sshd[1]: error: no'],
    ['2026-11-26 13:12:13 +0800 打印完成', '打印完成'],
  ])('%s', (text, message) => {
    expect(text.slice(messageFrom(text))).toBe(message);
  });
  it('is all of a line that begins with neither', () => {
    for (const text of [
      'ERROR no time',
      '{"time":"2026-11-26T13:12:13Z"}',
      '    at read (disk.js:12)',
      '10.20.6.31 - - [x]',
    ]) {
      expect(messageFrom(text), text).toBe(0);
    }
  });
  it('is never nothing', () => {
    expect(messageFrom('2026-11-26T13:12:13Z ')).toBe(0);
    expect('2026-11-26T13:12:13Z ERROR '.slice(messageFrom('2026-11-26T13:12:13Z ERROR '))).toBe('ERROR ');
  });
});
