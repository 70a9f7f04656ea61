/** The process ends at the n-th call to the file system, for every n: what was acknowledged is there, whole, and nothing is by halves. */
import { describe, expect, it } from 'vitest';
import { createStore, openStore, setAside } from '#core/storage/index.ts';
import type { Store } from '#core/storage/store.ts';
import { MemoryFiles } from './memory-files.ts';
import { hostOf, note, noting, texts } from './sample-store.ts';
import { sampleSchema, type Note } from './sample-schema.ts';

const folder = '/store';

class Killed extends Error {}

/** From its `n`-th changing call on, this machine does nothing more. */
const killAt = (files: MemoryFiles, n: number): void => {
  let calls = 0;
  files.before = (call) => {
    if (call.name !== 'close' && ++calls >= n) throw new Killed(call.name);
  };
};

/** Each command writes two records and a line that agree. */
const command = (index: number) => ({
  puts: [note(`a${index}`, `text ${index}`), note(`b${index}`, `text ${index}`)],
  removes: [],
  appends: [{ log: 'audit', line: `text ${index}` }],
});

const checkWhole = async (
  store: Store,
  acknowledged: ReadonlySet<number>,
  attempted: number,
  where: string,
): Promise<void> => {
  const lines = await store.readLog('audit', 1, 1000);
  for (let index = 0; index < attempted; index++) {
    const a = store.records.get<Note>('note', `note:a${index}`)?.text;
    const b = store.records.get<Note>('note', `note:b${index}`)?.text;
    const line = lines.includes(`text ${index}`) ? `text ${index}` : undefined;
    expect([b, line], `${where}: command ${index}`).toEqual([a, a]);
    if (acknowledged.has(index)) expect(a, `${where}: acknowledged command ${index}`).toBe(`text ${index}`);
  }
  expect(store.logLength('audit'), where).toBe(lines.length);
};

interface Scenario {
  readonly prepare: (files: MemoryFiles) => Promise<readonly number[]>;
  /** Works until it is killed; reports each acknowledged command. */
  readonly work: (files: MemoryFiles, acknowledge: (index: number) => void) => Promise<void>;
  readonly schema?: number;
}

const schemaOf = (version: number) => ({
  ...sampleSchema,
  version,
  migrations: [{ to: 2, migrate: <R>(record: R) => record }],
});

const commitTo = async (
  store: Store,
  indexes: readonly number[],
  acknowledge: (index: number) => void,
): Promise<void> => {
  await Promise.all(
    indexes.map(async (index) => {
      await store.commit(command(index));
      acknowledge(index);
    }),
  );
};

const prepared = async (files: MemoryFiles): Promise<readonly number[]> => {
  const store = await createStore(hostOf(folder, { files }));
  await commitTo(store, [0, 1, 2], () => undefined);
  await store.compact();
  await commitTo(store, [3, 4], () => undefined);
  await store.close();
  return [0, 1, 2, 3, 4];
};

const openFor = async (files: MemoryFiles, schema = 1): Promise<Store> => {
  const opening = await openStore(hostOf(folder, { files, schema: schemaOf(schema) }));
  if (opening.state !== 'open' || opening.store.status.state !== 'ok') throw new Killed(opening.state);
  return opening.store;
};

const scenarios: Record<string, Scenario> = {
  'creation and first commits': {
    prepare: async () => [],
    work: async (files, acknowledge) => {
      const store = await createStore(hostOf(folder, { files }));
      for (const index of [5, 6]) await commitTo(store, [index], acknowledge);
      await store.close();
    },
  },
  'opening, commits in groups, closing': {
    prepare: prepared,
    work: async (files, acknowledge) => {
      const store = await openFor(files);
      await commitTo(store, [5, 6, 7], acknowledge);
      await commitTo(store, [8], acknowledge);
      await store.close();
    },
  },
  'compaction with commits meanwhile': {
    prepare: prepared,
    work: async (files, acknowledge) => {
      const store = await openFor(files);
      await commitTo(store, [5], acknowledge);
      await Promise.all([store.compact(), commitTo(store, [6, 7], acknowledge)]);
      await commitTo(store, [8], acknowledge);
      await store.compact();
      await store.close();
    },
  },
  migration: {
    prepare: prepared,
    schema: 2,
    work: async (files, acknowledge) => {
      const store = await openFor(files, 2);
      await commitTo(store, [5], acknowledge);
      await store.compact();
      await store.close();
    },
  },
};

/** Whatever the killed process still tries fails; its machine is dead. */
const runToDeath = async (
  scenario: Scenario,
  files: MemoryFiles,
  n: number,
  acknowledged: Set<number>,
): Promise<boolean> => {
  killAt(files, n);
  try {
    await scenario.work(files, (index) => acknowledged.add(index));
    return false;
  } catch {
    return true;
  }
};

describe.each(Object.entries(scenarios))('killed during %s', (_name, scenario) => {
  it('keeps every acknowledged command whole', { timeout: 300_000 }, async () => {
    const origin = new MemoryFiles();
    const before = await scenario.prepare(origin);
    let n = 1;
    for (let wasKilled = true; wasKilled; n++) {
      const files = origin.copy();
      const acknowledged = new Set(before);
      wasKilled = await runToDeath(scenario, files, n, acknowledged);
      const after = files.copy();
      const schema = schemaOf(scenario.schema ?? 1);
      let opening = await openStore(hostOf(folder, { files: after, schema }));
      if (opening.state === 'missing') {
        expect(acknowledged.size, `call ${n}`).toBe(0);
        opening = {
          state: 'open',
          store: await createStore(hostOf(folder, { files: after, schema })),
          tornBytes: 0,
          repaired: [],
          migratedFrom: null,
        };
      }
      expect(opening, `call ${n}`).toMatchObject({ state: 'open', repaired: [] });
      if (opening.state !== 'open') return;
      expect(opening.store.status, `call ${n}`).toEqual({ state: 'ok' });
      await checkWhole(opening.store, acknowledged, 9, `call ${n}`);
      await opening.store.commit(command(20));
      await opening.store.close();
      const again = await openStore(hostOf(folder, { files: after, schema }));
      expect(again, `call ${n}`).toMatchObject({ state: 'open', tornBytes: 0, repaired: [] });
      if (again.state !== 'open') return;
      await checkWhole(again.store, new Set([...acknowledged, 20]), 21, `call ${n}, opened again`);
      await again.store.close();
      const strangers = after.list(folder).filter((name) => name.endsWith('.new'));
      expect(strangers, `call ${n}`).toEqual([]);
    }
    expect(n).toBeGreaterThan(15);
  });
});

it('can be killed at any moment of setting damage aside, and do it again', { timeout: 300_000 }, async () => {
  const origin = new MemoryFiles();
  await prepared(origin);
  const journal = origin.list(folder).findLast((name) => name.startsWith('journal')) ?? '';
  const damaged = Buffer.from(origin.contents(folder).get(journal) ?? '');
  damaged[damaged.length - 40] = (damaged[damaged.length - 40] ?? 0) ^ 1;
  origin.put(`${folder}/${journal}`, damaged);
  let n = 1;
  for (let wasKilled = true; wasKilled; n++) {
    const files = origin.copy();
    killAt(files, n);
    wasKilled = await setAside(hostOf(folder, { files })).then(
      async ({ opening }) => {
        if (opening.state !== 'open') return true;
        await opening.store.close();
        return opening.store.status.state !== 'ok';
      },
      () => true,
    );
    const after = files.copy();
    const { opening } = await setAside(hostOf(folder, { files: after }));
    expect(opening, `call ${n}`).toMatchObject({ state: 'open' });
    if (opening.state !== 'open') return;
    const found = texts(opening.store);
    expect(new Set(found), `call ${n}`).toEqual(new Set(['text 0', 'text 1', 'text 2']));
    await opening.store.commit(noting('later', 'goes on'));
    await opening.store.close();
    const folders = after.list(folder).filter((name) => name.startsWith('damaged-'));
    const kept = folders.flatMap((name) => [...after.contents(`${folder}/${name}`)]);
    expect(
      kept.some(([, bytes]) => bytes.equals(damaged)),
      `call ${n}: the damaged bytes are kept`,
    ).toBe(true);
  }
  expect(n).toBeGreaterThan(20);
});
