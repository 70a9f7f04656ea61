import { describe, expect, it } from 'vitest';
import { RuleScanner, type Scan } from '#core/alerts/matching/rule-scanner.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import { TookTooLong, withinMs } from '#core/logs/match/time-limit.ts';
import { MAX_SCANNED } from '#shared/alerts/limits.ts';

const FULL = 'app: write failed: No space left on device';

const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `line ${from + at}`);

const scanner = () => new RuleScanner(shippedRules());

const scan = (rules: RuleScanner, firstLine: number, texts: readonly string[], generation = 1): Scan =>
  rules.scan({ sourceId: 'a', generation, firstLine, lines: texts.map((text) => ({ text, at: null })) });

describe('the scanner', () => {
  it('names the line of each hit, and its key', () => {
    const { hits, nextLine } = scan(scanner(), 100, [
      'kernel: blk_update_request: I/O error, dev sdk, sector 130611915 op 0x1',
      'nothing',
      'kernel: blk_update_request: I/O error, dev sdb, sector 4 op 0x1',
    ]);
    expect(hits.map(({ code, key, line }) => [code, key, line])).toEqual([
      ['blk-io-error', 'sdk', 100],
      ['blk-io-error', 'sdb', 102],
    ]);
    expect(nextLine).toBe(103);
  });

  it('takes twenty lines to each side, over the borders of batches', () => {
    const rules = scanner();
    scan(rules, 1, numbered(1, 30));
    const { hits } = scan(rules, 31, ['line 31', FULL, 'line 33']);
    expect(hits[0]?.excerpt).toEqual({
      generation: 1,
      firstLine: 12,
      line: 32,
      at: null,
      lines: [...numbered(12, 31), FULL, 'line 33'],
    });
    const next = scan(rules, 34, numbered(34, 40));
    expect(next.trails).toEqual([{ code: 'disk-full', key: '', line: 32, lines: numbered(34, 40) }]);
    const last = scan(rules, 41, numbered(41, 80));
    expect(last.trails).toEqual([{ code: 'disk-full', key: '', line: 32, lines: numbered(41, 52) }]);
    expect(scan(rules, 81, numbered(81, 82)).trails).toEqual([]);
  });

  it('knows in which rule it was stopped, and does without that one', () => {
    const [first] = shippedRules();
    if (!first) throw new Error('no rules');
    const endless = {
      ...first,
      code: 'endless',
      pattern: '(?:a+)+$',
      literals: ['aaa'],
      except: null,
      windowsEvent: null,
    };
    const rules = new RuleScanner([endless, ...shippedRules()]);
    const lines = [`${'a'.repeat(60)}!`, FULL];
    expect(() => withinMs(100, () => scan(rules, 1, lines))).toThrow(TookTooLong);
    expect(rules.stoppedIn).toMatchObject({ code: 'endless', text: lines[0] });
    rules.putAside();
    expect(rules.stoppedIn).toBeNull();
    expect(scan(rules, 1, lines).hits.map(({ code }) => code)).toEqual(['disk-full']);
  });

  it('drops what it remembers where lines are missing, or the file is another one', () => {
    const rules = scanner();
    scan(rules, 1, [FULL]);
    const { hits, trails } = scan(rules, 1, [FULL], 2);
    expect(trails).toEqual([]);
    expect(hits[0]?.excerpt?.lines).toEqual([FULL]);
  });

  it('carries lines of a noisy batch once for each problem', () => {
    const { hits } = scan(
      scanner(),
      1,
      Array.from({ length: 1_000 }, () => FULL),
    );
    expect(hits).toHaveLength(1_000);
    expect(hits.filter(({ excerpt }) => excerpt !== null)).toHaveLength(1);
  });

  it('looks at the beginning of an endless line only, and keeps little of it', () => {
    const { hits } = scan(scanner(), 1, [`${'x'.repeat(MAX_SCANNED)} ${FULL}`, `${FULL} ${'x'.repeat(100_000)}`]);
    expect(hits.map(({ line }) => line)).toEqual([2]);
    expect(hits[0]?.excerpt?.lines.every((text) => text.length <= 500)).toBe(true);
  });

  it('leaves out rules that are not active', () => {
    const rules = shippedRules().map((rule) => ({ ...rule, active: rule.code !== 'disk-full' }));
    expect(scan(new RuleScanner(rules), 1, [FULL]).hits).toEqual([]);
  });
});
