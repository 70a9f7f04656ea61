/** Bytes of a line as text that can be shown: no byte makes it fail, and no control character reaches the screen. */
import { TextDecoder } from 'node:util';
import { MAX_LINE_TEXT } from '#shared/logs/limits.ts';
import { mendWindows1252 } from '../../windows-1252.ts';
import type { Encoding } from './encoding.ts';

const utf32 = (bytes: Uint8Array): string => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, true);
    text += point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : '\ufffd';
  }
  return text;
};

const decoders = new Map<string, TextDecoder>();

const decoderOf = (encoding: string): TextDecoder => {
  const known = decoders.get(encoding);
  if (known) return known;
  const made = new TextDecoder(encoding, { ignoreBOM: true });
  decoders.set(encoding, made);
  return made;
};

/** What cannot be read becomes U+FFFD; whole characters only, so cut at the ends of lines. */
export const decode = (bytes: Uint8Array, encoding: Encoding): string => {
  switch (encoding) {
    case 'utf-32le':
      return utf32(bytes);
    case 'windows-1252':
      return mendWindows1252(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
    case 'utf-8':
    case 'utf-16le':
    case 'utf-16be':
    case 'gb18030':
    case 'big5':
    case 'shift_jis':
      return decoderOf(encoding).decode(bytes);
  }
};

const ESCAPE = String.fromCharCode(0x1b);
const BELL = String.fromCharCode(0x07);
// Colours and movements of a terminal, which many programs write into their logs.
const TERMINAL = new RegExp(
  `${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)|[@-Z\\\\^_])`,
  'gu',
);
const CONTROL = /[^\P{Cc}\t]/u;
const CONTROLS = /\0+|[^\P{Cc}\t]/gu;

const picture = (control: string): string => {
  const code = control.charCodeAt(0);
  if (code >= 0x80) return '\ufffd';
  return code === 0x7f ? '␡' : String.fromCharCode(0x2400 + code);
};

/**
 * The text of a line for the screen: without what only a terminal understands, other control characters by their pictures, a run of NUL by one.
 * `isBinary` if there were any such.
 */
export const readable = (line: string): { readonly text: string; readonly isBinary: boolean } => {
  if (!CONTROL.test(line)) return { text: line, isBinary: false };
  const plain = line.replaceAll(TERMINAL, '');
  if (!CONTROL.test(plain)) return { text: plain, isBinary: false };
  return { text: plain.replaceAll(CONTROLS, picture), isBinary: true };
};

/** The beginning of a line, as it is shown and known problems are looked for in it; `line` may end with a carriage return. */
export const shownText = (line: string): string => {
  const whole = line.endsWith('\r') ? line.slice(0, -1) : line;
  return readable(whole.length > MAX_LINE_TEXT ? whole.slice(0, MAX_LINE_TEXT) : whole).text;
};

/** Without the colours of a terminal, for who reads what a line says. */
export const withoutColours = (line: string): string => (line.includes(ESCAPE) ? readable(line).text : line);
