import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore, openStore } from '#core/storage/index.ts';
import { buildWorker } from '../../../support/build-worker.ts';
import { create, hostOf, keep, note, noting, open, reopen, tempFolder, texts } from './sample-store.ts';
import type { Note } from './sample-schema.ts';

let worker: Awaited<ReturnType<typeof buildWorker>>;
beforeAll(async () => {
  worker = await buildWorker(new URL('sample.worker.ts', import.meta.url));
});
afterAll(() => worker.remove());

describe.each(['in this thread', 'in a worker'])('a store with its writer %s', (where) => {
  const there = () => (where === 'in a worker' ? { worker: worker.script } : {});

  it('gives back after reopening what was committed', async () => {
    const folder = tempFolder();
    const store = await create(folder, there());
    await store.commit(noting('1', 'printer 打印机 \u2028 🖨'));
    await store.commit(noting('2', 'gone soon'));
    await store.commit({ puts: [note('3', 'third')], removes: ['note:2'], appends: [] });
    await store.close();

    const opened = await reopen(folder, there());
    expect(opened.tornBytes).toBe(0);
    expect(opened.repaired).toEqual([]);
    expect(texts(opened.store)).toEqual(['printer 打印机 \u2028 🖨', 'third']);
    expect(opened.store.records.has('note:2')).toBe(false);
    expect(opened.store.records.count('note')).toBe(2);
    expect([...opened.store.records.rows('note')]).toEqual([
      { id: 'note:1', text: 'printer 打印机 \u2028 🖨' },
      { id: 'note:3', text: 'third' },
    ]);
    expect(opened.store.logLength('audit')).toBe(2);
    expect(opened.store.lastLine('audit')).toBe('2 gone soon');
    expect(await opened.store.readLog('audit', 1, 9)).toEqual(['1 printer 打印机 \u2028 🖨', '2 gone soon']);
  });

  it('holds the same records after compaction, in memory and on disk', async () => {
    const folder = tempFolder();
    const store = await create(folder, there());
    for (let index = 0; index < 40; index++)
      await store.commit(noting(String(index).padStart(3, '0'), `text ${index}`));
    const before = texts(store);
    const compacting = store.compact();
    await Promise.all([
      store.commit(noting('900', 'meanwhile')),
      store.commit({ puts: [], removes: ['note:000'], appends: [] }),
    ]);
    await compacting;
    const expected = [...before.slice(1), 'meanwhile'];
    expect(texts(store)).toEqual(expected);
    expect(await store.readLog('audit', 39, 41)).toEqual(['038 text 38', '039 text 39', '900 meanwhile']);
    await store.close();

    const opened = await reopen(folder, there());
    expect(texts(opened.store)).toEqual(expected);
    expect([...opened.store.records.rows<{ text: string }>('note')].map(({ text }) => text).toSorted()).toEqual(
      expected.toSorted(),
    );
    expect(await opened.store.readLog('audit', 1, 2)).toEqual(['000 text 0', '001 text 1']);
    expect(opened.store.logLength('audit')).toBe(41);
    expect((await opened.store.figures()).generation).toBe(2);
  });

  it('refuses a second instance until the first has closed', async () => {
    const folder = tempFolder();
    const store = await create(folder, there());
    expect((await open(folder, there())).state).toBe('in-use');
    await store.close();
    expect((await open(folder, there())).state).toBe('open');
  });

  it('tells a wrong key and an empty folder from damage, and creates neither', async () => {
    const folder = tempFolder();
    expect((await openStore(hostOf(folder, there()))).state).toBe('missing');
    expect(statSync(folder, { throwIfNoEntry: false })).toBeUndefined();
    await (await create(folder, there())).close();
    expect((await openStore(hostOf(folder, { ...there(), key: new Uint8Array(32) }))).state).toBe('wrong-key');
    await expect(createStore(hostOf(folder, there()))).rejects.toThrow('already');
  });
});

it('keeps the folder and the files to their owner', async () => {
  const folder = tempFolder();
  const store = keep(await createStore(hostOf(folder)));
  await store.commit(noting('1', 'private'));
  await store.compact();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of [
    'anchor-a',
    'anchor-b',
    'snapshot-00000002',
    'log-00000002',
    'journal-00000003',
    'reserve',
    'fence',
  ]) {
    expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
  }
});

it('refuses a malformed change set with nothing applied', async () => {
  const store = await create(tempFolder());
  const bad = { puts: [note('1', 'fine'), note('2 with space', 'not')], removes: [], appends: [] };
  await expect(store.commit(bad)).rejects.toThrow(TypeError);
  await expect(
    store.commit({ puts: [note('3', 'x')], removes: [], appends: [{ log: 'a', line: 'two\nlines' }] }),
  ).rejects.toThrow(TypeError);
  expect(store.records.count('note')).toBe(0);
  expect(store.status).toEqual({ state: 'ok' });
  await store.commit(noting('1', 'still works'));
  expect(store.records.get<Note>('note', 'note:1')?.text).toBe('still works');
});
