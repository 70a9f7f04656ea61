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
          cut: 0,
          parts: known.slice(0, 1),
          from: null,
          to: null,
        }),
      );
    },
  }) as unknown as Client;

it('takes as many lines as are wanted, each once and with its end', async () => {
  const taken = await takeLines(viewOf(20_000), 'view-00000001', 3, 10_002, 1e9);
  const lines = taken.ok ? taken.pieces.join('').split('\n') : [];
  expect(lines).toHaveLength(10_001);
  expect([lines[0], lines[500], lines[9_999], lines[10_000]]).toEqual(['line 3', 'line 503', 'line 10002', '']);
});

it('ends where the view does', async () => {
  const taken = await takeLines(viewOf(2), 'view-00000001', 0, 999, 1e9);
  expect(taken).toMatchObject({ ok: true, pieces: ['line 0\nline 1\n'], cut: 0 });
});

/** Of such lengths; an answer holds so much of whole lines, and of one line at most so much. */
const viewOfLengths = (lengths: readonly number[], mostOfAll: number, mostOfOne: number): Client =>
  ({
    call: (_name: string, { lines }: { lines: { ranks: readonly number[] } }) => {
      let left = mostOfAll;
      let cut = 0;
      const texts = lines.ranks.map((rank) => {
        const length = lengths[rank] ?? 0;
        const isShown = Math.min(length, mostOfOne) <= left;
        const text = String(rank % 10).repeat(isShown ? Math.min(length, mostOfOne) : 1);
        if (text.length < length) cut++;
        left -= text.length;
        return text;
      });
      return Promise.resolve(succeed({ text: texts.join('\n'), cut, parts: [{}], from: null, to: null }));
    },
  }) as unknown as Client;

it('takes long lines whole, however many of them there are, and says which one line is too long for that', async () => {
  const lengths = Array.from({ length: 2_000 }, (_, rank) => (rank === 700 ? 5_000 : rank % 7 === 0 ? 900 : 20));
  const taken = await takeLines(viewOfLengths(lengths, 4_000, 1_000), 'view-00000001', 0, 1_999, 1e9);
  expect(taken).toMatchObject({ ok: true, count: 2_000, cut: 1 });
  const lines = taken.ok ? taken.pieces.join('').split('\n').slice(0, -1) : [];
  expect(lines.map(({ length }) => length)).toEqual(lengths.map((length) => Math.min(length, 1_000)));
  expect(lines.every((line, rank) => line.startsWith(String(rank % 10)))).toBe(true);
});

it('ends before the line that is too much for all', async () => {
  const lengths = Array.from({ length: 1_000 }, () => 100);
  const taken = await takeLines(viewOfLengths(lengths, 1e6, 1e6), 'view-00000001', 0, 999, 25_000);
  expect(taken).toMatchObject({ ok: true, cut: 0 });
  const text = taken.ok ? taken.pieces.join('') : '';
  expect(text.length).toBeLessThanOrEqual(25_300);
  expect(taken.ok && taken.count).toBeGreaterThan(240);
  expect(text.split('\n')).toHaveLength((taken.ok ? taken.count : 0) + 1);
  // A single line that is more is taken all the same.
  const one = await takeLines(viewOfLengths([900], 1e6, 1e6), 'view-00000001', 0, 0, 100);
  expect(one).toMatchObject({ ok: true, count: 1 });
});
