/** Text as bytes of the encodings that scenarios write in. GB18030 has no encoder in Node: its table is made from the decoder. */
import type { Encoding } from '#core/logs/text/encoding.ts';

const table = new Map<string, Buffer>();

const gb = (character: string): Buffer => {
  if (table.size === 0) {
    const decoder = new TextDecoder('gb18030');
    for (let first = 0x81; first <= 0xfe; first++) {
      for (let second = 0x40; second <= 0xfe; second++) {
        if (second === 0x7f) continue;
        const bytes = Buffer.from([first, second]);
        table.set(decoder.decode(bytes), bytes);
      }
    }
  }
  return table.get(character) ?? Buffer.from(character, 'latin1');
};

const encoders: Partial<Record<Encoding, (text: string) => Buffer>> = {
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
  gb18030: (text) =>
    Buffer.concat(Array.from(text, (character) => (character < '\u0080' ? Buffer.from(character) : gb(character)))),
};

export const encode = (text: string, encoding: Encoding): Buffer => encoders[encoding]?.(text) ?? Buffer.from(text);
