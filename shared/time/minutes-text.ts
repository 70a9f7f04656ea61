/** `1:25`, `1h 25m`, `1 小时 25 分钟`, `1.5 h`, `1,5 h`, `85`, `85 min`. */
const forms: readonly { readonly pattern: RegExp; readonly minutes: (parts: readonly string[]) => number }[] = [
  { pattern: /^(\d{1,3}):([0-5]\d)$/u, minutes: ([hours, rest]) => Number(hours) * 60 + Number(rest) },
  { pattern: /^(\d{1,4})\s*(?:m|min|mins|minutes?|分|分钟)?$/u, minutes: ([minutes]) => Number(minutes) },
  {
    pattern: /^(\d{1,3})\s*(?:h|hr|hrs|hours?|小时|时)\s*(\d{1,2})\s*(?:m|min|mins|minutes?|分|分钟)?$/u,
    minutes: ([hours, rest]) => Number(hours) * 60 + Number(rest),
  },
  {
    pattern: /^(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:h|hr|hrs|hours?|小时|时)$/u,
    minutes: ([hours]) => Math.round(Number(hours?.replace(',', '.')) * 60),
  },
];

/** Whole minutes that a text means, however people write them; undefined where it means none. */
export const parseMinutes = (text: string): number | undefined => {
  const written = text.normalize('NFKC').trim().toLowerCase();
  for (const { pattern, minutes } of forms) {
    const match = pattern.exec(written);
    if (match) return minutes(match.slice(1));
  }
  return undefined;
};

/** `1:25`: what `parseMinutes` reads back. */
export const minutesText = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
