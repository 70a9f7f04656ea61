import { mkdir, realpath, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import type { LogSource } from '#shared/logs/source.ts';
import type { Unit } from '../unit.ts';
import { Chance } from './chance.ts';
import sample from '../../../resources/sample/logs.json' with { type: 'json' };

const said = z.tuple([z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR', '']), z.string()]);
const file = { file: z.string(), name: z.string(), asset: z.string() };
const catalogue = z.strictObject({
  plain: z.strictObject({ ...file, usual: z.array(said).min(1), trouble: z.array(said).min(1) }),
  json: z.strictObject({
    ...file,
    users: z.array(z.string()).min(1),
    paths: z.array(z.string()).min(1),
    messages: z.array(z.string()).min(1),
    slow: z.string(),
    failed: z.string(),
  }),
});

const SEED = 20_261_126;
const MS_PER_MINUTE = 60_000;
/** How long the logs of a newcomer go back, and when the plain one was rotated. */
const BEGAN = 180 * MS_PER_MINUTE;
const ROTATED = 70 * MS_PER_MINUTE;
/** When the disk was full, from then on now and then. */
const TROUBLE = [26, 19, 11].map((minutes) => minutes * MS_PER_MINUTE);

/**
 * Where the logs of a sample desk lie: beside its profile, because nothing in a profile is read as a log. Made anew with each sample desk of that
 * profile.
 */
export const sampleLogFolder = (profileFolder: string): string =>
  join(dirname(profileFolder), `${basename(profileFolder)}-sample-logs`);

interface Moment {
  readonly at: number;
  readonly text: string;
}

/** What programs wrote up to `now`, the oldest first. */
const plainLines = (now: number, chance: Chance): readonly Moment[] => {
  const { usual, trouble } = catalogue.parse(sample).plain;
  const quiet = usual.filter(([level]) => level === 'INFO');
  const others = usual.filter(([level]) => level !== 'INFO');
  const lines: Moment[] = [];
  let batch = 4_400;
  const say = (at: number, [level, text]: z.output<typeof said>): void => {
    const words = text.replaceAll('{n}', String(batch++)).replaceAll('{m}', String(Math.floor(chance.between(2, 180))));
    lines.push({ at, text: level === '' ? words : `${new Date(at).toISOString()} ${level} ${words}` });
  };
  const due = TROUBLE.map((before) => now - before);
  for (let at = now - BEGAN; at < now; at += Math.floor(chance.between(2_000, 14_000))) {
    const next = due[0];
    if (next !== undefined && at >= next) {
      due.shift();
      for (const [place, each] of trouble.entries()) say(at + place * 40, each);
    } else say(at, chance.pick(chance.isTrue(0.2) ? others : quiet));
  }
  return lines;
};

const jsonLines = (now: number, chance: Chance): readonly Moment[] => {
  const { users, paths, messages, slow, failed } = catalogue.parse(sample).json;
  const lines: Moment[] = [];
  for (let at = now - BEGAN; at < now; at += Math.floor(chance.between(3_000, 16_000))) {
    const isFailed = TROUBLE.some((before) => Math.abs(now - before - at) < MS_PER_MINUTE) && chance.isTrue(0.5);
    const isSlow = !isFailed && chance.isTrue(0.06);
    const line = {
      time: new Date(at).toISOString(),
      level: isFailed ? 'error' : isSlow ? 'warn' : 'info',
      msg: isFailed ? failed : isSlow ? slow : chance.pick(messages),
      user: chance.pick(users),
      path: isFailed ? '/api/labels' : chance.pick(paths),
      status: isFailed ? 502 : 200,
      ms: Math.floor(
        isFailed ? chance.between(5_000, 5_200) : isSlow ? chance.between(900, 2_400) : chance.between(4, 140),
      ),
    };
    lines.push({ at, text: JSON.stringify(line) });
  }
  return lines;
};

const textOf = (lines: readonly Moment[]): string => lines.map(({ text }) => `${text}\n`).join('');

/** A log that was written, and whose it is by the name of an asset of the sample. */
interface WrittenLog extends Pick<LogSource, 'name' | 'place' | 'isWatched' | 'columns'> {
  readonly asset: string;
}

/** Writes the logs. None where the disk or the system does not allow it: a desk without logs is a sample all the same. */
export const writeSampleLogs = async (folder: string, now: number): Promise<readonly WrittenLog[]> => {
  const { plain, json } = catalogue.parse(sample);
  const chance = new Chance(SEED);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const settled = await realpath(folder);
    const rotatedAt = now - ROTATED;
    const lines = plainLines(now, chance);
    const before = lines.findLastIndex(({ at }) => at < rotatedAt) + 1;
    const place = join(settled, plain.file);
    await writeFile(`${place}.1`, textOf(lines.slice(0, before)), { mode: 0o600 });
    // Which of two files is the older one is told by their times.
    await utimes(`${place}.1`, new Date(rotatedAt), new Date(rotatedAt));
    await writeFile(place, textOf(lines.slice(before)), { mode: 0o600 });
    const jsonPlace = join(settled, json.file);
    await writeFile(jsonPlace, textOf(jsonLines(now, chance)), { mode: 0o600 });
    const columns = [
      { field: 'user', width: 80 },
      { field: 'status', width: 60 },
    ];
    return [
      { name: plain.name, place, isWatched: true, asset: plain.asset, columns: [] },
      { name: json.name, place: jsonPlace, isWatched: false, asset: json.asset, columns },
    ];
  } catch {
    return [];
  }
};

/** `assets`: ids by name. */
export const putLogs = (unit: Unit, logs: readonly WrittenLog[], assets: ReadonlyMap<string, string>): void => {
  for (const { asset, ...log } of logs) {
    const assetId = assets.get(asset);
    if (assetId === undefined) throw new Error(`sample logs: there is no asset ${asset}`);
    const source: LogSource = {
      ...unit.stamp('logSource', unit.newId('logSource')),
      ...log,
      revision: 1,
      kind: 'file',
      encoding: 'auto',
      assetId,
    };
    unit.putLocal(source);
  }
};
