import { mendWindows1252 } from '../../windows-1252.ts';

/** What a file of cards turned out to be written in. */
export type CardCharset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

const decoded = (bytes: Uint8Array, label: string): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/**
 * Bytes above ASCII stand in pairs in Chinese text of GB 18030, and mostly alone in a Western one: `ü` between two letters would also be half
 * of a rare character. A third of them alone is Western.
 */
const looksWestern = (bytes: Uint8Array): boolean => {
  let alone = 0;
  let together = 0;
  for (let place = 0; place < bytes.length; place++) {
    let length = 0;
    while ((bytes[place + length] ?? 0) >= 0x80) length++;
    if (length === 1) alone++;
    else if (length > 1) together++;
    place += length;
  }
  return alone * 2 >= together;
};

/** The text of a file of cards. Without a mark at its beginning UTF-8 if it can be, else what its bytes look like; never fails. */
export const decodeCards = (bytes: Uint8Array): { readonly text: string; readonly charset: CardCharset } => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), charset: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), charset: 'utf-16be' };
  const utf8 = decoded(bytes, 'utf-8');
  if (utf8 !== undefined) return { text: utf8, charset: 'utf-8' };
  const chinese = looksWestern(bytes) ? undefined : decoded(bytes, 'gb18030');
  if (chinese !== undefined) return { text: chinese, charset: 'gb18030' };
  return { text: mendWindows1252(new TextDecoder('windows-1252').decode(bytes)), charset: 'windows-1252' };
};

/** Bytes of a charset that a card of version 2.1 names for one value; as it is where the name means nothing. */
export const decodeValue = (bytes: Uint8Array, charset: string): string => {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
};
