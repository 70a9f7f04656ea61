import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statfsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takenBytes, type DiskLimits } from '#core/tools/disk-watch.ts';
import { MAX_RUN_DISK_BYTES } from '#shared/tools/limits.ts';
import { definitionWith } from '../../../support/fake-tool.ts';
import { isAlive, until, waits } from '../../../support/processes.ts';
import { toolDesk, valueOf, type ToolDesk } from '../../../support/tool-desk.ts';

const MIB = 1024 * 1024;
const wide: DiskLimits = { folderBytes: 64 * MIB, freeBytes: 0 };
const bash = '/bin/bash';

/** Writes file after file, and never ends by itself. */
const fills = (bytes: number, pause = 0): string => `#!${process.execPath}
const { writeFileSync } = require('node:fs');
console.log(JSON.stringify([process.pid, process.cwd()]));
const piece = Buffer.alloc(${bytes}, 'x');
let files = 0;
setInterval(() => writeFileSync('file' + files++, piece), ${pause});
`;

describe.skipIf(process.platform !== 'linux')('what a tool writes to the disk', () => {
  let desk: ToolDesk | undefined;
  afterEach(async () => {
    vi.unstubAllEnvs();
    await desk?.remove();
  });

  /** Runs it to its end; what it said of itself first. */
  const filled = async (limits: DiskLimits, text: string) => {
    desk = await toolDesk(limits);
    const program = await desk.program('fills', text);
    const toolId = await desk.approved(definitionWith(program));
    const event = await desk.ended(valueOf(await desk.run(toolId, [program])).runId);
    const [pid, cwd] = JSON.parse((await desk.output(event.outputSha256)).split('\n')[0] ?? '') as [number, string];
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(cwd)).toBe(false);
    return { event, trail: (await desk.trail()).filter(({ correlation }) => correlation === event.runId), cwd };
  };

  it('ends it once that is more than a run may, and is gone with it', async () => {
    const { event, trail } = await filled({ ...wide, folderBytes: 8 * MIB }, fills(MIB));
    expect(event).toMatchObject({ outcome: 'wrote-too-much', exitCode: null });
    expect(trail.map(({ action, result }) => [action, result])).toEqual([
      ['tool.start', 'ok'],
      ['tool.end', 'error'],
    ]);
  }, 60_000);

  it('ends it also where that is files of nothing', async () => {
    const { event } = await filled({ ...wide, folderBytes: 2 * MIB }, fills(0));
    expect(event).toMatchObject({ outcome: 'wrote-too-much' });
  }, 60_000);

  it('counts what it writes for a while only, which is in a folder of the run', async () => {
    const text = `#!${process.execPath}
const { mkdtempSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const own = mkdtempSync(join(tmpdir(), 'own-'));
console.log(JSON.stringify([process.pid, own]));
let files = 0;
setInterval(() => writeFileSync(join(own, 'file' + files++), Buffer.alloc(${MIB}, 'x')), 1);
`;
    const { event, cwd } = await filled({ ...wide, folderBytes: 8 * MIB }, text);
    expect(event).toMatchObject({ outcome: 'wrote-too-much' });
    expect(cwd).toContain('deskside-tool-');
  }, 60_000);

  it('ends it where little is left on its disk because of it', async () => {
    vi.stubEnv('TMPDIR', await mkdtemp('/dev/shm/deskside-full-'));
    const place = process.env['TMPDIR'] ?? '';
    try {
      const { bavail, bsize } = statfsSync(place);
      const { event } = await filled({ folderBytes: 512 * MIB, freeBytes: bavail * bsize - 8 * MIB }, fills(MIB, 2));
      expect(event).toMatchObject({ outcome: 'disk-full', exitCode: null });
      expect(readdirSync(place).filter((name) => name.startsWith('deskside-tool-'))).toEqual([]);
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  }, 60_000);

  it('leaves one alone that writes next to nothing, however little was left before', async () => {
    // A disk of its own: on that of the machine others write meanwhile.
    const place = await mkdtemp('/dev/shm/deskside-little-');
    vi.stubEnv('TMPDIR', place);
    vi.stubEnv('HOME', place);
    desk = await toolDesk({ ...wide, freeBytes: Number.MAX_SAFE_INTEGER });
    const program = await desk.program(
      'little',
      `#!${process.execPath}\nrequire('node:fs').writeFileSync('a', 'a');setTimeout(() => {}, 700);\n`,
    );
    const toolId = await desk.approved(definitionWith(program));
    const { runId } = valueOf(await desk.run(toolId, [program]));
    expect(await desk.ended(runId)).toMatchObject({ outcome: 'finished' });
    await rm(place, { recursive: true, force: true });
  }, 30_000);

  it.skipIf(!existsSync(bash) || !existsSync('/usr/bin/prlimit'))(
    'is never one file beyond the limit: the system itself ends who writes on',
    async () => {
      const given = await toolDesk(wide);
      desk = given;
      const writesAt = async (place: number) => {
        const write = `exec dd if=/dev/zero of=large bs=1 count=1 seek=${place} status=none`;
        const toolId = await given.approved(definitionWith(bash, {}, ['-c', `sleep 0.1; ${write}`]));
        return given.ended(valueOf(await given.run(toolId, [bash, '-c', `sleep 0.1; ${write}`])).runId);
      };
      const beyond = await writesAt(wide.folderBytes);
      expect(beyond).toMatchObject({ outcome: 'wrote-too-much', exitCode: null, signal: 'SIGXFSZ' });
      expect(await writesAt(wide.folderBytes - 1)).toMatchObject({ outcome: 'finished' });
    },
    30_000,
  );

  it('is taken away later where a console was killed before it could', async () => {
    desk = await toolDesk();
    const program = await desk.program('slow', waits);
    const toolId = await desk.approved(definitionWith(program));
    const { runId } = valueOf(await desk.run(toolId, [program]));
    const prefix = `deskside-tool-${runId.slice('toolRun:'.length)}-`;
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith(prefix));
    expect(left()).toHaveLength(1);
    valueOf(await desk.handlers['tools.cancel']({ runId }, desk.technician));
    await desk.ended(runId);
    expect(left()).toEqual([]);
    // As a killed console leaves it: the folder, and the record of a run that nobody saw the end of.
    await mkdir(join(tmpdir(), `${prefix}killed`, 'work'), { recursive: true });
    const { folder, ticketId } = desk;
    const { desk: core } = folder;
    await core.commit(core.deviceActor, (unit) => {
      const event = { toolId, name: { en: 'Slow', 'zh-CN': 'Slow' }, argv: [program], runId, startedAt: unit.at };
      const hashes = { definitionSha256: '0'.repeat(64), programSha256: '0'.repeat(64) };
      unit.putLocal({ ...unit.stamp('toolRun', runId), ticketId, event: { ...event, ...hashes } } as never);
      return { ok: true, value: null };
    });
    desk.handlersOn(core);
    await until(() => left().length === 0);
  }, 30_000);
});

describe.skipIf(process.platform !== 'linux')('a folder of a run', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-counted-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is counted as it lies on the disk, without what links lead to, and no further than needed', async () => {
    await mkdir(join(folder, 'a'));
    await writeFile(join(folder, 'a', 'b'), Buffer.alloc(MIB, 'x'));
    await symlink('/usr', join(folder, 'usr'));
    const taken = await takenBytes(folder, MAX_RUN_DISK_BYTES);
    expect(taken).toBeGreaterThanOrEqual(MIB);
    expect(taken).toBeLessThan(MIB + 64 * 1024);
    for (let at = 0; at < 50; at++) await writeFile(join(folder, `${at}`), '');
    expect(await takenBytes(folder, 10_000)).toBeLessThan(30_000 + MIB + 4_096);
    expect(await takenBytes(join(folder, 'nowhere'), 10_000)).toBe(0);
  });

  it('goes away whatever a program did to it, and a link there is no way to what it leads to', async () => {
    const modulePath = fileURLToPath(new URL('../../../../electron/core/tools/remove-folder.ts', import.meta.url));
    const script = join(folder, 'remove.cjs');
    await build({
      stdin: {
        contents: `import { removeFolder } from ${JSON.stringify(modulePath)};\nvoid removeFolder(process.argv[2]);`,
        resolveDir: folder,
        loader: 'ts',
      },
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    // Who may do everything is held up by no permission: it is run as somebody who may not.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    await chmod(folder, 0o777);
    await writeFile(join(folder, 'elsewhere'), 'kept');
    const made = join(folder, 'run');
    const as = (argv: readonly string[]) =>
      new Promise<number | null>((resolve) => {
        spawn(process.execPath, [...argv], { stdio: 'ignore', ...nobody }).once('exit', resolve);
      });
    const make = `const fs = require('node:fs'); const path = ${JSON.stringify(made)};
fs.mkdirSync(path + '/shut/deep', { recursive: true });
fs.writeFileSync(path + '/shut/deep/file', '');
fs.symlinkSync(${JSON.stringify(folder)}, path + '/shut/link');
fs.chmodSync(path + '/shut/deep', 0);
fs.chmodSync(path + '/shut', 0o100);`;
    expect(await as(['-e', make])).toBe(0);
    expect(existsSync(made)).toBe(true);
    expect(await as([script, made])).toBe(0);
    expect(existsSync(made)).toBe(false);
    expect(existsSync(join(folder, 'elsewhere'))).toBe(true);
  }, 30_000);
});
