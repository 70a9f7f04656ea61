import { execFileSync } from 'node:child_process';
import { appendFile, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { eventually } from '../../../support/eventually.ts';
import { valueOf } from '../attachments/attaching.ts';
import { lead, technician } from './log-desk.ts';
import { watchedDesk } from './watched-desk.ts';

/** A file system of its own is what is filled. */
const lacking =
  process.platform !== 'linux' ? 'needs Linux' : process.getuid?.() === 0 ? undefined : 'needs root, to mount a disk';

let disk: string;
let files: string;
let folder: DeskFolder | undefined;
let parts: ReturnType<typeof watchedDesk> | undefined;
const said: string[] = [];

beforeEach(async () => {
  said.length = 0;
  files = await realpath(await mkdtemp(join(tmpdir(), 'deskside-full-log-')));
  disk = await mkdtemp(join(tmpdir(), 'deskside-full-disk-'));
  if (lacking === undefined) execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=0700', 'tmpfs', disk]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await parts?.logs.stop();
  await folder?.remove();
  if (lacking === undefined) execFileSync('umount', [disk]);
  await rm(disk, { recursive: true, force: true });
  await rm(files, { recursive: true, force: true });
});

/** Takes every byte there is. */
const fill = async (): Promise<void> => {
  for (let size = 1 << 20; size >= 1; size >>= 1)
    for (;;) {
      try {
        await appendFile(join(disk, 'ballast'), Buffer.alloc(size, 1));
      } catch {
        break;
      }
    }
};

const at = (second: number): string => new Date(Date.UTC(2026, 10, 20, 7) + second * 1_000).toISOString();
const full = (second: number): string => `${at(second)} app: write failed: No space left on device\n`;

it.skipIf(lacking !== undefined)(
  `while the disk is full nothing that a log says is lost, and none of it counts twice once there is room (${lacking ?? 'a real disk'})`,
  async () => {
    vi.stubEnv('TMPDIR', disk);
    folder = await deskFolder(testAmbient('2026-11-20T08:00:00.000Z'));
    vi.unstubAllEnvs();
    const path = join(files, 'app.log');
    await writeFile(path, full(0));
    parts = watchedDesk(folder.desk, folder.path, (line) => said.push(line));
    const { handlers } = parts.alerts;
    const rows = async () => valueOf(await handlers['alerts.list']({}, technician));
    const content = { name: 'app', kind: 'file', place: path, encoding: 'auto', assetId: null } as const;
    valueOf(await parts.logs.handlers['logs.add']({ ...content, isWatched: true }, lead));
    await eventually(async () => expect(await rows()).toMatchObject([{ count: 1 }]));

    // The program that writes the log goes on all the while, a few lines at a time.
    let written = 1;
    const grow = async (lines: number): Promise<void> => {
      for (const end = written + lines; written < end; written += 5) {
        await appendFile(path, [0, 1, 2, 3, 4].map((more) => full(written + more)).join(''));
        await wait(2);
      }
    };
    const isCounted = () =>
      eventually(async () => expect(await rows()).toMatchObject([{ count: written, raised: 1, state: 'new' }]));
    for (let round = 0; round < 2; round++) {
      said.length = 0;
      await fill();
      while (!said.some((line) => line.includes('wait'))) await grow(25);
      await grow(200);
      const [before] = await rows();
      // What the store had set aside for itself may take a few.
      expect(before!.count).toBeLessThan(written);
      const move = { alertId: before!.id, seen: before!.revision, to: { state: 'closed' } } as const;
      expect(await handlers['alerts.move'](move, technician)).toMatchObject({
        ok: false,
        failure: { code: expect.stringMatching(/^storage\./) },
      });

      // Room is made, and that is all.
      await rm(join(disk, 'ballast'));
      await grow(200);
      await isCounted();
    }
    await grow(5);
    await isCounted();

    // The same is on the disk.
    const [shown] = await rows();
    const closed = { alertId: shown!.id, seen: shown!.revision, to: { state: 'closed' } } as const;
    expect(await handlers['alerts.move'](closed, technician)).toMatchObject({ ok: true });
    await parts.logs.stop();
    parts = watchedDesk(await folder.reopen(), folder.path, (line) => said.push(line));
    const listed = async () => valueOf(await parts!.alerts.handlers['alerts.list']({}, technician));
    expect(await listed()).toMatchObject([{ count: written, raised: 1, state: 'closed' }]);
    await grow(5);
    await eventually(async () => expect(await listed()).toMatchObject([{ count: written, raised: 1 }]));
  },
);
