import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { Fence } from '#core/storage/fence.ts';
import { lockFolder } from '#core/storage/lock.ts';
import { MemoryFiles } from './memory-files.ts';
import { create, noting, reopen, tempFolder } from './sample-store.ts';

describe('the lock', () => {
  it('is given to exactly one of many who ask at once', async () => {
    const folder = tempFolder();
    mkdirSync(folder);
    const asked = await Promise.all(Array.from({ length: 20 }, () => lockFolder(folder)));
    const given = asked.filter((release) => release !== undefined);
    expect(given).toHaveLength(1);
    await given[0]?.();
    const next = await lockFolder(folder);
    expect(next).toBeDefined();
    await next?.();
  });

  it('follows the folder, not the path', async () => {
    const folder = tempFolder();
    mkdirSync(folder);
    symlinkSync(folder, `${folder}-link`);
    const release = await lockFolder(folder);
    expect(await lockFolder(`${folder}-link`)).toBeUndefined();
    await release?.();
  });

  it('ends with its process, however that ends', async () => {
    const folder = tempFolder();
    mkdirSync(folder);
    const lockModule = fileURLToPath(new URL('../../../../electron/core/storage/lock.ts', import.meta.url));
    const script = `${folder}/holder.cjs`;
    const code = `import { lockFolder } from ${JSON.stringify(lockModule)};
      lockFolder(${JSON.stringify(folder)}).then((release) => { process.stdout.write(release ? 'held' : 'refused'); setInterval(() => 0, 1000); });`;
    await build({
      stdin: { contents: code, resolveDir: folder, loader: 'ts' },
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'cjs',
    });
    const holder = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(holder.stdout, 'data')) as [Buffer];
    expect(said.toString()).toBe('held');
    expect(await lockFolder(folder)).toBeUndefined();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const release = await lockFolder(folder);
    expect(release).toBeDefined();
    await release?.();
  });
});

describe('the fence, where the lock does not reach', () => {
  const folder = '/store';

  it('stops a writer that was overtaken before it writes', async () => {
    const files = new MemoryFiles();
    const early = await create(folder, { files });
    await early.commit(noting('1', 'early'));
    files.lock = async () => async () => undefined;
    const { store: late } = await reopen(folder, { files });
    await late.commit(noting('2', 'late'));
    await expect(early.commit(noting('3', 'too late'))).rejects.toMatchObject({ code: 'storage.read-only' });
    expect(early.status).toMatchObject({ state: 'read-only', cause: 'not-writable' });
    await early.close();
    await late.close();
    const { store, repaired, tornBytes } = await reopen(folder, { files });
    expect([...store.records.ids('note')]).toEqual(['note:1', 'note:2']);
    expect({ repaired, tornBytes }).toEqual({ repaired: [], tornBytes: 0 });
  });

  it('lets a writer acknowledge nothing that was overtaken in the middle of a write', async () => {
    const files = new MemoryFiles();
    const early = await create(folder, { files });
    await early.commit(noting('1', 'early'));
    files.before = ({ name }) => {
      files.before = () => undefined;
      if (name === 'write') Fence.raise(files, folder);
    };
    await expect(early.commit(noting('2', 'too late'))).rejects.toMatchObject({ code: 'storage.read-only' });
    await early.close();
    expect((await reopen(folder, { files })).store.records.has('note:1')).toBe(true);
  });

  it('keeps a writer that was overtaken from touching any file', async () => {
    const files = new MemoryFiles();
    const early = await create(folder, { files });
    await early.commit(noting('1', 'early'));
    files.lock = async () => async () => undefined;
    const { store: late } = await reopen(folder, { files });
    await late.commit(noting('2', 'late'));
    const before = files.copy().contents(folder);
    await expect(early.compact()).rejects.toMatchObject({ code: 'storage.read-only' });
    await early.close();
    expect([...files.contents(folder).keys()]).toEqual([...before.keys()]);
    for (const [name, bytes] of files.contents(folder)) expect(before.get(name)?.equals(bytes), name).toBe(true);
    await late.close();
  });
});
