/** Random sessions against a plain map: the store answers every question as the map does, after any compaction, restart or kill. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createStore, openStore } from '#core/storage/index.ts';
import type { Records, Store } from '#core/storage/store.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import { MemoryFiles } from './memory-files.ts';
import { hostOf, note } from './sample-store.ts';

const folder = '/store';

interface Item extends StoredRecord {
  readonly text: string;
}

type Step =
  | {
      readonly do: 'commit';
      readonly puts: readonly Item[];
      readonly removes: readonly string[];
      readonly lines: readonly string[];
    }
  | { readonly do: 'compact' }
  | { readonly do: 'compact-and-commit'; readonly put: Item }
  | { readonly do: 'restart' }
  | { readonly do: 'kill' };

const id = fc
  .tuple(fc.constantFrom('note', 'entry', 'draft'), fc.integer({ min: 0, max: 30 }), fc.constantFrom('', ':a', ':b'))
  .map(([prefix, number, tail]) => `${prefix}:${number}${tail}`);
// A type is mostly what its id says, and sometimes not: then the id moves from one type to another.
const item: fc.Arbitrary<Item> = fc
  .record({ id, type: fc.constantFrom('own', 'note', 'other'), text: fc.string({ unit: 'binary', maxLength: 40 }) })
  .map(({ id: wanted, type, text }) => ({
    ...note('x', text),
    id: wanted,
    type: type === 'own' ? (wanted.split(':')[0] ?? 'note') : type,
  }));

const line = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\n', ' '));

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('commit' as const),
      puts: fc.uniqueArray(item, { maxLength: 4, selector: (one) => one.id }),
      removes: fc.uniqueArray(id, { maxLength: 2 }),
      lines: fc.array(line, { maxLength: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'compact' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('compact-and-commit' as const), put: item }) },
  { weight: 2, arbitrary: fc.constant({ do: 'restart' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'kill' as const }) },
);

const answersOf = (records: Records, types: readonly string[]): unknown => ({
  counts: records.countsByType(),
  ids: types.map((type) => [...records.ids(type)]),
  prefixed: ['note:', 'note:1', 'entry:2', 'draft:30:a', ''].map((prefix) => records.idsWithPrefix(prefix)),
  found: types.flatMap((type) => [...records.ids(type)].map((one) => records.get<Item>(type, one)?.text)),
  rows: [...records.rows<{ readonly id: string; readonly text: string }>('note')].toSorted((a, b) =>
    a.id < b.id ? -1 : 1,
  ),
});

const expectedOf = (model: ReadonlyMap<string, Item>, types: readonly string[]): unknown => {
  const all = [...model.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const of = (type: string): Item[] => all.filter((one) => one.type === type);
  return {
    counts: Object.fromEntries(types.map((type) => [type, of(type).length]).filter(([, count]) => count !== 0)),
    ids: types.map((type) => of(type).map((one) => one.id)),
    prefixed: ['note:', 'note:1', 'entry:2', 'draft:30:a', ''].map((prefix) =>
      all.filter((one) => one.id.startsWith(prefix)).map((one) => one.id),
    ),
    found: types.flatMap((type) => of(type).map((one) => one.text)),
    rows: of('note').map((one) => ({ id: one.id, text: one.text })),
  };
};

const types = ['note', 'entry', 'draft', 'other'];

const takeSession = async (steps: readonly Step[]): Promise<void> => {
  let files = new MemoryFiles();
  let store: Store = await createStore(hostOf(folder, { files }));
  const model = new Map<string, Item>();
  const lines: string[] = [];
  const apply = (puts: readonly Item[], removes: readonly string[], appended: readonly string[]): Promise<void> => {
    for (const one of puts) model.set(one.id, one);
    for (const gone of removes) model.delete(gone);
    lines.push(...appended);
    return store.commit({ puts, removes, appends: appended.map((text) => ({ log: 'audit', line: text })) });
  };
  const restart = async (): Promise<void> => {
    const opening = await openStore(hostOf(folder, { files }));
    expect(opening).toMatchObject({ state: 'open', tornBytes: 0, repaired: [] });
    if (opening.state === 'open') store = opening.store;
  };
  for (const one of steps) {
    if (one.do === 'commit') await apply(one.puts, one.removes, one.lines);
    else if (one.do === 'compact') await store.compact();
    else if (one.do === 'compact-and-commit') await Promise.all([store.compact(), apply([one.put], [], ['meanwhile'])]);
    else {
      // A killed process leaves its files to the next one; what it still holds open no longer matters.
      if (one.do === 'restart') await store.close();
      else files = files.copy();
      await restart();
    }
    expect(answersOf(store.records, types)).toEqual(expectedOf(model, types));
    expect(await store.readLog('audit', 1, lines.length + 1)).toEqual(lines);
    expect(store.lastLine('audit')).toBe(lines.at(-1));
    expect(store.logLength('audit')).toBe(lines.length);
  }
  await store.close();
};

it('answers as a map would', { timeout: 300_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25 }), takeSession), { numRuns: 120 });
});
