import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldWithPlaces } from '#shared/search/fold.ts';
import { hitFinder, type HitPlace } from '#shared/search/hits.ts';
import { snippetOf } from '#shared/search/snippet.ts';

const marked = (words: readonly string[], text: string, place: HitPlace = 'body', isWhole = false): string => {
  const find = hitFinder(
    words.map((word) => ({ text: word, isWhole })),
    place,
  );
  let shown = '';
  let at = 0;
  for (const { from, to } of find?.(text) ?? []) {
    shown += `${text.slice(at, from)}[${text.slice(from, to)}]`;
    at = to;
  }
  return shown + text.slice(at);
};

describe('hits', () => {
  it.each<[readonly string[], string, string]>([
    [['vpn'], 'The VPN drops, vpns too, not ovpn', 'The [VPN] drops, [vpn]s too, not ovpn'],
    [['打印'], '打印机打印预览', '[打印]机[打印]预览'],
    [['erp登录'], 'ERP 登录失败', '[ERP 登录]失败'],
    [['label printer'], 'Label-printer, label  printer', '[Label-printer], [label  printer]'],
    [['cafe'], 'Im Café', 'Im [Café]'],
    [['kb5031455'], '装 ＫＢ５０３１４５５ 后', '装 [ＫＢ５０３１４５５] 后'],
    [['print', 'printer'], 'printer', '[printer]'],
    [['verbindung'], 'Keine Ver\u00adbindung', 'Keine [Ver\u00adbindung]'],
    [['outlook'], '\ufeffOut\u200blook, as', '\ufeff[Out\u200blook], as'],
    [['a.b*c'], 'a.b*c a-b c', '[a.b*c] [a-b c]'],
    [[], 'VPN', 'VPN'],
    [['-'], 'a-b', 'a-b'],
  ])('of %j are marked in %j', (words, text, shown) => {
    expect(marked(words, text)).toBe(shown);
  });

  it('stand inside words only where lists show them, and as whole words where asked for', () => {
    expect(marked(['print'], 'Blueprint', 'row')).toBe('Blue[print]');
    expect(marked(['print'], 'Blueprint')).toBe('Blueprint');
    expect(marked(['print'], 'print printer', 'body', true)).toBe('[print] printer');
  });

  it('lie within the text, one after the other, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
        (text, word) => {
          expect(foldWithPlaces(text).folded).toBe(fold(text));
          let at = 0;
          for (const { from, to } of hitFinder([{ text: fold(word), isWhole: false }], 'row')?.(text) ?? []) {
            expect(from).toBeGreaterThanOrEqual(at);
            expect(to).toBeGreaterThan(from);
            at = to;
          }
          expect(at).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a snippet', () => {
  const find = hitFinder(
    [
      { text: 'vpn', isWhole: false },
      { text: 'drops', isWhole: false },
    ],
    'body',
  );
  if (!find) throw new Error('nothing to find');

  it('is from the text with the most of what was looked for, on one line, cut at words', () => {
    const snippet = snippetOf(
      [
        { field: 'description', text: 'The VPN is slow.' },
        {
          field: 'workNote',
          text: `${'Called the requester. '.repeat(10)}\nThe VPN drops\n${'again and again '.repeat(20)}`,
        },
      ],
      find,
    );
    expect(snippet?.field).toBe('workNote');
    expect(snippet?.text).toMatch(/^… \S.*VPN drops again/u);
    expect(snippet?.text.length).toBeLessThan(150);
  });

  it('begins and ends with a whole character', () => {
    for (const before of ['', '.', '..', '...']) {
      const text = `${'🎉'.repeat(9)}${before}VPN ${'🎉'.repeat(99)}`;
      expect(snippetOf([{ field: 'comment', text }], find)?.text.isWellFormed()).toBe(true);
    }
  });

  it('is none where nothing was found', () => {
    expect(snippetOf([{ field: 'comment', text: 'Printer' }], find)).toBeUndefined();
  });
});
