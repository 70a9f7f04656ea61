import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { succeed } from '#shared/base/result.ts';
import type { ImportBatch } from '#shared/imports/batch.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { importer, valueOf } from './importing.ts';

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const file = Buffer.from('Number,Title,Status\nN-1,Printer jams,Open\nN-2,VPN drops,Open\n');

/** Opens again without the mark, and so under another device identity. */
const renew = async () => {
  await folder.keeper.close();
  await rm(join(folder.path, 'device-mark'));
  return folder.reopen();
};

it('an import can be undone under a later identity of the laptop', async () => {
  const { id } = await importer(folder.desk).take('two.csv', file);
  const desk = await renew();
  expect(desk.device.id).not.toBe(folder.desk.device.id);
  const { handlers, context } = importer(desk);
  expect(valueOf(await handlers['imports.batches']({}, context))).toMatchObject([
    { id, state: 'done', undoable: true },
  ]);
  valueOf(await handlers['imports.undo']({ batchId: id, keepTouched: false }, context));
  expect(desk.records.count('ticket')).toBe(0);
});

it('an import that was running is taken back under a later identity', async () => {
  const { id } = await importer(folder.desk).take('two.csv', file);
  await folder.desk.commit(folder.desk.deviceActor, (unit) => {
    const batch = unit.get<ImportBatch>('importBatch', id);
    if (batch) unit.write('import.test', { ...batch, state: 'running' } as ImportBatch);
    return succeed(null);
  });
  const desk = await renew();
  importer(desk);
  await expect.poll(() => desk.records.get<ImportBatch>('importBatch', id)?.state).toBe('interrupted');
  expect(desk.records.count('ticket')).toBe(0);
});
