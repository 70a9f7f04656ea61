import { existsSync, renameSync, symlinkSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text as streamText } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ToolDefinition, ToolFile } from '#shared/tools/tool.ts';
import { launch } from '#core/tools/launch.ts';
import { closeLook, lookAt, type Look } from '#core/tools/look.ts';
import { makePlace } from '#core/tools/run-place.ts';
import { definitionWith } from '../../../support/fake-tool.ts';
import { until } from '../../../support/processes.ts';
import { toolDesk, valueOf, type ToolDesk } from '../../../support/tool-desk.ts';

const both = (text: string) => ({ en: text, 'zh-CN': text });

/** Turns a link to and fro between two folders, as fast as it goes, until it is ended. */
const flipping = (link: string, folders: readonly string[]): Worker =>
  new Worker(
    `const { renameSync, symlinkSync, rmSync } = require('node:fs');
const { workerData: { link, folders } } = require('node:worker_threads');
const next = link + '.next';
for (let at = 0; ; at++) { rmSync(next, { force: true }); symlinkSync(folders[at % 2], next); renameSync(next, link); }`,
    { eval: true, workerData: { link, folders } },
  );

describe.skipIf(process.platform !== 'linux')('a program that another is put in the place of', () => {
  let desk: ToolDesk;
  beforeEach(async () => {
    desk = await toolDesk();
  });
  afterEach(() => desk.remove());

  /** The same path leads to `say`, which was approved, and to another program that leaves a flag behind. */
  const twoPlaces = async (
    make: (path: string, isEvil: boolean) => Promise<unknown>,
  ): Promise<{ readonly program: string; readonly link: string; readonly folders: readonly string[] }> => {
    const folders = ['good', 'evil'].map((name) => join(desk.programs, name));
    for (const [at, folder] of folders.entries()) {
      await mkdir(folder);
      await make(join(folder, 'say'), at === 1);
      await chmod(join(folder, 'say'), 0o755);
    }
    const link = join(desk.programs, 'link');
    await symlink(folders[0] ?? '', link);
    return { program: join(link, 'say'), link, folders };
  };

  /** What it wrote, if it was started: nothing where it was found out before. */
  const started = async (definition: ToolDefinition, look: Look): Promise<readonly string[]> => {
    const made = await makePlace('toolRun:swapped', definition, look);
    if (!made.ok) return [];
    const { place } = made;
    let text: Promise<string> = Promise.resolve('');
    const launched = await launch({
      ...place,
      runId: 'toolRun:swapped',
      look,
      argv: ['good'],
      secrets: { input: null, environment: {} },
      mode: 'captured',
      platform: 'linux',
      fileBytes: null,
      onPipes: ([out]) => {
        if (out) text = streamText(out);
      },
    });
    const whole = await text;
    await place.remove();
    return launched.ok ? [whole] : [];
  };

  it.each([
    ['of the machine itself', false],
    ['that is a script with a private copy', true],
  ])(
    'is never what runs where it is one %s, however often it is swapped between check and start',
    async (_, isCopied) => {
      const { program, link, folders } = await twoPlaces((path, isEvil) =>
        isCopied
          ? writeFile(path, `#!/bin/sh\necho ${isEvil ? 'evil' : '"$1"'}\n`)
          : copyFile(isEvil ? '/bin/ls' : '/bin/echo', path),
      );
      const definition = definitionWith(program, isCopied ? { copiesScript: true } : {});
      const first = await lookAt(definition, 'linux');
      if (!first.ok) throw new Error(first.standing.state);
      const approved = first.look.program.sha256;
      await closeLook(first.look);
      const attacker = flipping(link, folders);
      const said: string[] = [];
      try {
        for (let at = 0; at < 400; at++) {
          const looked = await lookAt(definition, 'linux');
          if (!looked.ok) continue;
          const { look } = looked;
          if (look.program.sha256 === approved) said.push(...(await started(definition, look)));
          await closeLook(look);
        }
      } finally {
        await attacker.terminate();
      }
      expect(said.filter((text) => text !== 'good\n')).toEqual([]);
      expect(said.length).toBeGreaterThan(10);
    },
    120_000,
  );

  it.each(['program', 'file'])(
    'is found out where its %s is opened by its path only after the start, and it does not pass for done',
    async (what) => {
      const opened = join(desk.programs, 'opened');
      // It says when it is up, and opens what it was given a while later.
      const slow = await desk.program(
        'slow',
        `#!${process.execPath}
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
writeFileSync(${JSON.stringify(opened)}, '');
const look = () => existsSync(${JSON.stringify(opened)}) ? setTimeout(look, 5) : process.stdout.write(readFileSync(process.argv[2]));
look();
`,
      );
      const given = join(desk.programs, 'given');
      await writeFile(given, what === 'program' ? `#!${slow}\ngood\n` : 'good\n', { mode: 0o755 });
      const files: ToolFile[] = what === 'file' ? [{ name: 'book', label: both('Book'), path: given }] : [];
      const plain = definitionWith(what === 'file' ? slow : given, { files });
      const argv = files.map(({ name }) => ({ segments: [{ file: name }], onlyWith: null }));
      const definition = { ...plain, variants: plain.variants.map((variant) => ({ ...variant, argv })) };
      const toolId = await desk.approved(definition);
      const { runId } = valueOf(await desk.run(toolId, what === 'file' ? [slow, given] : [given]));
      await until(() => existsSync(opened));
      await rename(given, `${given}.old`);
      await writeFile(given, 'evil\n');
      // It goes on once this is gone: with what is there now.
      renameSync(opened, `${opened}.gone`);
      const event = await desk.ended(runId);
      expect(await desk.output(event.outputSha256)).toBe('evil\n');
      expect(event.outcome).toBe('changed');
      const [end] = (await desk.trail()).filter(({ action }) => action === 'tool.end');
      expect(end?.result).toBe('error');
    },
    30_000,
  );
});

describe.skipIf(process.platform === 'win32')('what an administrator is told of the opening', () => {
  let desk: ToolDesk;
  beforeEach(async () => {
    desk = await toolDesk();
  });
  afterEach(() => desk.remove());

  const openings = async (path: string, more: Parameters<typeof definitionWith>[1] = {}) => {
    const { id } = valueOf(
      await desk.handlers['tools.save'](
        { toolId: null, seen: null, definition: definitionWith(path, more) },
        desk.admin,
      ),
    );
    const seen = valueOf(await desk.handlers['tools.inspect']({ toolId: id }, desk.admin));
    return [seen.programOpening, ...seen.fileOpenings];
  };

  it('is that nothing is left to anybody where what was read is what runs', async () => {
    const script = await desk.program('script', '#!/bin/sh\n');
    const path = join(desk.programs, 'book');
    await writeFile(path, 'a');
    const files: ToolFile[] = [
      { name: 'alone', label: both('a'), path, scope: 'alone' },
      { name: 'there', label: both('b'), path },
      { name: 'beside', label: both('c'), path, scope: 'folder' },
    ];
    const read = { how: 'as-read' };
    const own = { how: 'own' };
    expect(await openings(script, { copiesScript: true, files })).toEqual([read, read, own, own]);
    expect(await openings(script)).toEqual([own]);
    if (process.platform === 'linux') expect(await openings('/bin/sh')).toEqual([read]);
  });

  it('names the folder on the way where others may put another file, also behind a link', async () => {
    const shared = join(desk.programs, 'shared');
    const inner = join(shared, 'inner');
    await mkdir(inner, { recursive: true });
    const script = await desk.program('shared/inner/script', '#!/bin/sh\n');
    expect(await openings(script)).toEqual([{ how: 'own' }]);
    await chmod(shared, 0o777);
    expect(await openings(script)).toEqual([{ how: 'others', where: shared }]);
    symlinkSync(inner, join(desk.programs, 'elsewhere'));
    expect(await openings(join(desk.programs, 'elsewhere', 'script'))).toEqual([{ how: 'others', where: shared }]);
  });
});
