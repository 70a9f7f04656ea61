import type { Client } from '#renderer/api/client.ts';
import type { ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { MAX_WINDOW } from '#shared/logs/limits.ts';

/** Lines, and UTF-16 units of them all. */
export interface Most {
  readonly lines: number;
  readonly text: number;
}

/** On the clipboard at most; other programs take long over more. */
export const MOST_COPIED: Most = { lines: 50_000, text: 64 << 20 };
/** In one file at most: it is put together in memory. */
export const MOST_SAVED: Most = { lines: 500_000, text: 512 << 20 };

export type Taken =
  | {
      readonly ok: true;
      readonly pieces: readonly string[];
      /** Lines that were taken, from the first on; how many of them are so long that they are cut. */
      readonly count: number;
      readonly cut: number;
    }
  | { readonly ok: false; readonly failure: ShownFailure };

/**
 * Lines of the view from one rank to another, both included, as pieces of text that follow each other, each line with its end. Lines are whole up to
 * what one line may be. Ends before a line that would make it more than `mostText`.
 */
export const takeLines = async (
  client: Client,
  viewId: string,
  first: number,
  last: number,
  mostText: number,
): Promise<Taken> => {
  const pieces: string[] = [];
  let [text, count, cut] = [0, 0, 0];
  let atOnce = MAX_WINDOW;
  for (let from = first; from <= last;) {
    const wanted = Math.min(atOnce, last - from + 1);
    const ranks = Array.from({ length: wanted }, (_, index) => from + index);
    const answer = await client.call('logs.excerpt', { viewId, lines: { ranks } });
    if (!answer.ok) return answer;
    const { value } = answer;
    const isTooMuch = text + value.text.length > mostText;
    // Together they are too long for one answer, or for what is left: fewer may not be.
    if (wanted > 1 && (value.cut > 0 || isTooMuch)) {
      atOnce = wanted >> 1;
      continue;
    }
    if (isTooMuch && count > 0) break;
    if (value.parts.length > 0) pieces.push(`${value.text}\n`);
    text += value.text.length;
    count += wanted;
    cut += value.cut;
    from += wanted;
    atOnce = Math.min(MAX_WINDOW, atOnce * 2);
  }
  return { ok: true, pieces, count, cut };
};
