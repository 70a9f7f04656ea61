import { expect, it } from 'vitest';
import type { Client } from '#renderer/api/client.ts';
import { takeLines } from '#renderer/logs/take-lines.ts';
import { refuse, succeed } from '#shared/base/result.ts';

/** Answers as the core does, 500 lines at most at a time, of a view that has so many. */
const viewOf = (total: number): Client =>
  ({
    call: (_name: string, { lines }: { lines: { ranks: readonly number[] } }) => {
      if (lines.ranks.length > 500) return Promise.resolve(refuse('request.invalid', 'too many'));
      const known = lines.ranks.filter((rank) => rank < total);
      return Promise.resolve(
        succeed({
          text: known.map((rank) => `line ${rank}`).join('\n'),
          parts: known.slice(0, 1),
          from: null,
          to: null,
        }),
      );
    },
  }) as unknown as Client;

it('takes as many lines as are wanted, each once and with its end', async () => {
  const taken = await takeLines(viewOf(20_000), 'view-00000001', 3, 10_002);
  const lines = taken.ok ? taken.pieces.join('').split('\n') : [];
  expect(lines).toHaveLength(10_001);
  expect([lines[0], lines[500], lines[9_999], lines[10_000]]).toEqual(['line 3', 'line 503', 'line 10002', '']);
});

it('ends where the view does', async () => {
  const taken = await takeLines(viewOf(2), 'view-00000001', 0, 999);
  expect(taken).toEqual({ ok: true, pieces: ['line 0\nline 1\n'] });
});
