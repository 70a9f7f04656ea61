import type { Client } from '#renderer/api/client.ts';
import type { ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { MAX_WINDOW } from '#shared/logs/limits.ts';

/** On the clipboard at most; other programs take long over more. */
export const MOST_COPIED = 50_000;
/** In one file at most: it is put together in memory. */
export const MOST_SAVED = 500_000;

export type Taken =
  | { readonly ok: true; readonly pieces: readonly string[] }
  | { readonly ok: false; readonly failure: ShownFailure };

/** Lines of the view from one rank to another, both included, as pieces of text that follow each other, each line with its end. */
export const takeLines = async (client: Client, viewId: string, first: number, last: number): Promise<Taken> => {
  const pieces: string[] = [];
  for (let from = first; from <= last; from += MAX_WINDOW) {
    const ranks = Array.from({ length: Math.min(MAX_WINDOW, last - from + 1) }, (_, index) => from + index);
    const answer = await client.call('logs.excerpt', { viewId, lines: { ranks } });
    if (!answer.ok) return answer;
    if (answer.value.parts.length > 0) pieces.push(`${answer.value.text}\n`);
  }
  return { ok: true, pieces };
};
