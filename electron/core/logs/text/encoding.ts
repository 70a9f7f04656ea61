/** How the bytes of a log are text. What a file is read as, is found once for each of its generations, or said by a person. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'utf-32le',
  'gb18030',
  'big5',
  'shift_jis',
  'windows-1252',
] as const;

export type Encoding = (typeof encodings)[number];

/** Bytes of the smallest unit: lines end, and are cut, only at multiples of it. */
export const unitOf = (encoding: Encoding): 1 | 2 | 4 => {
  if (encoding === 'utf-32le') return 4;
  return encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 1;
};
