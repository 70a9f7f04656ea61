import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { shippedRules } from '#core/alerts/shipped.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import { deskFolder, testAmbient } from '../../../support/desk-folder.ts';
import { eventually } from '../../../support/eventually.ts';
import { valueOf } from '../attachments/attaching.ts';
import { lead, logDesk, SOURCE, technician, type LogDesk } from './log-desk.ts';
import { watchedDesk } from './watched-desk.ts';

let kit: LogDesk;
beforeEach(async () => {
  kit = await logDesk();
});
afterEach(() => kit.remove());

const { code, ...content } = shippedRules().find((rule) => rule.code === 'disk-full')!;
const automatic = {
  code,
  isNew: false,
  seen: null,
  content: { ...content, automation: { do: 'ticket', language: 'en' } },
} as const;
const full = '2026-11-20T07:00:00.000Z app: write failed: No space left on device';

/** The alert is on the disk, and the ticket is refused. */
const readRefused = async (): Promise<void> => {
  await kit.alerts().handlers['alerts.saveRule'](automatic, lead);
  const ciId = 'ci:01J0000000000000000000000C';
  valueOf(
    await kit.desk().commit(kit.desk().deviceActor, (unit) => {
      unit.putLocal({ ...unit.stamp('ci', ciId) });
      return succeed(null);
    }),
  );
  kit.linking = refuse('internal', 'not now');
  await kit.append(full);
  for (const scan of await kit.scans()) valueOf(await kit.alerts().book.take({ ...SOURCE, assetId: ciId }, scan));
};
const dueIn = (): number => [...kit.desk().records.ids('alertTicketDue')].length;
const ticketCount = (): number => [...kit.desk().records.ids('ticket')].length;

it('makes a ticket that was refused once the console is opened again, and only one', async () => {
  await readRefused();
  expect(await kit.alert()).toMatchObject({ state: 'new', ticket: null });
  expect(dueIn()).toBe(1);
  kit.linking = succeed(null);
  await kit.restart();
  await kit.alerts().dueTickets.makeAll();
  expect(await kit.alert()).toMatchObject({ state: 'acknowledged', ticket: { isOpen: true } });
  await kit.restart();
  await kit.alerts().dueTickets.makeAll();
  expect([dueIn(), ticketCount()]).toEqual([0, 1]);
});

it('tries it again by itself', async () => {
  await readRefused();
  kit.linking = succeed(null);
  await eventually(async () => expect(await kit.alert()).toMatchObject({ ticket: { isOpen: true } }));
  expect(dueIn()).toBe(0);
});

it.each([{ state: 'acknowledged' } as const, { state: 'closed' } as const, { state: 'muted', hours: 4 } as const])(
  'makes none any more for what somebody made $state meanwhile',
  async (to) => {
    await readRefused();
    const { id, revision } = await kit.alert();
    valueOf(await kit.handlers()['alerts.move']({ alertId: id, seen: revision, to }, technician));
    kit.linking = succeed(null);
    await kit.restart();
    await kit.alerts().dueTickets.makeAll();
    expect([dueIn(), ticketCount()]).toEqual([0, 0]);
  },
);

it('makes none any more for a rule that only tells of it by now', async () => {
  await readRefused();
  kit.linking = succeed(null);
  valueOf(await kit.handlers()['alerts.saveRule']({ ...automatic, seen: 1, content }, lead));
  await kit.alerts().dueTickets.makeAll();
  expect([dueIn(), ticketCount()]).toEqual([0, 0]);
});

it('is not due any more once somebody made it', async () => {
  await readRefused();
  kit.linking = succeed(null);
  valueOf(await kit.handlers()['alerts.ticket']({ alertId: (await kit.alert()).id, language: 'en' }, technician));
  expect([dueIn(), ticketCount()]).toEqual([0, 1]);
});

/** A disk of its own is what is filled. */
const lacking =
  process.platform !== 'linux' ? 'needs Linux' : process.getuid?.() === 0 ? undefined : 'needs root, to mount a disk';

it.skipIf(lacking !== undefined)(
  `a problem that comes once gets its ticket though there was no room for the lines (${lacking ?? 'a real disk'})`,
  async () => {
    const folder = await deskFolder(testAmbient('2026-11-20T08:00:00.000Z'));
    const blobs = join(folder.path, 'blobs');
    await mkdir(blobs, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=0700', 'tmpfs', blobs]);
    const files = await realpath(await mkdtemp(join(tmpdir(), 'deskside-due-log-')));
    const said: string[] = [];
    const parts = watchedDesk(folder.desk, folder.path, (line) => said.push(line));
    try {
      valueOf(await parts.alerts.handlers['alerts.saveRule'](automatic, lead));
      await appendFile(join(blobs, 'ballast'), Buffer.alloc(2 << 20, 1)).catch(() => undefined);
      const path = join(files, 'app.log');
      await appendFile(path, `${full}\n`);
      const source = { name: 'app', kind: 'file', place: path, encoding: 'auto', assetId: null } as const;
      valueOf(await parts.logs.handlers['logs.add']({ ...source, isWatched: true }, lead));
      const rows = async () => valueOf(await parts.alerts.handlers['alerts.list']({}, technician));
      await eventually(async () => expect(await rows()).toMatchObject([{ state: 'new', ticket: null }]));
      await eventually(() => expect(said.join()).toContain('is made later'));
      // Room is made, and that is all.
      await rm(join(blobs, 'ballast'));
      await eventually(async () => expect(await rows()).toMatchObject([{ ticket: { isOpen: true } }]));
    } finally {
      await parts.logs.stop();
      await folder.keeper.close();
      execFileSync('umount', [blobs]);
      await folder.remove();
      await rm(files, { recursive: true, force: true });
    }
  },
);
