import { appendFile, mkdtemp, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Desk } from '#core/desk.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { attachmentsIn } from '#shared/attachments/attachment.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { download, featuresOf, valueOf } from '../attachments/attaching.ts';
import { lead, technician } from './log-desk.ts';
import { watchedDesk } from './watched-desk.ts';
import { eventually } from '../../../support/eventually.ts';

let folder: DeskFolder;
let files: string;
let path: string;

let desk: Desk;
let parts: ReturnType<typeof watchedDesk>;

beforeEach(async () => {
  folder = await deskFolder(testAmbient('2026-11-20T08:00:00.000Z'));
  files = await realpath(await mkdtemp(join(tmpdir(), 'deskside-line-to-ticket-')));
  path = join(files, 'syslog');
  desk = folder.desk;
  parts = watchedDesk(desk, folder.path);
});
afterEach(async () => {
  await parts.logs.stop();
  await folder.remove();
  await rm(files, { recursive: true, force: true });
});

const full = (hour: number): string => `2026-11-20T0${hour}:00:00.000Z app: write failed: No space left on device\n`;
const quiet = (hour: number): string => `2026-11-20T0${hour}:00:00.000Z app: all is well\n`;
const alerts = async () => valueOf(await parts.alerts.handlers['alerts.list']({}, technician));

it('makes an alert of a line that is appended, a ticket of it with the lines, and notes of the same again', async () => {
  await writeFile(path, quiet(1));
  const content = { name: 'syslog', kind: 'file', place: path, encoding: 'auto', assetId: null } as const;
  const added = valueOf(await parts.logs.handlers['logs.add']({ ...content, isWatched: true }, lead));
  await appendFile(path, full(1));
  await eventually(async () => expect(await alerts()).toMatchObject([{ code: 'disk-full', count: 1, state: 'new' }]));
  const [alert] = await alerts();
  const made = await parts.alerts.handlers['alerts.ticket']({ alertId: alert!.id, language: 'en' }, technician);
  const { ticketId } = valueOf(made);
  const timeline = () => readTimeline(desk.records, ticketId);
  const [file] = attachmentsIn(timeline());
  expect((await download(featuresOf(desk), technician, file!.entryId)).toString('utf8')).toContain(`> 2  ${full(1)}`);
  const notes = () => timeline().flatMap(({ event }) => (event.kind === 'workNote' ? [event.text] : []));

  await appendFile(path, full(3));
  await eventually(() => expect(notes()).toHaveLength(1));

  // A restart tells of nothing twice.
  await parts.logs.stop();
  desk = await folder.reopen();
  await appendFile(path, full(5));
  parts = watchedDesk(desk, folder.path);
  await eventually(() => expect(notes()).toHaveLength(2));
  expect(await alerts()).toMatchObject([{ count: 3, raised: 3 }]);

  // The file was rotated while the console was off: the new one is shorter than what was read.
  await parts.logs.stop();
  desk = await folder.reopen();
  await rename(path, `${path}.1`);
  await writeFile(path, full(7));
  parts = watchedDesk(desk, folder.path);
  await eventually(() => expect(notes()).toHaveLength(3));
  expect(await alerts()).toMatchObject([{ count: 4, raised: 4 }]);

  // What is removed is forgotten; under a new name all of it is read, what was rotated before with it.
  valueOf(await parts.logs.handlers['logs.remove']({ sourceId: added.id, seen: 1 }, lead));
  await eventually(() => expect(parts.alerts.book.positionOf(added.id)).toBeUndefined());
  const again = valueOf(await parts.logs.handlers['logs.add']({ ...content, isWatched: true }, lead));
  await eventually(async () =>
    expect((await alerts()).filter(({ sourceId }) => sourceId === again.id)).toMatchObject([
      { count: 4, state: 'new' },
    ]),
  );
});
