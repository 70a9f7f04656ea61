import { describe, expect, it } from 'vitest';
import { RuleScanner, type Hit, type Scan } from '#core/alerts/matching/rule-scanner.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import { withoutColours } from '#core/logs/text/decode.ts';
import { AROUND } from '#shared/alerts/limits.ts';
import { randomOf } from '../alerts/random-lines.ts';
import { scanLog } from './scan-log.ts';
import { streamOf } from './streams.ts';

const examples = shippedRules().flatMap((rule) => rule.examples);

/** Lines in which a known problem stands now and then, alone or several together, and once in the colours of a terminal. */
const logOf = (seed: number, count: number): string[] => {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, line) => {
    const chance = random();
    if (line === 5_000) return 'app: write failed: No space left \u001b[1mon\u001b[0m device';
    if (chance < 0.0005 || (line % 3_000 < 3 && chance < 0.5))
      return examples[Math.floor(random() * examples.length)] ?? '';
    return chance < 0.2 ? `${line}: disk denied timeout of device ${line}` : `${line}: nothing\r`;
  });
};

const scanAll = (
  lines: readonly string[],
  scanner: RuleScanner,
): { readonly scans: readonly Scan[]; readonly passed: number } => {
  const { scans, shown } = scanLog(streamOf(lines), scanner);
  let next = 1;
  for (const { firstLine, nextLine } of scans) {
    expect(firstLine).toBe(next);
    next = nextLine;
  }
  return { scans, passed: lines.length - shown };
};

const plain = (line: string): string => withoutColours(line).replaceAll(/[\r\n␍␊]/g, '');

const named = ({ code, key, line }: Hit): string => `${line} ${code} ${key}`;

describe('lines of which none fits a rule', () => {
  it('are passed over, and every hit is found with the lines around it all the same', () => {
    for (const seed of [1, 2, 3]) {
      const lines = logOf(seed, 12_000);
      const { scans, passed } = scanAll(lines, new RuleScanner(shippedRules()));
      const texts = lines.map((line) => plain(line));
      const all = new RuleScanner(shippedRules()).scan({
        sourceId: 'all',
        generation: 1,
        firstLine: 1,
        lines: texts.map((text) => ({ text, at: null })),
      });
      expect(scans.flatMap(({ hits }) => hits.map(named))).toEqual(all.hits.map(named));
      expect(all.hits.length).toBeGreaterThan(3);
      expect(passed).toBeGreaterThan(1_000);
      for (const { hits } of scans)
        for (const { excerpt, line } of hits) {
          if (!excerpt) continue;
          expect(excerpt.firstLine).toBe(Math.max(1, line - AROUND));
          expect(excerpt.lines).toEqual(
            texts.slice(excerpt.firstLine - 1, excerpt.firstLine - 1 + excerpt.lines.length),
          );
        }
      // What follows a hit is given with it, or afterwards.
      const last = new Map<string, number>();
      for (const { hits, trails } of scans) {
        for (const { excerpt, code, key, line } of hits)
          if (excerpt) last.set(`${code} ${key} ${line}`, excerpt.firstLine + excerpt.lines.length - 1);
        for (const { code, key, line, lines: more } of trails) {
          const name = `${code} ${key} ${line}`;
          last.set(name, (last.get(name) ?? 0) + more.length);
        }
      }
      for (const [name, end] of last) {
        const line = Number(name.split(' ').at(-1));
        const isFollowed = all.hits.some(
          (hit) => hit.line > line && hit.line <= line + AROUND && name.startsWith(`${hit.code} ${hit.key}`),
        );
        if (!isFollowed) expect(end, name).toBe(Math.min(lines.length, line + AROUND));
      }
    }
  });

  it('are told of at their end, so that they are not looked at again', () => {
    const lines = Array.from({ length: 5_000 }, (_, line) => `line ${line}`);
    const { scans, passed } = scanAll(lines, new RuleScanner(shippedRules()));
    expect(passed).toBeGreaterThan(4_500);
    expect(scans.at(-1)?.nextLine).toBe(5_001);
  });
});

it('a line fits in bytes where it is a hit in text', () => {
  const scanner = new RuleScanner(shippedRules());
  const lines = [...examples, ...logOf(4, 3_000)].map((line) => plain(line));
  for (const text of lines) {
    const isHit =
      scanner.scan({ sourceId: 'a', generation: 1, firstLine: 1, lines: [{ text, at: null }] }).hits.length > 0;
    expect(scanner.fits(text), text).toBe(isHit);
    if (isHit) expect(scanner.nextPlace(Buffer.from(`before\n${text}\nafter`), 0), text).toBeGreaterThan(6);
  }
});
