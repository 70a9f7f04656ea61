import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RuleScanner } from '#core/alerts/matching/rule-scanner.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import type { LogStream } from '#core/logs/index/log-stream.ts';
import { AROUND, MAX_EXCERPT_LINE } from '#shared/alerts/limits.ts';
import type { LogRule } from '#shared/alerts/rule.ts';
import { gbk } from '../../../support/gbk.ts';
import { randomOf } from '../alerts/random-lines.ts';
import { scanLog } from './scan-log.ts';
import { fileStream } from './streams.ts';

const [anyRule] = shippedRules();
if (!anyRule) throw new Error('no rules');

const ruleOf = (code: string, pattern: string, literals: readonly string[], more: Partial<LogRule> = {}): LogRule => ({
  ...anyRule,
  flags: '',
  except: null,
  keyedBy: null,
  windowsEvent: null,
  ...more,
  code,
  pattern,
  literals,
});

/** What ships fits seldom in the logs of machines that are well: these fit in most. */
const rules: readonly LogRule[] = [
  ...shippedRules(),
  ruleOf('any-error', 'error|fail', ['ERROR', 'Fail'], { flags: 'i' }),
  ruleOf('written-so', 'Error', ['error']),
  ruleOf('short', String.raw`\bOK\b|\bid=`, ['ok', 'id']),
  ruleOf('keyed', String.raw`(\w+) (?:failed|refused)`, ['failed', 'refused'], { keyedBy: 'unit' }),
  ruleOf('but', 'connect', ['connect'], { flags: 'i', except: 'disconnect' }),
  ruleOf('other-script', '错误|失败|数据库.{0,40}连接', ['错误', '失败', '连接']),
  ruleOf('to-the-end', String.raw`[a-z]ed\.?$`, ['ed']),
  ruleOf('apart', 'half.{0,9}other', ['other']),
  ruleOf('of-a-trace', String.raw`^\s+at (\S+)`, [' at ', '\tat '], { keyedBy: 'unit' }),
];

const fold = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

const expressions = rules.map((rule) => ({
  rule,
  literals: rule.literals.map(fold),
  pattern: new RegExp(rule.pattern, rule.flags),
  except: rule.except === null ? null : new RegExp(rule.except, rule.flags),
}));

const textsIn = (stream: LogStream): readonly string[] =>
  Array.from({ length: stream.index.wholeLines }, (_, line) => stream.lineAt(line)?.text ?? '');

/** Each rule tried on each line as it is shown. */
const naive = (stream: LogStream): readonly string[] =>
  textsIn(stream).flatMap((text, line) => {
    const at = stream.lineAt(line)?.at ?? null;
    return expressions.flatMap(({ rule, literals, pattern, except }) => {
      const folded = fold(text);
      const match = literals.some((literal) => folded.includes(literal)) ? pattern.exec(text) : null;
      if (!match || except?.test(text) === true) return [];
      const key = rule.keyedBy === null ? '' : match.slice(1).filter(Boolean).join(' · ').slice(0, 120);
      return [[line + 1, rule.code, key, at === null ? '-' : new Date(at).toISOString()].join(' ')];
    });
  });

/** Compares what is found in a log with what trying each rule on each line finds; answers how much that is. */
const compare = (stream: LogStream): { readonly hits: number; readonly shown: number } => {
  const { scans, shown } = scanLog(stream, new RuleScanner(rules));
  const hits = scans.flatMap((scan) => scan.hits);
  expect(hits.map(({ line, code, key, at }) => [line, code, key, at ?? '-'].join(' ')).toSorted()).toEqual(
    naive(stream).toSorted(),
  );
  const texts = textsIn(stream);
  const isSame = (kept: string, line: number): boolean => {
    const text = texts[line - 1]?.toWellFormed() ?? '';
    if (text.length <= MAX_EXCERPT_LINE) return kept === text;
    return text.startsWith(kept.slice(0, -1)) && kept.length > MAX_EXCERPT_LINE - 2;
  };
  for (const { excerpt, line } of hits)
    if (excerpt) {
      expect(excerpt.firstLine).toBe(Math.max(1, line - AROUND));
      expect(excerpt.lines.every((kept, at) => isSame(kept, excerpt.firstLine + at))).toBe(true);
    }
  return { hits: hits.length, shown };
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-hits-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const compareBytes = (bytes: Buffer): { readonly hits: number; readonly shown: number; readonly lines: number } => {
  const path = join(folder, 'a.log');
  writeFileSync(path, bytes);
  const { stream, close } = fileStream(path, folder);
  const compared = compare(stream);
  const { wholeLines: lines } = stream.index;
  close();
  return { ...compared, lines };
};

const data = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data');
const files = ['lnav-testlogs', 'alloy-mssql-utf16', 'encodings-node-chardet', 'evtx-text'].flatMap((name) =>
  existsSync(join(data, name)) ? readdirSync(join(data, name)).map((file) => join(data, name, file)) : [],
);

it.skipIf(files.length === 0)('in real logs is what each rule finds in each line', () => {
  let hits = 0;
  for (const path of files) {
    const { stream, close } = fileStream(path, folder);
    hits += compare(stream).hits;
    close();
  }
  expect(hits).toBeGreaterThan(1_000);
});

const examples = shippedRules().flatMap((rule) => [...rule.examples, ...rule.counterExamples]);

/** Dated lines, now and then one that some rule is for, alone or several together, and traces that go on over lines without a time. */
const linesOf = (seed: number, count: number, oneIn: number): string[] => {
  const random = randomOf(seed);
  const pick = (texts: readonly string[]): string => texts[Math.floor(random() * texts.length)] ?? '';
  const lines: string[] = [];
  while (lines.length < count) {
    const stamp = new Date(Date.UTC(2026, 10, 26, 8) + lines.length * 137).toISOString();
    if (random() >= 1 / oneIn)
      lines.push(`${stamp} app[${Math.floor(random() * 9_999)}]: 会话 session of a user, queue ${lines.length}`);
    else if (random() < 0.3)
      lines.push(`${stamp} app: it broke`, '    at main.start (main.c:7)', '\tat run (main.c:9)');
    else for (let more = random() < 0.2 ? 30 : 1; more > 0; more--) lines.push(`${stamp} ${pick(examples)}`);
  }
  return lines;
};

const encoded = {
  'UTF-8': (text: string) => Buffer.from(text),
  'UTF-8 with a mark': (text: string) => Buffer.from(`\ufeff${text}`),
  'UTF-16, little end first': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16, big end first': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  GB18030: (text: string) => gbk(text.replaceAll(/[^\p{ASCII}\u4e00-\u9fff]/gu, '?')),
};

describe.each(Object.entries(encoded))('in %s', (_, encode) => {
  it.each([
    { what: 'few lines fit', count: 4_000, oneIn: 300, end: '\n' },
    { what: 'many do', count: 1_000, oneIn: 8, end: '\r\n' },
    { what: 'nearly all do', count: 1_500, oneIn: 1.2, end: '\n' },
  ])('is what each rule finds in each line where $what', ({ count, oneIn, end }) => {
    const { hits, shown, lines } = compareBytes(encode(`${linesOf(count + oneIn, count, oneIn).join(end)}${end}`));
    expect(hits).toBeGreaterThan(5);
    if (oneIn === 300) expect(shown).toBeLessThan(lines * 0.6);
  });
});

it('is found through the colours of a terminal, control characters, and in lines of any length', () => {
  const esc = '\u001b';
  const strange = [
    `half${esc}[1m and ${esc}[0mother`,
    `${esc}[31mconn${esc}[0mect`,
    'half\u0007other',
    'half\rother',
    'half\0\0other',
    'it ended',
    'it ended\r',
    'it ended\u0000',
    `${'x'.repeat(4_090)} failed`,
    `${'x'.repeat(4_085)} failed and more`,
    `${'磁'.repeat(4_080)} failed`,
    `${'😀'.repeat(2_044)} failed`,
    `${'x'.repeat(9_000)} failed`,
    `failed ${'x'.repeat(70_000)}`,
    'FAILED TO CONNECT',
    'Disconnected',
    '\ufffd connect',
    '',
  ];
  const quiet = linesOf(5, 500, Number.POSITIVE_INFINITY);
  for (const between of [0, 3, 150]) {
    const lines = strange.flatMap((line) => [...quiet.slice(0, between), line]);
    expect(compareBytes(Buffer.from(`${[...lines, ...quiet].join('\n')}\n`)).hits).toBeGreaterThan(8);
  }
  const broken = Buffer.concat([Buffer.from('half '), Buffer.from([0xff, 0xc3, 0x28]), Buffer.from(' other\nok\n')]);
  expect(compareBytes(Buffer.concat([broken, Buffer.from(`${quiet.join('\n')}\nunended`)])).hits).toBeGreaterThan(0);
});
