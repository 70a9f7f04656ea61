/** What lies in the files at the end, against what was read. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Encoding } from '#core/logs/text/encoding.ts';
import { decode } from '#core/logs/text/decode.ts';
import type { Tally } from '../scenario.ts';
import { numberOf } from './log-line.ts';
import type { Reader } from './reader.ts';

/** Numbers of all whole lines in all files of the folder whose names begin with that of the log. */
export const linesInFiles = (folder: string, base: string, encoding: Encoding): Set<number> => {
  const numbers = new Set<number>();
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(base) || name.endsWith('.tmp')) continue;
    const bytes = readFileSync(path.join(folder, name));
    const text = decode(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, encoding);
    for (const line of text.split('\n')) {
      const number = numberOf(line.slice(Math.max(0, line.indexOf('<'))));
      if (number !== null) numbers.add(number);
    }
  }
  return numbers;
};

const some = (numbers: readonly number[]): string =>
  `${numbers.length} (${numbers.slice(0, 5).join(', ')}${numbers.length > 5 ? ' …' : ''})`;

/** `present`: numbers of lines that are in any of the files. */
export const judgeLines = (
  what: string,
  reader: Reader,
  present: ReadonlySet<number>,
  wanted: number,
  tally: Tally,
): void => {
  const lost = [...present].filter((number) => !reader.seen.has(number));
  const doubled = [...reader.seen].filter(([, times]) => times > 1).map(([number]) => number);
  const problems: string[] = [];
  if (lost.length > 0) problems.push(`lost ${some(lost)}`);
  if (doubled.length > 0) problems.push(`doubled ${some(doubled)}`);
  if (present.size < wanted) problems.push(`only ${present.size} lines lie in the files`);
  if (problems.length > 0) problems.push(reader.stream);
  tally.add('lines', present.size);
  tally.check(
    `${what} [${Object.entries(reader.counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')}]`,
    problems,
  );
};
