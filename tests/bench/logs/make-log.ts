/** A large log made of real lines, repeated with other numbers, so that no two pieces of it are the same and every line keeps its length. */
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../random.ts';

const folder = join(process.env['DESKSIDE_ROOT'] ?? '.', '..', 'shared', 'data', 'lnav-testlogs');

/** Lines of logs of many programs, none of them empty or very long; undefined where they are not on this machine. */
export const realLines = (): readonly string[] | undefined => {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((name) => name.startsWith('logfile_'))
    .toSorted()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.length > 20 && line.length < 400 && !line.includes('\ufffd'));
};

/** Writes at least so many bytes, whole lines; answers how many lines. */
export const writeLog = (path: string, bytes: number, lines: readonly string[], seed = 1): number => {
  const random = seededRandom(seed);
  const file = openSync(path, 'w');
  let written = 0;
  let count = 0;
  while (written < bytes) {
    const batch: string[] = [];
    for (let size = 0; size < 4_000_000;) {
      const line = random.pick(lines);
      // Times keep their shape; what follows the first words changes.
      const changed = line.slice(0, 40) + line.slice(40).replaceAll(/\d/g, () => String(random.below(10)));
      batch.push(changed);
      size += changed.length + 1;
    }
    const text = Buffer.from(`${batch.join('\n')}\n`);
    writeSync(file, text);
    written += text.length;
    count += batch.length;
  }
  // What the system has yet to write would be measured with what comes next.
  fsyncSync(file);
  closeSync(file);
  return count;
};
