/** A log that is refused, and comes back: how far a view of it is read, and what is in it. */
import { rm, symlink, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OneSource, sourceId, valueOf, viewId } from './one-source.ts';

const content = '2026-11-26T10:00:00Z one\n2026-11-26T10:00:01Z two\n';

let log: OneSource;

beforeEach(async () => {
  log = await OneSource.make();
});
afterEach(() => log.close());

const open = (): Promise<void> => log.open('file', 'a.log');
const view = async () => valueOf(await log.thread.ask('view', { viewId }));
/** Where a link leads that nobody may read as a log. */
const refuse = async (): Promise<void> => {
  await writeFile(log.ownPlace('secret'), content);
  await rm(log.place('a.log'));
  await symlink(log.ownPlace('secret'), log.place('a.log'));
};

it('is not waited for where it was read before, and is read once it may be', async () => {
  await log.put('a.log', content);
  await open();
  await log.until(async () => (await log.now()).lines === 2);
  await log.restart(refuse);
  await open();
  await log.until(async () => (await log.now()).state === 'refused');
  expect(await log.now()).toMatchObject({ problem: 'permission', bytes: 0, readBytes: 0 });
  expect(await view()).toMatchObject({ total: 0, readBytes: 0, totalBytes: 0 });
  await rm(log.place('a.log'));
  await log.put('a.log', content);
  await log.linesAre('2026-11-26T10:00:00Z one', '2026-11-26T10:00:01Z two');
  await log.until(async () => {
    const { readBytes, totalBytes } = await view();
    return totalBytes >= content.length && readBytes === totalBytes;
  });
});

it('is refused as often as it is looked at anew', async () => {
  await log.put('a.log', content);
  await open();
  await log.until(async () => (await log.now()).lines === 2);
  await refuse();
  await log.until(async () => (await log.now()).state === 'refused');
  for (let time = 0; time < 3; time++) {
    valueOf(await log.thread.ask('close', { viewId }));
    expect((await log.now()).state).toBe('off');
    await open();
    expect(await log.now()).toMatchObject({ state: 'refused', problem: 'permission' });
  }
});

it('comes into a view that was opened before it might be read', async () => {
  await log.put('a.log', content);
  const all = { filters: [], levels: null, timeFrom: null, timeTo: null };
  valueOf(await log.thread.ask('open', { viewId, sourceIds: [sourceId], ...all }));
  expect((await log.window()).total).toBe(0);
  log.register('file', 'a.log');
  await log.linesAre('2026-11-26T10:00:00Z one', '2026-11-26T10:00:01Z two');
});
