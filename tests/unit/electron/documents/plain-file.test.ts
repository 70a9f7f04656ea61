import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, chmod, mkdir, mkdtemp, realpath, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPlainFile, readPlainPiece, settlePath } from '#core/documents/plain-file.ts';

let folder: string;
let own: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'deskside-files-')));
  own = join(folder, 'own');
  await mkdir(own);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const never = new AbortController().signal;

const read = async (path: string, signal = never, during?: (place: number) => Promise<void> | void) => {
  const hash = createHash('sha256');
  let pieces = 0;
  const reading = await readPlainFile(path, {
    signal,
    take: async (piece) => {
      hash.update(piece);
      await during?.(pieces);
      pieces++;
    },
  });
  return { reading, sha256: hash.digest('hex'), pieces };
};

const put = async (name: string, content: string | Buffer = 'plan'): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

describe('a path that a person gives', () => {
  it('is written one way, through the folders as they are', async () => {
    const path = await put('plan.pdf');
    await symlink(folder, join(folder, 'short'));
    expect(await settlePath(join(folder, 'short', '.', 'plan.pdf'), own)).toEqual({ ok: true, value: path });
  });

  it.each([
    ['plan.pdf', 'relative'],
    ['\\\\server\\share\\plan.pdf', 'network'],
    ['//server/share/plan.pdf', 'network'],
    ['/a\0b', 'relative'],
  ])('is refused: %s', async (path, why) => {
    expect(await settlePath(path, own)).toMatchObject({
      ok: false,
      failure: { code: 'document.path-refused', details: { why } },
    });
  });

  it('is refused where this console keeps its keys, by whatever way', async () => {
    await symlink(own, join(folder, 'harmless'));
    for (const path of [own, join(own, 'keys.json'), join(own, '..keys.json'), join(folder, 'harmless', 'keys.json')])
      expect(await settlePath(path, own)).toMatchObject({ failure: { details: { why: 'own' } } });
    expect(await settlePath(join(folder, 'ownership.pdf'), own)).toMatchObject({ ok: true });
  });

  it('is refused where a folder on the way is not there', async () => {
    expect(await settlePath(join(folder, 'no', 'plan.pdf'), own)).toMatchObject({
      failure: { details: { why: 'gone' } },
    });
  });
});

describe('reading a file of somebody else', () => {
  it('gives all of it in pieces, however large', async () => {
    const content = Buffer.alloc(1_500_000, 'deskside');
    const { reading, sha256, pieces } = await read(await put('large', content));
    expect(reading).toMatchObject({ state: 'read', value: null, bytes: content.length });
    expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(pieces).toBeGreaterThan(2);
  });

  it('reads an empty one', async () => {
    expect((await read(await put('empty', ''))).reading).toMatchObject({ state: 'read', value: null, bytes: 0 });
  });

  const problem = async (path: string) => (await read(path)).reading;

  it('says that one is gone, or a folder', async () => {
    expect(await problem(join(folder, 'gone'))).toEqual({ state: 'unfit', problem: 'gone' });
    expect(await problem(join(folder, 'gone', 'below'))).toEqual({ state: 'unfit', problem: 'gone' });
    expect(await problem(own)).toEqual({ state: 'unfit', problem: 'folder' });
  });

  it('follows no link, to the file or among its folders', async () => {
    const path = await put('plan.pdf');
    await symlink(path, join(folder, 'link.pdf'));
    await symlink(folder, join(folder, 'way'));
    expect(await problem(join(folder, 'link.pdf'))).toEqual({ state: 'unfit', problem: 'link' });
    expect(await problem(join(folder, 'way', 'plan.pdf'))).toEqual({ state: 'unfit', problem: 'link' });
  });

  it.runIf(process.platform !== 'win32')('waits for no pipe and reads no device', async () => {
    const pipe = join(folder, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    expect(await problem(pipe)).toEqual({ state: 'unfit', problem: 'special' });
    expect(await problem('/dev/zero')).toEqual({ state: 'unfit', problem: 'special' });
  });

  it.runIf(process.platform === 'linux')('does not take a file without a size for an endless one', async () => {
    expect(await problem(`/proc/${process.pid}/environ`)).toEqual({ state: 'unfit', problem: 'unsettled' });
  });

  it.runIf(process.getuid?.() !== 0 && process.platform !== 'win32')('says that one may not be read', async () => {
    const path = await put('secret');
    await chmod(path, 0);
    expect(await problem(path)).toEqual({ state: 'unfit', problem: 'unreadable' });
  });

  it('says nothing of one that grows or shrinks while it is read', async () => {
    const path = await put('log', Buffer.alloc(1_200_000, 'x'));
    const grown = await read(path, never, (place) => (place === 0 ? appendFile(path, 'more') : undefined));
    expect(grown.reading).toEqual({ state: 'unfit', problem: 'unsettled' });
    const shrunk = await read(path, never, (place) => (place === 0 ? truncate(path, 600_000) : undefined));
    expect(shrunk.reading).toEqual({ state: 'unfit', problem: 'unsettled' });
  });

  it('leaves one that grows as fast as it is read', async () => {
    const path = await put('endless', Buffer.alloc(600_000, 'x'));
    const { reading, pieces } = await read(path, never, () => appendFile(path, Buffer.alloc(600_000, 'x')));
    expect(reading).toEqual({ state: 'unfit', problem: 'unsettled' });
    expect(pieces).toBeLessThan(4);
  });

  it('stops between two pieces when somebody cancels', async () => {
    const cancel = new AbortController();
    const path = await put('large', Buffer.alloc(3_000_000, 'x'));
    const { reading, pieces } = await read(path, cancel.signal, () => cancel.abort());
    expect(reading).toEqual({ state: 'cancelled' });
    expect(pieces).toBe(1);
  });

  it('passes on what goes wrong with who takes the pieces', async () => {
    const full = Object.assign(new Error('no space'), { code: 'ENOENT' });
    const taking = readPlainFile(await put('plan'), { signal: never, take: () => Promise.reject(full) });
    await expect(taking).rejects.toBe(full);
  });

  it('gives a piece from the middle, with the size of the whole', async () => {
    const piece = await readPlainPiece(await put('plan', 'abcdef'), 2, 3);
    expect(piece).toMatchObject({ state: 'read', bytes: 6 });
    expect(piece.state === 'read' && piece.value.toString()).toBe('cde');
  });
});
