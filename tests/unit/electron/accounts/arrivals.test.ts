/** Who signs in while the disk is full is told of in the trail once it takes anything. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Arrivals } from '#core/accounts/arrivals.ts';
import { auditRules, deskSchema } from '#core/desk-schema.ts';
import { Desk } from '#core/desk.ts';
import { Blobs } from '#core/storage/blobs/blobs.ts';
import { createStore } from '#core/storage/index.ts';
import type { AuditEntry } from '#shared/audit/entry.ts';
import { testAmbient } from '../../../support/desk-folder.ts';
import { MemoryFiles } from '../storage/memory-files.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const actor = (id: string) => ({ id, name: 'Mei', roles: [], session: `session:${id}` });
const at = '2026-10-05T08:00:00.000Z';

it('tells of each once, with when it was, before whoever comes next', async () => {
  const files = new MemoryFiles();
  const ambient = testAmbient('2026-10-05T09:00:00.000Z');
  const key = new Uint8Array(32).fill(3);
  const store = await createStore({ folder: '/store', key, now: ambient.now, schema: deskSchema, worker: null, files });
  const desk = await Desk.create(
    { store, blobs: new Blobs('/blobs', key), ambient, host: 'test', appVersion: '0.0.0', auditRules },
    { desk: 'Northgate desk', device: { id: 'device:01J0000000000000000000000D', code: '7K3Q' } },
  );
  const arrivals = new Arrivals();
  files.before = ({ name }) => {
    if (name === 'write') throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  };
  files.free = 0;
  await arrivals.record(desk, { actor: actor('user:1'), action: 'session.signIn', at });
  await arrivals.record(desk, { actor: actor('user:2'), action: 'session.recover', at });
  expect(desk.auditHead.seq).toBe(1);
  files.before = () => undefined;
  files.free = Infinity;
  await vi.advanceTimersByTimeAsync(2_500);
  await arrivals.record(desk, { actor: actor('user:3'), action: 'session.signIn', at: '2026-10-05T09:00:00.000Z' });
  await arrivals.recordWaiting(desk);
  const entries = (await desk.readAudit(2, 99)).map((line) => JSON.parse(line) as AuditEntry);
  expect(entries.map(({ actor: who, action, after }) => [who, action, after])).toEqual([
    ['user:1', 'session.signIn', { signedInAt: at }],
    ['user:2', 'session.recover', { signedInAt: at }],
    ['user:3', 'session.signIn', null],
  ]);
  await desk.close();
});
