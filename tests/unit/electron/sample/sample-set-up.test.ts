/** A newcomer's first minute: the application itself sets the sample desk up and shows its queue, and how far its knowledge is used. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emptyFilter } from '#shared/queue/filter.ts';
import type { App, Connection } from '#core/app.ts';
import { samplePerson } from '../../../../electron/host/sample-desk.ts';
import { testAmbient } from '../../../support/desk-folder.ts';
import { askOver, wholeApp, type Ask } from '../../../support/whole-app.ts';

let folder: string;
let app: App;
let connection: Connection;

let call: Ask;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskside-sample-'));
  app = await wholeApp(join(folder, 'profile'), { ambient: testAmbient('2026-10-14T10:00:00.000Z') });
  connection = app.connect(() => undefined);
  call = askOver(connection);
  await call('accounts.setUp', { ...samplePerson, sample: true });
});
afterAll(async () => {
  connection.close();
  await app.close();
  await rm(folder, { recursive: true });
});

it('a new sample desk opens with its clocks right', async () => {
  const { rows } = await call('queue.page', {
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
});

it('its knowledge is used, and missing in a few places', async () => {
  const { resolved, withArticle, categories, problems } = await call('knowledge.figures', {});
  expect(withArticle / resolved).toBeGreaterThanOrEqual(0.55);
  expect(withArticle / resolved).toBeLessThanOrEqual(0.65);
  const gaps = categories.map(({ category }) => category);
  expect(gaps).toEqual(
    expect.arrayContaining(['Business applications', '业务系统', 'Files and storage', '会议与电话']),
  );
  expect(gaps).not.toContain('Hardware');
  expect(problems.map(({ title }) => title)).toEqual([
    'Audio devices are registered twice after the conference driver update',
  ]);
});

it('what was looked for in vain is not in it', async () => {
  const before = await call('knowledge.misses', {});
  expect(before.map(({ times }) => times)).toEqual([4, 3, 1]);
  // A search counts as one in vain only where nothing that is published holds its words.
  for (const { text } of before) await call('knowledge.miss', { text });
  const after = await call('knowledge.misses', {});
  expect(after.map(({ text, times }) => [text, times])).toEqual(before.map(({ text, times }) => [text, times + 1]));
});
