import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Reach } from '#core/logs/files/reach.ts';
import { Registration } from '#core/logs/registration.ts';
import type { LogSource } from '#shared/logs/source.ts';
import { eventually } from '../../../support/eventually.ts';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'deskside-registration-')));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

const source = (id: string, place: string): LogSource => ({
  id: `logSource:${id.padStart(26, '0')}`,
  type: 'logSource',
  schema: 1,
  revision: 1,
  createdAt: '2026-11-26T10:00:00Z',
  createdBy: 'x',
  device: 'x',
  updatedAt: '2026-11-26T10:00:00Z',
  name: id,
  kind: 'file',
  place,
  encoding: 'auto',
  isWatched: false,
  assetId: null,
});

it('leaves out what a call hangs on, with all on that drive, until the call returned', async () => {
  const drive = join(folder, 'drive');
  await mkdir(join(folder, 'own'));
  await mkdir(drive);
  const places = [join(folder, 'a.log'), join(drive, 'b.log'), join(drive, 'c.log')] as const;
  for (const place of places) await writeFile(place, 'one');
  const sources = [source('A', places[0]), source('B', places[1]), source('C', places[2])];
  const registered: string[][] = [];
  const changed = vi.fn();
  const registration = new Registration({
    sources: () => sources,
    kinds: new Set(['file']),
    ownFolder: join(folder, 'own'),
    reach: new Reach(1_000, () => [drive, '/']),
    namedUpTo: () => 0,
    register: (fit) => registered.push(fit.map(({ name }) => name)),
    onChange: changed,
    log: (line) => {
      throw new Error(line);
    },
  });
  await registration.check();
  expect(registered.at(-1)).toEqual(['A', 'B', 'C']);
  let answer: () => void = () => undefined;
  const returned = new Promise<void>((resolve) => (answer = resolve));
  registration.hang({ sourceId: sources[1]?.id ?? '', path: places[1] }, returned);
  expect(registered.at(-1)).toEqual(['A']);
  expect(changed).toHaveBeenCalledOnce();
  await registration.check();
  expect(registered.at(-1)).toEqual(['A']);
  expect(registration.problemOf(sources[2]?.id ?? '')).toMatchObject({ problem: 'unreachable' });
  answer();
  await eventually(() => expect(registered.at(-1)).toEqual(['A', 'B', 'C']));
  expect(registration.problemOf(sources[1]?.id ?? '')).toBeUndefined();
  registration.close();
});

it('registers what may be read, though the drive of another source does not answer, and that one once it does', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const drive = join(folder, 'drive');
  await mkdir(join(folder, 'own'));
  await mkdir(drive);
  await writeFile(join(folder, 'a.log'), 'one');
  const here = source('A', join(folder, 'a.log'));
  const there = source('B', join(drive, 'b.log'));
  const reach = new Reach(1_000, () => [drive, '/']);
  let answer: () => void = () => undefined;
  const hung = reach
    .ask(drive, () => new Promise<void>((resolve) => (answer = resolve)))
    .catch((error: unknown) => error);
  const registered: string[][] = [];
  const changed = vi.fn();
  const registration = new Registration({
    sources: () => [here, there],
    kinds: new Set(['file']),
    ownFolder: join(folder, 'own'),
    reach,
    namedUpTo: () => 0,
    register: (sources) => registered.push(sources.map(({ name }) => name)),
    onChange: changed,
    log: (line) => {
      throw new Error(line);
    },
  });
  const all = registration.check();
  await registration.check([here.id]);
  expect(registered).toEqual([['A']]);
  await vi.advanceTimersByTimeAsync(1_000);
  await hung;
  await all;
  expect(registered.at(-1)).toEqual(['A']);
  expect(registration.problemOf(there.id)).toMatchObject({ state: 'unreadable', problem: 'unreachable' });
  expect(registration.problemOf(here.id)).toBeUndefined();
  answer();
  await vi.advanceTimersByTimeAsync(10_000);
  await eventually(() => expect(registered.at(-1)).toEqual(['A', 'B']));
  expect(changed).toHaveBeenCalledOnce();
  registration.close();
});

it('says of what may not be read why, of what no program is here for too, and reads it once it may', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const own = join(folder, 'own');
  await mkdir(own);
  await writeFile(join(own, 'secret'), 'one');
  const places = [join(folder, 'a.log'), join(folder, 'b.log')] as const;
  for (const place of places) await writeFile(place, 'one');
  const sources = [source('A', places[0]), source('B', places[1]), { ...source('C', ''), kind: 'journal' as const }];
  const registered: string[][] = [];
  const changed = vi.fn();
  const registration = new Registration({
    sources: () => sources,
    kinds: new Set(['file']),
    ownFolder: own,
    reach: new Reach(),
    namedUpTo: () => 0,
    register: (fit) => registered.push(fit.map(({ name }) => name)),
    onChange: changed,
    log: (line) => {
      throw new Error(line);
    },
  });
  const problems = () => sources.map(({ id }) => registration.problemOf(id)?.problem ?? null);
  await registration.check();
  expect(registered.at(-1)).toEqual(['A', 'B']);
  expect(problems()).toEqual([null, null, 'program-missing']);
  expect(registration.problemOf(sources[2]?.id ?? '')?.state).toBe('missing-program');
  for (const place of places) await rm(place);
  await symlink(join(own, 'secret'), places[0]);
  await mkdir(places[1]);
  await registration.check(sources.map(({ id }) => id));
  expect(registered.at(-1)).toEqual([]);
  expect(problems()).toEqual(['permission', 'unreadable', 'program-missing']);
  expect(changed).toHaveBeenCalledTimes(2);
  await rm(places[0]);
  await writeFile(places[0], 'one');
  await vi.advanceTimersByTimeAsync(10_000);
  await eventually(() => expect(registered.at(-1)).toEqual(['A']));
  expect(problems()).toEqual([null, 'unreadable', 'program-missing']);
  registration.close();
});
