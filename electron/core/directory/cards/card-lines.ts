import { decodeValue } from './decode-cards.ts';

/** Parameters that version 2.1 writes without their name. */
const encodings = new Set(['QUOTED-PRINTABLE', 'BASE64', 'B', '8BIT', '7BIT']);

const isQuotedPrintable = (line: string): boolean => /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE(?:;|:)/iu.test(line);

/** Whole lines: what was folded is one again, in the way of RFC 6350 and, for quoted-printable values, by the `=` at the end. */
const unfold = (lines: readonly string[]): readonly string[] => {
  const whole: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    const last = whole.at(-1);
    if (isOpen && last !== undefined) {
      whole[whole.length - 1] = last.slice(0, -1) + line.trimStart();
      isOpen = line.endsWith('=');
      continue;
    }
    if (/^[ \t]/u.test(line) && last !== undefined) whole[whole.length - 1] = last + line.slice(1);
    else if (line.trim() !== '') whole.push(line);
    isOpen = isQuotedPrintable(whole.at(-1) ?? '') && line.endsWith('=');
  }
  return whole;
};

const quotedBytes = (text: string): Uint8Array => {
  const bytes: number[] = [];
  for (let place = 0; place < text.length; place++) {
    const hex = text[place] === '=' ? /^[0-9A-Fa-f]{2}/u.exec(text.slice(place + 1, place + 3))?.[0] : undefined;
    if (hex !== undefined) {
      bytes.push(Number.parseInt(hex, 16));
      place += 2;
    } else bytes.push(...Buffer.from(text[place] ?? '', 'utf8'));
  }
  return Uint8Array.from(bytes);
};

/** A line of version 2.1 as 3.0 writes it: `TEL;WORK;VOICE:1` becomes `TEL;TYPE=WORK,VOICE:1`, quoted-printable is decoded and escaped. */
const modernised = (line: string): string => {
  const colon = line.indexOf(':');
  if (colon < 0) return line;
  const [name = '', ...params] = line.slice(0, colon).split(';');
  let value = line.slice(colon + 1);
  let charset = 'utf-8';
  let isQuoted = false;
  const types: string[] = [];
  const kept: string[] = [];
  for (const param of params) {
    const [key = '', given] = param.split('=');
    const plain = (given ?? key).toUpperCase();
    if (key.toUpperCase() === 'CHARSET') charset = given ?? charset;
    else if (encodings.has(plain) && (given === undefined || key.toUpperCase() === 'ENCODING')) {
      if (plain === 'QUOTED-PRINTABLE') isQuoted = true;
      else if (plain === 'BASE64' || plain === 'B') kept.push('ENCODING=b');
    } else if (given === undefined || key.toUpperCase() === 'TYPE') types.push(given ?? key);
    else kept.push(param);
  }
  if (isQuoted)
    value = decodeValue(quotedBytes(value), charset)
      .replaceAll(/\r\n|\r|\n/gu, String.raw`\n`)
      .replaceAll(/(?<!\\),/gu, String.raw`\,`);
  const written = [name, ...(types.length > 0 ? [`TYPE=${types.join(',')}`] : []), ...kept].join(';');
  return `${written}:${value}`;
};

/** Pictures, sounds and keys: not taken, and most of what a card weighs. */
const isHeavy = (line: string): boolean => /^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]/iu.test(line);

/** The lines of a card in whole, those of version 2.1 as 3.0 writes them, and which version it says that it is. */
export const cardLines = (raw: readonly string[]): { readonly version: string; readonly lines: readonly string[] } => {
  const whole = unfold(raw).filter((line) => !isHeavy(line));
  const version = /^VERSION:\s*([\d.]+)/iu.exec(whole.find((line) => /^VERSION:/iu.test(line)) ?? '')?.[1] ?? '2.1';
  const lines = whole.filter((line) => !/^VERSION:/iu.test(line));
  if (version === '4.0' || version === '3.0') return { version, lines };
  return { version: '2.1', lines: lines.map(modernised) };
};
