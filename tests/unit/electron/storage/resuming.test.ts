/** A full disk stops the store; once there is room it goes on by itself, with just what it acknowledged. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from '#core/storage/index.ts';
import type { Store } from '#core/storage/store.ts';
import { MemoryFiles, type Call } from './memory-files.ts';
import { create, hostOf, noting, reopen, texts } from './sample-store.ts';

const folder = '/store';
/** Longer than it takes the store to look whether there is room. */
const A_WHILE_MS = 2_500;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const refusing = (code: string): Error => Object.assign(new Error(code), { code });

/** Two commits that go to the disk together. */
const ask = (store: Store): Promise<unknown> =>
  Promise.allSettled([store.commit(noting('refused', 'refused')), store.commit(noting('1', 'refused'))]);

/** A store of which one commit is acknowledged and one group refused, at `call` or as its disk is really full. */
const stopped = async (at: Call['name'] | 'reserve'): Promise<{ files: MemoryFiles; store: Store }> => {
  const files = new MemoryFiles();
  const store = await createStore(hostOf(folder, { files }));
  await store.commit(noting('1', 'in the snapshot'));
  await store.compact();
  await store.commit(noting('2', 'in the journal'));
  // The first refusal is overcome by the reserve, which may not help; later ones are for good.
  files.before = (call) => {
    if (at === 'reserve' ? call.name === 'write' && call.path.includes('journal') : call.name === at) {
      if (at === 'reserve') files.before = () => undefined;
      throw refusing('ENOSPC');
    }
  };
  files.free = 0;
  await ask(store);
  expect(store.status).toMatchObject({ state: 'read-only', cause: 'disk-full' });
  files.before = () => undefined;
  return { files, store };
};

const holds = (at: Call['name'] | 'reserve'): readonly string[] =>
  at === 'reserve' ? ['refused', 'in the journal', 'refused'] : ['in the snapshot', 'in the journal'];

it.each(['reserve', 'write', 'fdatasync'] as const)(
  'goes on once there is room, and what was refused is nowhere (%s)',
  async (at) => {
    const { files, store } = await stopped(at);
    const told: string[] = [];
    store.onStatus(({ state }) => told.push(state));
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    await expect(store.commit(noting('early', 'x'))).rejects.toMatchObject({ code: 'storage.full' });
    files.free = 3 << 20;
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    expect(store.status.state, 'no room for more than the reserve').toBe('read-only');
    files.free = Infinity;
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    expect(store.status).toEqual({ state: 'ok' });
    expect(told).toEqual(['ok']);
    expect(files.stat(`${folder}/reserve`)?.size).toBeGreaterThan(0);

    const acknowledged = at === 'reserve' ? 4 : 2;
    expect(store.logLength('audit')).toBe(acknowledged);
    await store.commit(noting('later', 'later'));
    await store.compact();
    await store.commit(noting('latest', 'latest'));
    const lines = await store.readLog('audit', 1, 99);
    expect(lines).toHaveLength(acknowledged + 2);
    await store.close();
    const { store: again, repaired } = await reopen(folder, { files });
    expect(repaired).toEqual([]);
    expect(new Set(texts(again))).toEqual(new Set([...holds(at), 'later', 'latest']));
    expect(await again.readLog('audit', 1, 99)).toEqual(lines);
  },
);

it('stops and goes on as often as the disk fills', async () => {
  const files = new MemoryFiles();
  const store = await create(folder, { files });
  let acknowledged = 0;
  for (let round = 0; round < 5; round++) {
    files.free = 20_000;
    while (store.status.state === 'ok')
      await store.commit(noting(`n${acknowledged}`, 'x'.repeat(500))).then(
        () => acknowledged++,
        () => undefined,
      );
    files.free = Infinity;
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    expect(store.status).toEqual({ state: 'ok' });
  }
  await store.commit(noting('last', 'x'));
  await store.close();
  const { store: again } = await reopen(folder, { files });
  expect(again.records.count('note')).toBe(acknowledged + 1);
  expect(again.logLength('audit')).toBe(acknowledged + 1);
});

const checkAcknowledged = async (files: MemoryFiles, where: string, more: readonly string[] = []): Promise<void> => {
  const { store } = await reopen(folder, { files });
  expect(store.status, where).toEqual({ state: 'ok' });
  expect(new Set(texts(store)), where).toEqual(new Set(['in the snapshot', 'in the journal', ...more]));
  expect(await store.readLog('audit', 1, 99), where).toHaveLength(2 + more.length);
};

it.each(['write', 'fdatasync'] as const)(
  'goes on later where the disk is full again at any call of going on, and the same is there after an end at it (%s)',
  async (at) => {
    let isThrough = false;
    let n = 1;
    for (; !isThrough; n++) {
      const { files, store } = await stopped(at);
      files.free = Infinity;
      let calls = 0;
      let asItWas: MemoryFiles | undefined;
      files.before = () => {
        if (++calls !== n) return;
        asItWas = files.copy();
        throw refusing('ENOSPC');
      };
      await vi.advanceTimersByTimeAsync(A_WHILE_MS);
      isThrough = calls < n;
      files.before = () => undefined;
      if (asItWas) {
        const { store: after } = await reopen(folder, { files: asItWas });
        // Until it goes on nobody knows whether the disk holds what was refused: wholly, or not at all.
        const lines = await after.readLog('audit', 1, 99);
        const isHeld = lines.length > 2;
        const expected = ['in the journal', ...(isHeld ? ['refused'] : ['in the snapshot'])];
        expect(new Set(texts(after)), `ended at call ${n}`).toEqual(new Set(expected));
        expect(lines, `ended at call ${n}`).toHaveLength(isHeld ? 4 : 2);
        await after.close();
      }
      await vi.advanceTimersByTimeAsync(A_WHILE_MS);
      expect(store.status, `refused at call ${n}`).toEqual({ state: 'ok' });
      await store.commit(noting('later', 'later'));
      await store.close();
      await checkAcknowledged(files, `refused at call ${n}`, ['later']);
    }
    expect(n).toBeGreaterThan(10);
  },
);

it('does not write on where another has opened the store meanwhile', async () => {
  const { files, store } = await stopped('write');
  files.free = Infinity;
  // On another machine, which the lock does not reach.
  const { store: other } = await reopen(folder, { files: sharing(files) });
  await other.commit(noting('theirs', 'theirs'));
  await vi.advanceTimersByTimeAsync(A_WHILE_MS);
  expect(store.status).toMatchObject({ state: 'read-only', cause: 'not-writable' });
  await other.commit(noting('more', 'theirs too'));
  await other.close();
  await store.close();
  const { store: again } = await reopen(folder, { files });
  expect(texts(again)).toContain('theirs too');
});

/** A disk with a closed store, of which two commits were acknowledged. */
const closedStore = async (): Promise<MemoryFiles> => {
  const { files, store } = await stopped('write');
  files.free = Infinity;
  await vi.advanceTimersByTimeAsync(A_WHILE_MS);
  await store.close();
  files.before = () => undefined;
  return files;
};

it('goes on by itself where the disk was full at any call of opening', async () => {
  const origin = await closedStore();
  let isThrough = false;
  let n = 1;
  for (; !isThrough; n++) {
    const files = origin.copy();
    let calls = 0;
    // Full from here on, for everything but removing.
    files.before = ({ name }) => {
      if (++calls >= n && name !== 'unlink') throw refusing('ENOSPC');
    };
    const { store } = await reopen(folder, { files });
    isThrough = calls < n;
    files.before = () => undefined;
    if (!isThrough) {
      files.free = 0;
      expect(store.status, `full at call ${n}`).toMatchObject({ state: 'read-only', cause: 'disk-full' });
      await vi.advanceTimersByTimeAsync(A_WHILE_MS);
      await expect(store.commit(noting('early', 'x')), `full at call ${n}`).rejects.toMatchObject({
        code: 'storage.full',
      });
      files.free = Infinity;
      await vi.advanceTimersByTimeAsync(A_WHILE_MS);
      expect(store.status, `full at call ${n}`).toEqual({ state: 'ok' });
      await store.commit(noting('later', 'later'));
      await store.compact();
    }
    await store.close();
    await checkAcknowledged(files, `full at call ${n}`, isThrough ? [] : ['later']);
  }
  expect(n).toBeGreaterThan(10);
});

it('does not begin to write where another has opened the store meanwhile, whether that one wrote or not', async () => {
  for (const theirs of [[], ['theirs']]) {
    const files = await closedStore();
    files.free = 0;
    const { store } = await reopen(folder, { files });
    files.free = Infinity;
    const { store: other } = await reopen(folder, { files: sharing(files) });
    for (const text of theirs) await other.commit(noting(text, text));
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    expect(store.status).toMatchObject({ state: 'read-only', cause: 'not-writable' });
    await other.commit(noting('more', 'theirs too'));
    await other.close();
    await store.close();
    await checkAcknowledged(files, 'of the other', [...theirs, 'theirs too']);
  }
});

/** The same disk, without the lock of this machine. */
const sharing = (files: MemoryFiles): MemoryFiles =>
  new Proxy(files, {
    get: (target, name) => {
      if (name === 'lock') return async () => async () => undefined;
      const found: unknown = Reflect.get(target, name, target);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
