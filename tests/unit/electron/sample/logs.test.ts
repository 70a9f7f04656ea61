import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shippedRules } from '#core/alerts/shipped.ts';
import { Reach } from '#core/logs/files/reach.ts';
import { settlePlace } from '#core/logs/place.ts';
import { sampleLogFolder, writeSampleLogs } from '#core/sample/logs.ts';

const now = Date.parse('2026-11-26T12:00:00Z');
let folder: string;
let profile: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'deskside-sample-')));
  profile = join(folder, 'profile');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const linesOf = async (place: string): Promise<string[]> => (await readFile(place, 'utf8')).trimEnd().split('\n');

describe('the logs of a sample desk', () => {
  it('lie where logs may be read: beside its profile', async () => {
    const logs = await writeSampleLogs(sampleLogFolder(profile), now);
    expect(logs).toHaveLength(2);
    await writeFile(profile, '');
    const reach = new Reach();
    for (const { place } of logs)
      expect(await settlePlace(reach, 'file', place, profile)).toEqual({ ok: true, value: place });
  });

  it('are lines up to now, of which the newer ones tell of a problem that ships', async () => {
    const [plain, json] = await writeSampleLogs(sampleLogFolder(profile), now);
    const newer = await linesOf(plain?.place ?? '');
    const older = await linesOf(`${plain?.place}.1`);
    const times = [...older, ...newer].flatMap((line) =>
      line.startsWith('2026-') ? [Date.parse(line.split(' ')[0] ?? '')] : [],
    );
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    expect(times.at(-1)).toBeLessThanOrEqual(now);
    const rule = shippedRules().find(({ code }) => code === 'disk-full');
    const told = (lines: readonly string[]) => lines.filter((line) => new RegExp(rule?.pattern ?? '$.').test(line));
    expect(told(newer).length).toBeGreaterThan(3);
    expect(told(older)).toEqual([]);
    for (const line of await linesOf(json?.place ?? '')) expect(JSON.parse(line)).toHaveProperty('status');
  });

  it('are none where nothing can be written', async () => {
    await writeFile(profile, 'a file');
    expect(await writeSampleLogs(join(profile, 'logs'), now)).toEqual([]);
  });
});
