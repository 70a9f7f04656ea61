/** What a desk shows after the disk refused: what was acknowledged, in records, indexes and the chain of the trail. */
import { expect, it } from 'vitest';
import { deskSchema, auditRules } from '#core/desk-schema.ts';
import { Desk, type Change } from '#core/desk.ts';
import { Blobs } from '#core/storage/blobs/blobs.ts';
import { createStore } from '#core/storage/index.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import { testAmbient } from '../../support/desk-folder.ts';
import { MemoryFiles } from './storage/memory-files.ts';

interface Note extends StoredRecord {
  readonly type: 'note';
  readonly text: string;
}

const key = new Uint8Array(32).fill(3);

const deskOn = async (files: MemoryFiles): Promise<Desk> => {
  const ambient = testAmbient();
  const store = await createStore({ folder: '/store', key, now: ambient.now, schema: deskSchema, worker: null, files });
  const blobs = new Blobs('/blobs', key);
  return Desk.create(
    { store, blobs, ambient, host: 'test', appVersion: '0.0.0', auditRules },
    { desk: 'Northgate desk', device: { id: 'device:01J0000000000000000000000D', code: '7K3Q' } },
  );
};

const refuseWrites = (files: MemoryFiles): void => {
  files.before = (call) => {
    if (call.name === 'write' && call.path.includes('journal'))
      throw Object.assign(new Error('EIO'), { code: 'EIO', path: call.path });
  };
};

it('tells everybody who keeps something derived from the records that a commit was taken back', async () => {
  const files = new MemoryFiles();
  const desk = await deskOn(files);
  const write = (id: string, text: string): Promise<Result<null>> =>
    desk.commit(desk.deviceActor, (unit) => {
      unit.write('note.edit', { ...unit.stamp('note', id), text } as Note);
      return succeed(null);
    });
  const kept = 'note:01J0000000000000000000000E';
  const fresh = 'note:01J0000000000000000000000F';
  expect((await write(kept, 'acknowledged')).ok).toBe(true);
  const head = desk.auditHead;

  const index = new Map<string, string>();
  const durable: Change[] = [];
  desk.onApplied(({ puts, removes }) => {
    for (const record of puts) if (record.type === 'note') index.set(record.id, (record as Note).text);
    for (const id of removes) index.delete(id);
  });
  desk.onDurable((change) => durable.push(change));
  refuseWrites(files);
  const replies = await Promise.all([write(kept, 'refused'), write(fresh, 'refused')]);
  expect(replies.map((reply) => !reply.ok && reply.failure.code)).toEqual(['storage.failed', 'storage.failed']);

  expect([...index]).toEqual([[kept, 'acknowledged']]);
  expect(desk.records.get<Note>('note', kept)?.text).toBe('acknowledged');
  expect(desk.records.has(fresh)).toBe(false);
  expect(desk.auditHead).toEqual(head);
  expect(desk.auditHeadOnDisk).toEqual(head);
  expect(await desk.readAudit(1, 9)).toHaveLength(head.seq);
  expect(durable).toHaveLength(1);
  expect(durable[0]).toMatchObject({ auditSeq: head.seq, actions: [] });
  files.before = () => undefined;
  await desk.close();
});

it('says that nothing had to be changed only once what that goes by is on disk', async () => {
  const files = new MemoryFiles();
  const desk = await deskOn(files);
  const id = 'note:01J0000000000000000000000E';
  const save = (text: string): Promise<Result<null>> =>
    desk.commit(desk.deviceActor, (unit) => {
      if (unit.get<Note>('note', id)?.text !== text)
        unit.write('note.edit', { ...unit.stamp('note', id), text } as Note);
      return succeed(null);
    });
  expect(await Promise.all([save('kept'), save('kept')])).toEqual([succeed(null), succeed(null)]);
  expect(await desk.settled()).toEqual(succeed(null));
  expect(desk.auditHead.seq).toBe(2);

  refuseWrites(files);
  const replies = await Promise.all([save('refused'), save('refused'), desk.settled()]);
  expect(replies.map((reply) => !reply.ok && reply.failure.code)).toEqual(Array(3).fill('storage.failed'));
  expect(desk.records.get<Note>('note', id)?.text).toBe('kept');
  files.before = () => undefined;
  await desk.close();
});
