import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectEncoding } from '#core/logs/text/detect.ts';
import { LineCutter, type Line } from '../../../../support/line-cutter.ts';

/** Collections of real logs beside the repository; where they are not, nothing can be said. */
const data = new URL('../../../../../../shared/data/', import.meta.url).pathname;

const root = existsSync(join(data, 'lnav-testlogs')) ? data : undefined;

const linesOf = (path: string, locale: string): readonly Line[] => {
  const bytes = readFileSync(path);
  const { encoding, bom } = detectEncoding(bytes, locale);
  const cutter = new LineCutter(encoding, bom);
  const lines: Line[] = [];
  for (let at = bom; at < bytes.length; at += 1000) lines.push(...cutter.push(bytes.subarray(at, at + 1000)));
  const last = cutter.end();
  return last ? [...lines, last] : lines;
};

const encodingOf = (path: string, locale = 'en'): string => detectEncoding(readFileSync(path), locale).encoding;

describe.skipIf(root === undefined)('logs of others', () => {
  const place = root ?? '';

  it.each([
    ['ascii', 'utf-8'],
    ['utf8', 'utf-8'],
    ['lang_chinese', 'utf-8'],
    ['utf16le', 'utf-16le'],
    // Its mark says the other order.
    ['utf16be', 'utf-16le'],
    ['utf32le', 'utf-32le'],
    ['gb18030', 'gb18030'],
    ['big5', 'big5'],
    ['shiftjis', 'shift_jis'],
    ['iso88591_en', 'utf-8'],
  ])('%s is %s, in whichever language it is read', (name, encoding) => {
    const path = join(place, 'encodings-node-chardet', name);
    for (const locale of ['en', 'zh-CN', 'zh-TW', 'ja'])
      expect(`${locale} ${encodingOf(path, locale)}`).toBe(`${locale} ${encoding}`);
  });

  const files = ['lnav-testlogs', 'encodings-node-chardet', 'alloy-mssql-utf16', 'evtx-text'].flatMap((folder) =>
    root === undefined
      ? []
      : readdirSync(join(place, folder))
          .filter((name) => !/^(?:LICENSE|ORIGIN)/u.test(name))
          .map((name) => `${folder}/${name}`),
  );

  it.each(files)('%s opens with readable text', (name) => {
    const lines = linesOf(join(place, name), 'en');
    const size = readFileSync(join(place, name)).length;
    if (size === 0) return;
    const text = lines.map((line) => line.text).join('\n');
    const strange = text.match(/\ufffd|[^\P{Cc}\t\n]|\p{Cn}|\p{Co}/gu)?.length ?? 0;
    // The one that was made to test decoders is damaged on purpose.
    const allowed = name.endsWith('UTF-8-test.txt') ? 0.2 : name.includes('invalid_utf8') ? 0.05 : 0;
    expect(strange / text.length).toBeLessThanOrEqual(allowed);
    expect(/\p{L}{2}/u.test(text)).toBe(true);
  });
});
