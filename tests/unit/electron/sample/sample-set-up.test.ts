/** A newcomer's first minute: the application itself sets the sample desk up and shows its queue. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Result } from '#shared/base/result.ts';
import { emptyFilter } from '#shared/queue/filter.ts';
import type { QueuePage } from '#shared/queue/operations.ts';
import { createApp } from '#core/app.ts';
import { loopbackPlatform } from '../../../../electron/loopback/platform.ts';
import { samplePerson } from '../../../../electron/host/sample-desk.ts';
import { testAmbient } from '../../../support/desk-folder.ts';

it('a new sample desk opens with its clocks right', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-sample-'));
  const app = await createApp({
    platform: loopbackPlatform,
    profileFolder: join(folder, 'profile'),
    ambient: testAmbient('2026-10-14T10:00:00.000Z'),
    appVersion: '0.0.0',
    storeWorker: null,
    mailWorker: null,
    articleWorker: null,
    samplePassphrase: null,
    log: (line) => {
      throw new Error(line);
    },
  });
  const connection = app.connect(() => undefined);
  const call = async <T>(name: string, input: unknown): Promise<T> => {
    const reply = (await connection.request(name, input)) as Result<T>;
    if (!reply.ok) throw new Error(`${name}: ${reply.failure.message}`);
    return reply.value;
  };
  await call('accounts.setUp', { ...samplePerson, sample: true });
  const { rows } = await call<QueuePage>('queue.page', {
    filter: { ...emptyFilter, states: ['new', 'assigned', 'in_progress', 'on_hold'] },
    order: { by: 'due', descending: false },
    from: 0,
    count: 200,
  });
  const late = rows.filter(({ due }) => due?.state === 'breached');
  expect(rows.every(({ due }) => due !== null)).toBe(true);
  expect(late.length / rows.length).toBeGreaterThanOrEqual(0.08);
  expect(late.length / rows.length).toBeLessThanOrEqual(0.12);
  // What is late comes first, then what the next two hours bring.
  expect(rows.slice(0, late.length)).toEqual(late);
  const next = rows.slice(late.length, late.length + 5);
  expect(next.every(({ due }) => due?.state === 'running' && due.remainingSeconds <= 2 * 3600)).toBe(true);
  connection.close();
  await app.close();
  await rm(folder, { recursive: true });
});
