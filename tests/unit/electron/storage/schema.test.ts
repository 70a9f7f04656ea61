import { describe, expect, it } from 'vitest';
import { openStore } from '#core/storage/index.ts';
import type { Migration, StoreSchema } from '#core/storage/store.ts';
import type { Projection } from '#shared/base/record.ts';
import { MemoryFiles } from './memory-files.ts';
import { create, hostOf, noting, open, reopen, texts } from './sample-store.ts';
import { sampleSchema, type Note } from './sample-schema.ts';

const folder = '/store';

const isNote = (record: { readonly type: string }): record is Note => record.type === 'note';

const marking = (to: number): Migration => ({
  to,
  migrate: (record) =>
    isNote(record) ? (record.text === 'dropped' ? undefined : { ...record, text: `${record.text}+${to}` }) : record,
});

const schemaOf = (version: number): StoreSchema => ({
  ...sampleSchema,
  version,
  migrations: [marking(2), marking(3), marking(4)].filter(({ to }) => to <= version),
});

describe('an older schema', () => {
  it('is brought up step by step, in a new generation, with the old one kept until the next', async () => {
    const files = new MemoryFiles();
    const first = await create(folder, { files });
    await first.commit(noting('1', 'in the snapshot'));
    await first.compact();
    await first.commit(noting('2', 'in the journal'));
    await first.commit(noting('3', 'dropped'));
    await first.close();

    const migrated = await reopen(folder, { files, schema: schemaOf(3) });
    expect(migrated.migratedFrom).toBe(1);
    expect(texts(migrated.store)).toEqual(['in the snapshot+2+3', 'in the journal+2+3']);
    expect([...migrated.store.records.rows<{ id: string; text: string }>('note')].map(({ text }) => text)).toEqual([
      'in the snapshot+2+3',
      'in the journal+2+3',
    ]);
    expect(await migrated.store.readLog('audit', 1, 9)).toEqual(['1 in the snapshot', '2 in the journal', '3 dropped']);
    expect([...files.contents(`${folder}/before-schema-3`).keys()].some((name) => name.startsWith('snapshot'))).toBe(
      true,
    );
    await migrated.store.close();

    const again = await reopen(folder, { files, schema: schemaOf(3) });
    expect(again.migratedFrom).toBeNull();
    expect(texts(again.store)).toEqual(['in the snapshot+2+3', 'in the journal+2+3']);
    await again.store.compact();
    expect(files.stat(`${folder}/before-schema-3`)).toBeUndefined();
  });

  it('stays as it is when a migration throws', async () => {
    const files = new MemoryFiles();
    const first = await create(folder, { files });
    await first.commit(noting('1', 'text'));
    await first.close();
    const failing: StoreSchema = {
      ...sampleSchema,
      version: 2,
      migrations: [
        {
          to: 2,
          migrate: () => {
            throw new Error('cannot be');
          },
        },
      ],
    };
    await expect(openStore(hostOf(folder, { files, schema: failing }))).rejects.toThrow('cannot be');
    expect(texts((await reopen(folder, { files })).store)).toEqual(['text']);
  });

  it.each([
    ['no migration leads to schema 2', [marking(3), marking(4)]],
    ['no migration leads to schema 3', [marking(2), marking(4)]],
    ['no migration leads to schema 4', [marking(2), marking(3)]],
    ['more than one migration leads to schema 3', [marking(2), marking(3), marking(3), marking(4)]],
  ])('is refused, and stays as it is, where %s', async (why, migrations) => {
    const files = new MemoryFiles();
    const first = await create(folder, { files });
    await first.commit(noting('1', 'text'));
    await first.close();
    const before = [...files.contents(folder)].map(([name, bytes]) => [name, bytes.toString('base64')]);
    const schema: StoreSchema = { ...sampleSchema, version: 4, migrations };
    await expect(openStore(hostOf(folder, { files, schema }))).rejects.toThrow(why);
    expect([...files.contents(folder)].map(([name, bytes]) => [name, bytes.toString('base64')])).toEqual(before);
    expect(texts((await reopen(folder, { files })).store)).toEqual(['text']);
  });
});

it('refuses a newer schema and touches nothing', async () => {
  const files = new MemoryFiles();
  await (await create(folder, { files, schema: schemaOf(3) })).close();
  const before = [...files.contents(folder)].map(([name, bytes]) => [name, bytes.toString('base64')]);
  expect(await open(folder, { files, schema: schemaOf(2) })).toEqual({ state: 'newer-schema', found: 3, supported: 2 });
  expect([...files.contents(folder)].map(([name, bytes]) => [name, bytes.toString('base64')])).toEqual(before);
});

it('makes rows anew when their projection has changed, and stores them with the next snapshot', async () => {
  const files = new MemoryFiles();
  const first = await create(folder, { files });
  await first.commit(noting('1', 'one'));
  await first.compact();
  await first.close();
  let projected = 0;
  const longer: Projection<Note> = {
    type: 'note',
    version: 2,
    project: ({ text }) => {
      projected++;
      return { text, length: text.length };
    },
  };
  const schema = { ...sampleSchema, projections: [longer] };
  const { store } = await reopen(folder, { files, schema });
  expect([...store.records.rows('note')]).toEqual([{ text: 'one', length: 3 }]);
  await store.compact();
  await store.close();
  const { store: again } = await reopen(folder, { files, schema });
  projected = 0;
  expect([...again.records.rows('note')]).toEqual([{ text: 'one', length: 3 }]);
  expect(projected).toBe(0);
});
