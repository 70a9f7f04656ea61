import { describe, expect, it } from 'vitest';
import { piecesOf, withSigns } from '#renderer/logs/line-text.ts';

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
