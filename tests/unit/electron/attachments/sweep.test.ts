/** What a sweep may take away while the disk has not answered yet. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sweepFiles } from '#core/attachments/sweep-files.ts';
import { auditRules, deskSchema } from '#core/desk-schema.ts';
import { Desk } from '#core/desk.ts';
import { noteFileUse } from '#core/file-uses.ts';
import { Blobs } from '#core/storage/blobs/blobs.ts';
import { createStore } from '#core/storage/index.ts';
import type { Store } from '#core/storage/store.ts';
import { succeed } from '#shared/base/result.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { testAmbient } from '../../../support/desk-folder.ts';
import { MemoryFiles } from '../storage/memory-files.ts';

const key = new Uint8Array(32).fill(3);

/** The same store on a disk that answers commits only when it is let. */
const slow = (store: Store, answer: () => Promise<void>): Store => ({
  records: store.records,
  get status() {
    return store.status;
  },
  onStatus: (listener) => store.onStatus(listener),
  onTakenBack: (listener) => store.onTakenBack(listener),
  commit: async (changes) => {
    const written = store.commit(changes);
    await answer();
    await written;
  },
  readLog: (log, from, to) => store.readLog(log, from, to),
  logLength: (log) => store.logLength(log),
  lastLine: (log) => store.lastLine(log),
  compact: () => store.compact(),
  figures: () => store.figures(),
  close: () => store.close(),
});

it('a file stays until the removal of its last use is on disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-sweep-'));
  const ambient = testAmbient();
  const made = await createStore({
    folder: '/store',
    key,
    now: ambient.now,
    schema: deskSchema,
    worker: null,
    files: new MemoryFiles(),
  });
  let answer = Promise.resolve();
  const store = slow(made, () => answer);
  const blobs = new Blobs(join(folder, 'blobs'), key);
  const desk = await Desk.create(
    { store, blobs, ambient, host: 'test', appVersion: '0.0.0', auditRules },
    { desk: 'Northgate desk', device: { id: 'device:01J0000000000000000000000D', code: '7K3Q' } },
  );
  const upload = await blobs.begin();
  await upload.append(Buffer.from('screenshot'));
  const { sha256, bytes, letGo } = await upload.finish();
  letGo();

  const ticketId = 'ticket:01J0000000000000000000000T';
  const say = (event: TimelineEvent) =>
    desk.commit(desk.deviceActor, (unit) => {
      const entry = {
        ...unit.stamp('entry', unit.newChildId('entry', ticketId)),
        ticketId,
        at: unit.at,
        by: { id: null, name: 'Ada' },
        event,
        imported: null,
      } satisfies TimelineEntry;
      unit.put(entry);
      noteFileUse(unit, entry);
      unit.audit({ action: 'test.say', object: null });
      return succeed(entry.id);
    });
  const attached = await say({ kind: 'attachment', sha256, name: 'a.txt', mediaType: 'text/plain', bytes });
  if (!attached.ok) throw new Error(attached.failure.message);

  let answerNow = (): void => undefined;
  answer = new Promise((resolve) => (answerNow = resolve));
  const removing = say({ kind: 'removal', of: attached.value, name: 'a.txt', cause: 'duplicate' });
  let swept: number | undefined;
  const sweeping = sweepFiles(desk, { onlyUnfinished: false, isStopped: () => false }).then((gone) => (swept = gone));
  for (let turn = 0; turn < 2_000; turn++) await nextTurn();
  expect(swept).toBeUndefined();
  expect(await readdir(join(folder, 'blobs'))).toHaveLength(1);
  answerNow();
  expect((await removing).ok).toBe(true);
  expect(await sweeping).toBe(1);
  await desk.close();
  await blobs.close();
  await rm(folder, { recursive: true });
});
