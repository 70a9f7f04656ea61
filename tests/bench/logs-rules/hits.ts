/**
 * `npm run rules:hits [-- folder]`: which rules that ship fire on which log files, for a person to read. A rule that fires on logs of healthy machines
 * is mended or dropped.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { RuleScanner, type ScannedLine } from '#core/alerts/matching/rule-scanner.ts';
import { shippedRules } from '#core/alerts/shipped.ts';

const folder = process.argv[2] ?? join(process.env['DESKSIDE_ROOT'] ?? '.', '..', 'shared', 'data');
if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}. Name one with logs in it: npm run rules:hits -- DIR`);
  process.exit(2);
}

/** Prose, tables and terms: not logs. */
const isLog = (path: string): boolean =>
  !/\.(?:md|csv|gz)$|LICENSE|ORIGIN/.test(path) && !/log-rules\.json$|tickets-|servicenow/.test(path);

const filesIn = (place: string): readonly string[] =>
  readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
    const path = join(place, entry.name);
    return entry.isDirectory() ? filesIn(path) : isLog(path) ? [path] : [];
  });

const decode = (bytes: Buffer): string => {
  const sample = bytes.subarray(0, 4_096);
  const isWide =
    (sample[0] === 0xff && sample[1] === 0xfe) ||
    sample.filter((byte, at) => at % 2 === 1 && byte === 0).length > sample.length / 4;
  if (isWide) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

const partOf = (event: string, pattern: RegExp): string | undefined => pattern.exec(event)?.[1];

/** An event written as XML is one line, with what its source gives beside it. */
const linesIn = (text: string): readonly ScannedLine[] => {
  if (!text.includes('<EventID')) return text.split(/\r?\n/).map((line) => ({ text: line, at: null }));
  return text
    .split(/(?=<Event[ >])/)
    .slice(1)
    .map((event) => {
      const provider = partOf(event, /<Provider[^>]* Name="([^"]+)"/);
      const eventId = partOf(event, /<EventID[^>]*>(\d+)</);
      const fields = provider !== undefined && eventId !== undefined ? { provider, eventId } : null;
      return { text: event.replaceAll(/\s+/g, ' '), at: null, fields };
    });
};

const rules = shippedRules();
const found = new Map<string, { hits: number; readonly keys: Set<string>; readonly files: Map<string, string> }>();
let lineCount = 0;
const files = filesIn(folder);
for (const path of files) {
  if (statSync(path).size === 0) continue;
  const lines = linesIn(decode(readFileSync(path)));
  lineCount += lines.length;
  const { hits } = new RuleScanner(rules).scan({ sourceId: path, generation: 1, firstLine: 1, lines });
  for (const { code, key, line } of hits) {
    const of = found.get(code) ?? { hits: 0, keys: new Set(), files: new Map() };
    found.set(code, of);
    of.hits++;
    of.keys.add(key);
    const name = relative(folder, path);
    if (!of.files.has(name)) of.files.set(name, `${line}: ${lines[line - 1]?.text.slice(0, 220) ?? ''}`);
  }
}
console.log(`${files.length} files, ${lineCount} lines, ${rules.length} rules`);
for (const { code, threshold } of rules) {
  const of = found.get(code);
  if (!of) continue;
  console.log(
    `\n${code}: ${of.hits} hits, ${of.keys.size} keys; told of at ${threshold.count} in ${threshold.withinSeconds} s`,
  );
  for (const [name, sample] of of.files) console.log(`  ${name}\n    ${sample}`);
}
console.log(`\nwithout a hit: ${rules.flatMap(({ code }) => (found.has(code) ? [] : [code])).join(' ')}`);
