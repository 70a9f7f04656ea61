import { afterEach, beforeEach, expect, it } from 'vitest';
import { AssetIndex } from '#core/assets/asset-index.ts';
import { actorOf } from '#core/session.ts';
import { succeed } from '#shared/base/result.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { sampleAsset } from '../../shared/assets/sample-asset.ts';

const actor = actorOf(contextOf('Lin Yue').session);
const first = sampleAsset({ id: 'ci:01J0000000000000000000000A', name: 'Printer 2', serial: 'A-1', assetTag: '' });
const second = sampleAsset({ id: 'ci:01J0000000000000000000000B', name: 'Printer 1', serial: 'B-1', assetTag: '' });

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const store = (...items: readonly ReturnType<typeof sampleAsset>[]) =>
  folder.desk.commit(actor, (unit) => {
    for (const item of items) unit.write('asset.create', item);
    return succeed(null);
  });

it('reads no label before it is let begin or asked, and loses none that changes meanwhile', async () => {
  await store(first, second);
  let begin = (): void => undefined;
  let serialsRead = 0;
  const rows = [...folder.desk.records.rows<{ serial: string }>('ci')].map((row) =>
    Object.defineProperty({ ...row }, 'serial', {
      get: () => {
        serialsRead++;
        return row.serial;
      },
    }),
  );
  const records = Object.create(folder.desk.records) as typeof folder.desk.records;
  records.rows = () => rows as never;
  const desk = new Proxy(folder.desk, {
    get: (target, key) => {
      const value: unknown = key === 'records' ? records : Reflect.get(target, key, target);
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
  const index = new AssetIndex(desk, (work) => {
    begin = work;
  });
  expect(serialsRead).toBe(0);
  await store({ ...first, serial: 'C-1', revision: 2 });
  expect(serialsRead).toBe(0);
  expect(index.bySerial('a1')).toBeUndefined();
  expect(index.bySerial('c1')?.id).toBe(first.id);
  expect(index.bySerial('b1')?.id).toBe(second.id);
  begin();
  expect(index.best('printer', 1).map(({ name }) => name)).toEqual(['Printer 1']);
  expect(index.best('printer', 5).map(({ name }) => name)).toEqual(['Printer 1', 'Printer 2']);
});
