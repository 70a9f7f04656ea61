import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planArgv } from '#shared/tools/argv.ts';
import { closeLook, lookAt } from '#core/tools/look.ts';
import { shippedTools } from '#core/tools/shipped.ts';
import { startedPrograms } from '#core/tools/started-programs.ts';
import { definitionWith, dumpsArgv } from '../../../support/fake-tool.ts';
import { passphrase, toolDesk, valueOf, type ToolDesk } from '../../../support/tool-desk.ts';

/** Starts what it is told to, as a terminal does with what stands behind `-e`. */
const terminal = `#!${process.execPath}
const [, , , program, ...argv] = process.argv;
require('node:child_process').spawnSync(program, argv, { stdio: 'inherit' });
`;

describe.skipIf(process.platform !== 'linux')('a program that a tool starts in turn', () => {
  let desk: ToolDesk;
  let inner: string;
  let argv: readonly string[];
  let toolId: string;
  beforeEach(async () => {
    desk = await toolDesk();
    inner = await desk.program('inner', dumpsArgv);
    const outer = await desk.program('terminal', terminal);
    argv = [outer, '-e', inner, '--', 'srv-01'];
    toolId = await desk.approved(definitionWith(outer, {}, argv.slice(1)));
  });
  afterEach(() => desk.remove());

  it('runs as it was approved, and is shown before', async () => {
    const seen = valueOf(await desk.handlers['tools.inspect']({ toolId }, desk.admin));
    expect(seen.started).toMatchObject([{ path: inner }]);
    expect(seen.startedOpenings).toHaveLength(1);
    const { outputSha256, outcome } = await desk.ended(valueOf(await desk.run(toolId, argv)).runId);
    expect(outcome).toBe('finished');
    expect(JSON.parse(await desk.output(outputSha256))).toMatchObject({ argv: [inner, '--', 'srv-01'] });
  });

  it('is refused when another is in its place, until it is approved again', async () => {
    await desk.program('inner', `${dumpsArgv}// another\n`);
    expect(await desk.run(toolId, argv)).toMatchObject({
      ok: false,
      failure: { code: 'tool.not-approved', details: { changes: ['started'] } },
    });
    expect(await desk.standing(toolId)).toEqual({ state: 'changed', changes: [{ what: 'started', path: inner }] });
    valueOf(await desk.approve(toolId));
    expect((await desk.ended(valueOf(await desk.run(toolId, argv)).runId)).outcome).toBe('finished');
  });

  it('is refused when it is gone, and is approved only as it was shown', async () => {
    const seen = valueOf(await desk.handlers['tools.inspect']({ toolId }, desk.admin));
    await rm(inner);
    expect(await desk.run(toolId, argv)).toMatchObject({ ok: false, failure: { code: 'tool.not-approved' } });
    const input = { toolId, definitionSha256: seen.definitionSha256, programSha256: seen.program.sha256 };
    const fileHashes = (seen.started ?? []).map(({ sha256 }) => sha256);
    expect(await desk.handlers['tools.approve']({ ...input, passphrase, fileHashes }, desk.admin)).toMatchObject({
      ok: false,
      failure: { code: 'tool.not-as-shown' },
    });
  });

  it('is named where it is missing, and not the terminal', async () => {
    const missing = '/usr/bin/deskside-no-such-ssh';
    const definition = definitionWith(argv[0] ?? '', {}, ['-e', missing]);
    const { id } = valueOf(await desk.handlers['tools.save']({ toolId: null, seen: null, definition }, desk.admin));
    expect(await desk.standing(id)).toEqual({ state: 'no-program', programs: [missing], looked: [missing] });
  });

  it('that everybody may write to is refused by its name', async () => {
    await chmod(inner, 0o777);
    expect(await desk.standing(toolId)).toEqual({ state: 'refused-program', path: inner, fault: 'writable' });
  });

  it('is no option that begins with a slash, and no file that is none', async () => {
    const text = join(desk.programs, 'plain.txt');
    const definition = definitionWith(argv[0] ?? '', {}, ['/dynamic-resolution', '/etc/passwd', '/tmp', text]);
    expect(await startedPrograms(definition, 'linux')).toEqual([]);
    const looked = await lookAt(definition, 'linux');
    if (!looked.ok) throw new Error(looked.standing.state);
    await closeLook(looked.look);
    expect(looked.look.approvable.started).toBeUndefined();
  });

  it('is part of every shipped definition that starts one', async () => {
    const found: Record<string, readonly string[]> = {};
    for (const { definition } of shippedTools())
      for (const platform of ['windows', 'macos', 'linux'] as const) {
        const started = await startedPrograms(definition, platform);
        if (started.length > 0) found[`${definition.name.en}, ${platform}`] = started;
        const literals = planArgv(definition, platform, {}).argv.flatMap(({ text, pieces }) =>
          pieces.every(({ origin }) => origin.kind === 'literal') ? [text] : [],
        );
        expect(literals.filter((text) => /(?:\/bin\/|\.exe$)/.test(text))).toEqual(started);
      }
    expect(found).toEqual({
      'SSH: terminal session, windows': ['C:\\Windows\\System32\\OpenSSH\\ssh.exe'],
      'SSH: terminal session, linux': ['/usr/bin/ssh'],
    });
  });
});
