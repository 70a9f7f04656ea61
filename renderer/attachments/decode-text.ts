/** Charsets that a text can be read in, the likeliest first where bytes alone do not tell. */
export const textCharsets = [
  'utf-8',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
  'windows-1252',
  'utf-16le',
  'utf-16be',
] as const;
export type TextCharset = (typeof textCharsets)[number];

const isUtf8 = (bytes: Uint8Array): boolean => {
  // The beginning of a long file may end within a character: the decoder waits for the rest of it.
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

/** How much of the text in that charset is what Chinese texts hold, 0 … 1; 0 if the bytes are not of that charset. */
const chineseShare = (bytes: Uint8Array, charset: 'gb18030' | 'big5'): number => {
  let text: string;
  try {
    text = new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return 0;
  }
  const beyond = [...text].filter((character) => character > '\u007f');
  // Among the characters of daily use; a text read in the wrong charset is full of rare ones.
  const common = beyond.filter((character) => /[\u4e00-\u9fa5\u3000-\u301e\uff00-\uff5e“”‘’—…·]/u.test(character));
  return beyond.length === 0 ? 0 : common.length / beyond.length;
};

/** GB 2312 keeps the frequent characters in its first rows, Big5 in A4–C6: the wrong one of the two lands in the rare halves. */
const frequentShare = (bytes: Uint8Array, [from, to]: readonly [number, number]): number => {
  let pairs = 0;
  let frequent = 0;
  for (let at = 0; at < bytes.length - 1; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x81) continue;
    pairs++;
    if (byte >= from && byte <= to) frequent++;
    at++;
  }
  return pairs === 0 ? 0 : frequent / pairs;
};

/** Which charset a text is most likely in; a mark at its start decides, then whether it is UTF-8, then what the high bytes look like. */
export const guessCharset = (bytes: Uint8Array): TextCharset => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (isUtf8(bytes)) return 'utf-8';
  const gb = chineseShare(bytes, 'gb18030') * frequentShare(bytes, [0xb0, 0xd7]);
  const big = chineseShare(bytes, 'big5') * frequentShare(bytes, [0xa4, 0xc6]);
  if (Math.max(gb, big) < 0.4) return 'windows-1252';
  return big > gb ? 'big5' : 'gb18030';
};

/** Never fails: what does not fit the charset becomes a mark that says so. Line ends become \n. */
export const decodeText = (bytes: Uint8Array, charset: TextCharset): string =>
  new TextDecoder(charset).decode(bytes).replaceAll(/\r\n?/gu, '\n');
