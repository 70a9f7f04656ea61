/** Tells the encodings apart that contain ASCII and leave no mark: by how many of their characters are those that people write every day. */
type Legacy = 'gb18030' | 'big5' | 'shift_jis' | 'windows-1252';

/** Length in bytes of the character at `at`, and whether it is an everyday one; null if there is none. */
type Reader = (
  first: number,
  second: number,
  bytes: Uint8Array,
  at: number,
) => readonly [length: number, isCommon: boolean] | null;

const within = (byte: number, from: number, to: number): boolean => byte >= from && byte <= to;

// Rows 0xB0–0xD7 of GB 2312 hold its 3,755 most frequent characters, rows 0xA1 and 0xA3 its punctuation.
const gb18030: Reader = (first, second, bytes, at) => {
  if (!within(first, 0x81, 0xfe)) return null;
  if (within(second, 0x30, 0x39)) {
    return within(bytes[at + 2] ?? 0, 0x81, 0xfe) && within(bytes[at + 3] ?? 0, 0x30, 0x39) ? [4, false] : null;
  }
  if (!within(second, 0x40, 0xfe) || second === 0x7f) return null;
  const isCommon = second >= 0xa1 && (within(first, 0xb0, 0xd7) || first === 0xa1 || first === 0xa3);
  return [2, isCommon];
};

// Rows 0xA4–0xC6 of Big5 hold its 5,401 frequent characters, 0xA1–0xA3 its punctuation.
const big5: Reader = (first, second) => {
  if (!within(first, 0x81, 0xfe)) return null;
  if (!within(second, 0x40, 0x7e) && !within(second, 0xa1, 0xfe)) return null;
  return [2, within(first, 0xa1, 0xc6)];
};

// Kana in 0x82 and 0x83, punctuation in 0x81, the 2,965 frequent kanji in 0x88–0x97.
const shiftJis: Reader = (first, second) => {
  if (within(first, 0xa1, 0xdf)) return [1, false];
  if (!within(first, 0x81, 0x9f) && !within(first, 0xe0, 0xfc)) return null;
  if (!within(second, 0x40, 0xfc) || second === 0x7f) return null;
  return [2, within(first, 0x81, 0x83) || within(first, 0x88, 0x97)];
};

/** Share of everyday characters among what is not ASCII; 0 if much of it is no character at all. */
const score = (bytes: Uint8Array, reader: Reader): number => {
  let characters = 0;
  let common = 0;
  let wrong = 0;
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      at++;
      continue;
    }
    // Cut at the end of the sample.
    if (at + 1 >= bytes.length) break;
    characters++;
    const read = reader(first, bytes[at + 1] ?? 0, bytes, at);
    if (read === null) wrong++;
    else if (read[1]) common++;
    at += read?.[0] ?? 1;
  }
  return characters === 0 || wrong > characters * 0.02 + 1 ? 0 : common / characters;
};

const ENOUGH = 0.65;

/** Of text that is no UTF-8. `zh` locales other than those of Taiwan and Hong Kong take GB18030 sooner, those Big5, `ja` Shift_JIS. */
export const legacyOf = (bytes: Uint8Array, locale: string): Legacy => {
  const isTraditional = /^zh-(?:Hant|TW|HK|MO)/iu.test(locale);
  const likelier = isTraditional
    ? 'big5'
    : locale.startsWith('zh')
      ? 'gb18030'
      : locale.startsWith('ja')
        ? 'shift_jis'
        : null;
  const readers = { gb18030, big5, shift_jis: shiftJis };
  let best: Legacy = 'windows-1252';
  let bestScore = ENOUGH;
  for (const [name, reader] of Object.entries(readers) as [keyof typeof readers, Reader][]) {
    const share = score(bytes, reader) + (name === likelier ? 0.15 : 0);
    if (share > bestScore) {
      best = name;
      bestScore = share;
    }
  }
  return best;
};
