/** What the system may refuse, at every call: the store says so, loses nothing that was acknowledged, and opens again. */
import { describe, expect, it } from 'vitest';
import { createStore, openStore } from '#core/storage/index.ts';
import { StoreError, type Store, type TakenBack } from '#core/storage/store.ts';
import { MemoryFiles, type Call } from './memory-files.ts';
import { create, hostOf, keep, note, noting, open, reopen, texts } from './sample-store.ts';

const folder = '/store';

const refusing = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code, path });

/** Refuses calls that match, from now on. */
const refuse = (files: MemoryFiles, code: string, when: (call: Call) => boolean): void => {
  files.before = (call) => {
    if (when(call)) throw refusing(code, call.path);
  };
};

const onJournal =
  (name: Call['name']) =>
  (call: Call): boolean =>
    call.name === name && call.path.includes('journal');

describe('a disk that is full', () => {
  const fill = async (): Promise<{ files: MemoryFiles; store: Store; acknowledged: number }> => {
    const files = new MemoryFiles();
    const store = await create(folder, { files });
    files.free = 20_000;
    let acknowledged = 0;
    while (store.status.state === 'ok')
      await store.commit(noting(`n${acknowledged}`, 'x'.repeat(500))).then(() => acknowledged++);
    return { files, store, acknowledged };
  };

  it('still takes the commit in flight, then becomes read-only and says why', async () => {
    const { store, acknowledged } = await fill();
    expect(acknowledged).toBeGreaterThan(10);
    expect(store.status).toMatchObject({ state: 'read-only', cause: 'disk-full', errno: 'ENOSPC' });
    await expect(store.commit(noting('late', 'x'))).rejects.toMatchObject({ code: 'storage.full' });
    expect(store.records.has('note:late')).toBe(false);
    expect(store.records.count('note')).toBe(acknowledged);
  });

  it('seals on closing, opens read-only while it is full, and works again once there is space', async () => {
    const { files, store, acknowledged } = await fill();
    await store.close();
    files.free = 10;
    const full = await reopen(folder, { files });
    expect(full.tornBytes).toBe(0);
    expect(full.store.status).toMatchObject({ state: 'read-only', cause: 'disk-full', errno: 'ENOSPC' });
    expect(full.store.records.count('note')).toBe(acknowledged);
    await full.store.close();
    files.free = Infinity;
    const { store: again } = await reopen(folder, { files });
    expect(again.status).toEqual({ state: 'ok' });
    expect(again.logLength('audit')).toBe(acknowledged);
    await again.commit(noting('later', 'x'));
  });

  it('refuses a compaction without harm', async () => {
    const files = new MemoryFiles();
    const store = await create(folder, { files });
    for (let index = 0; index < 50; index++) await store.commit(noting(`n${index}`, 'x'.repeat(500)));
    files.free = 10_000;
    await expect(store.compact()).rejects.toMatchObject({ code: 'storage.full', errno: 'ENOSPC' });
    expect(store.status).toEqual({ state: 'ok' });
    expect(files.list(folder).filter((name) => name.startsWith('snapshot'))).toEqual([]);
    await store.commit(noting('after', 'x'));
    expect(store.records.count('note')).toBe(51);
    await store.close();
    expect((await reopen(folder, { files })).store.records.count('note')).toBe(51);
  });
});

describe('a disk that fails', () => {
  it.each(['write', 'fdatasync'] as const)('is never written to again after a refused %s', async (name) => {
    const files = new MemoryFiles();
    const store = await create(folder, { files });
    await store.commit(noting('1', 'safe'));
    const seen: string[] = [];
    store.onStatus((status) => seen.push(status.state === 'read-only' ? status.cause : status.state));
    refuse(files, 'EIO', onJournal(name));
    const outcomes = await Promise.allSettled([store.commit(noting('2', 'x')), store.commit(noting('3', 'x'))]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'storage.failed', errno: 'EIO' } });
    }
    expect(seen).toEqual(['write-failed']);
    files.before = (call) => {
      throw new Error(`${call.name} after a failed ${name}`);
    };
    await expect(store.commit(noting('4', 'x'))).rejects.toBeInstanceOf(StoreError);
    await expect(store.compact()).rejects.toBeInstanceOf(StoreError);
    await store.close();
    files.before = () => undefined;
    const { store: again } = await reopen(folder, { files });
    expect(texts(again)[0]).toBe('safe');
    expect(again.status).toEqual({ state: 'ok' });
  });

  it('shows nothing of what it refused: records, counts, rows and logs are as they were acknowledged', async () => {
    const files = new MemoryFiles();
    const store = await create(folder, { files });
    await store.commit(noting('1', 'in the snapshot'));
    await store.commit(noting('2', 'in the snapshot, removed later'));
    await store.compact();
    await store.commit(noting('3', 'in the journal'));
    await store.commit({ ...noting('2', ''), puts: [], removes: ['note:2'] });
    const shown = async (): Promise<unknown> => ({
      texts: texts(store),
      ids: [...store.records.ids('note')],
      count: store.records.count('note'),
      rows: new Set(store.records.rows('note')),
      lines: await store.readLog('audit', 1, store.logLength('audit')),
      last: store.lastLine('audit'),
      length: store.logLength('audit'),
    });
    const acknowledged = await shown();
    const takenBack: TakenBack[] = [];
    store.onTakenBack((change) => takenBack.push(change));
    refuse(files, 'EIO', onJournal('write'));
    // The first is refused by the disk, those after it because of the first; they touch the same records again.
    const outcomes = await Promise.allSettled([
      store.commit(noting('1', 'refused')),
      store.commit({ puts: [note('3', 'refused'), note('4', 'refused')], removes: ['note:1'], appends: [] }),
      store.commit(noting('2', 'refused')),
      store.commit({ puts: [], removes: ['note:3', 'note:4'], appends: [{ log: 'other', line: 'refused' }] }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'rejected'));
    expect(await shown()).toEqual(acknowledged);
    expect(store.logLength('other')).toBe(0);
    expect(takenBack).toEqual([
      { puts: [note('3', 'in the journal'), note('1', 'in the snapshot')], removes: ['note:4', 'note:2'] },
    ]);
  });

  it('takes back what was committed while a compaction ran that failed as well', async () => {
    const files = new MemoryFiles();
    const store = await create(folder, { files });
    await store.commit(noting('1', 'acknowledged'));
    const compacting = store.compact();
    refuse(files, 'EIO', onJournal('fdatasync'));
    await expect(store.commit(noting('1', 'refused'))).rejects.toBeInstanceOf(StoreError);
    await expect(compacting).rejects.toBeInstanceOf(StoreError);
    expect(texts(store)).toEqual(['acknowledged']);
    expect(await store.readLog('audit', 1, 9)).toEqual(['1 acknowledged']);
  });

  it('takes short writes in its stride', async () => {
    const files = new MemoryFiles();
    const write = files.write.bind(files);
    files.write = (file, bytes, position) => write(file, bytes.subarray(0, Math.ceil(bytes.length / 3)), position);
    const store = await create(folder, { files });
    for (let index = 0; index < 5; index++) await store.commit(noting(String(index), `text ${index}`));
    await store.compact();
    await store.close();
    expect(texts((await reopen(folder, { files })).store)).toHaveLength(5);
  });
});

describe('a folder that cannot be written', () => {
  it.each(['EROFS', 'EACCES'])('opens read-only (%s)', async (code) => {
    const files = new MemoryFiles();
    await (await create(folder, { files })).close();
    refuse(files, code, () => true);
    const { store } = await reopen(folder, { files });
    expect(store.status).toMatchObject({ state: 'read-only', cause: 'not-writable', errno: code });
    await expect(store.commit(noting('1', 'x'))).rejects.toMatchObject({ code: 'storage.read-only' });
  });
});

it('says which file cannot be read, and changes nothing', async () => {
  const files = new MemoryFiles();
  await (await create(folder, { files })).close();
  for (const code of ['EIO', 'EACCES', 'EMFILE']) {
    const copy = files.copy();
    const openFile = copy.open.bind(copy);
    copy.open = (path, mode) => {
      if (path.includes('journal')) throw refusing(code, path);
      return openFile(path, mode);
    };
    expect(await openStore(hostOf(folder, { files: copy }))).toEqual({
      state: 'unreadable',
      path: `${folder}/journal-00000001`,
      errno: code,
    });
    expect(await open(folder, { files: copy })).toMatchObject({ state: 'unreadable' });
  }
});

it.each(['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'EMFILE'])(
  'survives %s once, at any call',
  { timeout: 300_000 },
  async (code) => {
    const origin = new MemoryFiles();
    const first = await create(folder, { files: origin });
    await first.commit(noting('0', 'text 0'));
    await first.compact();
    await first.close();
    let isThrough = false;
    for (let n = 1; !isThrough; n++) {
      const files = origin.copy();
      let calls = 0;
      files.before = (call) => {
        if (++calls === n) throw refusing(code, call.path);
      };
      const acknowledged = new Set(['text 0']);
      const commit = async (store: Store, text: string): Promise<void> => {
        await store.commit(noting(text.slice(5), text)).then(
          () => acknowledged.add(text),
          (error: unknown) => expect(error).toBeInstanceOf(StoreError),
        );
      };
      const opening = await openStore(hostOf(folder, { files }));
      if (opening.state === 'open') {
        const { store } = opening;
        await commit(store, 'text 1');
        const compacting = store.compact().catch((error: unknown) => expect(error).toBeInstanceOf(StoreError));
        await commit(store, 'text 2');
        await compacting;
        await commit(store, 'text 3');
        await store.close();
      }
      isThrough = calls < n;
      files.before = () => undefined;
      const again = await openStore(hostOf(folder, { files }));
      expect(again, `call ${n}`).toMatchObject({ state: 'open', repaired: [] });
      if (again.state !== 'open') return;
      keep(again.store);
      expect(again.store.status, `call ${n}`).toEqual({ state: 'ok' });
      for (const text of acknowledged) expect(texts(again.store), `call ${n}`).toContain(text);
      const lines = await again.store.readLog('audit', 1, 10);
      expect(lines, `call ${n}`).toEqual(texts(again.store).map((text) => `${text.slice(5)} ${text}`));
      await again.store.close();
    }
  },
);

it('loses nothing when closing a file fails', async () => {
  const files = new MemoryFiles();
  const close = files.close.bind(files);
  files.close = (file) => {
    close(file);
    throw refusing('EIO', 'a file being closed');
  };
  const store = await create(folder, { files });
  await store.commit(noting('1', 'before'));
  await store.compact();
  await store.commit(noting('2', 'after'));
  await store.close();
  expect(texts((await reopen(folder, { files })).store)).toEqual(['before', 'after']);
});

it('rejects a compaction that cannot read the old generation with a named error, and goes on', async () => {
  const files = new MemoryFiles();
  const store = await create(folder, { files });
  await store.commit(noting('1', 'one'));
  await store.compact();
  const openFile = files.open.bind(files);
  files.open = (path, mode) => {
    if (mode === 'read' && path.includes('snapshot')) throw refusing('EIO', path);
    return openFile(path, mode);
  };
  await expect(store.compact()).rejects.toMatchObject({ name: 'StoreError', code: 'storage.failed', errno: 'EIO' });
  files.open = openFile;
  await store.commit(noting('2', 'two'));
  await store.compact();
  expect(texts(store)).toEqual(['one', 'two']);
});

it('makes nothing if the folder refuses', async () => {
  const files = new MemoryFiles();
  refuse(files, 'ENOSPC', ({ name }) => name === 'write');
  await expect(createStore(hostOf(folder, { files }))).rejects.toMatchObject({ code: 'storage.full' });
  files.before = () => undefined;
  await (await create(folder, { files })).commit(noting('1', 'x'));
});
