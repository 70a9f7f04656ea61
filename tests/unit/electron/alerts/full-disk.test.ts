import { execFileSync } from 'node:child_process';
import { appendFile, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

    await fill();
    for (let second = 1; second <= 500; second++) await appendFile(path, full(second));
    await eventually(() => expect(said.some((line) => line.includes('wait'))).toBe(true));
    const [before] = await rows();
    // What the store had set aside for itself may take a few.
    expect(before!.count).toBeLessThan(501);
    const refused = await handlers['alerts.move'](
      { alertId: before!.id, seen: before!.revision, to: { state: 'closed' } },
      technician,
    );
    expect(refused).toMatchObject({ ok: false, failure: { code: expect.stringMatching(/^storage\./) } });

    // Room is made, and the desk is opened anew, as the console offers then.
    await rm(join(disk, 'ballast'));
    await parts.logs.stop();
    parts = watchedDesk(await folder.reopen(), folder.path, (line) => said.push(line));
    const listed = async () => valueOf(await parts!.alerts.handlers['alerts.list']({}, technician));
    await eventually(async () => expect(await listed()).toMatchObject([{ count: 501, raised: 1, state: 'new' }]));
    await appendFile(path, full(501));
    await eventually(async () => expect(await listed()).toMatchObject([{ count: 502, raised: 1 }]));
  },
);
