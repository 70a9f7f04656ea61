import { inflateSync } from 'node:zlib';

interface PdfObject {
  readonly head: string;
  readonly stream: string | undefined;
}

/** Objects as Chromium writes them: one after the other, streams deflated. */
const objectsOf = (pdf: Buffer): ReadonlyMap<string, PdfObject> => {
  const text = pdf.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n?([\s\S]*?)\n?(stream\r?\n|endobj)/g)) {
    const [whole, id = '', head = '', ending = ''] = match;
    const from = match.index + whole.length;
    const isStream = ending.startsWith('stream');
    const bytes = isStream ? pdf.subarray(from, text.indexOf('endstream', from)) : undefined;
    const isDeflated = head.includes('/FlateDecode') && !head.includes('/Subtype /Image');
    objects.set(id, { head, stream: bytes && isDeflated ? inflateSync(bytes).toString('latin1') : undefined });
  }
  return objects;
};

const fromUtf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** Glyph → what it stands for, from a ToUnicode map. */
const unicodeOf = (map: string): ReadonlyMap<number, string> => {
  const letters = new Map<number, string>();
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', to = ''] of block.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi))
      letters.set(parseInt(glyph, 16), fromUtf16(to));
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, first = '', last = '', to = ''] of block.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi))
      for (let glyph = parseInt(first, 16); glyph <= parseInt(last, 16); glyph++)
        letters.set(glyph, String.fromCharCode(parseInt(to, 16) + glyph - parseInt(first, 16)));
  return letters;
};

/** The letters of a PDF made by Chromium, page by page, without the white space that only their places tell. */
export const pdfText = (pdf: Buffer): readonly string[] => {
  const objects = objectsOf(pdf);
  const fonts = new Map<string, { readonly letters: ReadonlyMap<number, string>; readonly digits: number }>();
  for (const [id, { head }] of objects) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(head)?.[1];
    if (map !== undefined)
      fonts.set(id, {
        letters: unicodeOf(objects.get(map)?.stream ?? ''),
        digits: head.includes('/Subtype /Type3') ? 2 : 4,
      });
  }
  return [...objects.values()]
    .flatMap(({ stream }) => (stream !== undefined && / Tf\n/.test(stream) ? [stream] : []))
    .map((stream) => {
      let font = '';
      let text = '';
      for (const [, name, hex] of stream.matchAll(/\/F(\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj/gi)) {
        if (name !== undefined) font = name;
        const { letters, digits } = fonts.get(font) ?? { letters: new Map<number, string>(), digits: 4 };
        for (let at = 0; at < (hex?.length ?? 0); at += digits)
          text += letters.get(parseInt(hex?.slice(at, at + digits) ?? '', 16)) ?? '';
      }
      return text.normalize('NFKC').replace(/\s/g, '');
    });
};
