import { existsSync } from 'node:fs';
import { appendFile, chmod, rename, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { planArgv } from '#shared/tools/argv.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { definitionWith, dumpsArgv, textParameter } from '../../../support/fake-tool.ts';
import { isAlive, until, waits } from '../../../support/processes.ts';
import { passphrase, toolDesk, valueOf, type ToolDesk } from '../../../support/tool-desk.ts';

// Programs of other systems are not started here: what is said of them in `launch.ts` is by their documentation.
describe.skipIf(process.platform !== 'linux')('a tool on a ticket', () => {
  let desk: ToolDesk;
  beforeEach(async () => {
    desk = await toolDesk();
  });
  afterEach(() => desk.remove());

  it('runs exactly as it was shown, and the ticket and the trail say so', async () => {
    const program = await desk.program('ansible-playbook', dumpsArgv);
    const book = join(desk.programs, 'site.yml');
    await writeFile(book, '- hosts: all\n');
    const label = { en: 'Playbook', 'zh-CN': 'Playbook' };
    const definition = definitionWith(program, { files: [{ name: 'playbook', label, path: book }] });
    const [variant] = definition.variants;
    const argv = [
      ...['--check', '--inventory', 'srv-01,', '--'].map((text) => ({ segments: [{ text }], onlyWith: null })),
      { segments: [{ file: 'playbook' }], onlyWith: null },
    ];
    const toolId = await desk.approved({ ...definition, variants: [{ ...variant!, argv }] });
    const started = valueOf(await desk.run(toolId, [program, '--check', '--inventory', 'srv-01,', '--', book]));
    const event = await desk.ended(started.runId);
    expect(event).toMatchObject({
      outcome: 'finished',
      exitCode: 0,
      signal: null,
      argv: [program, '--check', '--inventory', 'srv-01,', '--', book],
    });
    const said = JSON.parse(await desk.output(event.outputSha256)) as { argv: string[]; env: string[]; cwd: string };
    expect(said.argv).toEqual([program, '--check', '--inventory', 'srv-01,', '--', book]);
    expect(said.env).not.toContain('NODE_OPTIONS');
    expect(
      said.env.filter(
        (name) =>
          !/^(PATH|HOME|USER|LOGNAME|LANG|TERM|TMPDIR|DESKSIDE_TOOL_RUN|SSH_AUTH_SOCK|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_RUNTIME_DIR|DBUS_SESSION_BUS_ADDRESS)$/.test(
            name,
          ),
      ),
    ).toEqual([]);
    expect(existsSync(said.cwd)).toBe(false);
    const entries = (await desk.trail()).filter(({ correlation }) => correlation === started.runId);
    expect(entries.map(({ action, result }) => [action, result])).toEqual([
      ['tool.start', 'ok'],
      ['tool.end', 'ok'],
    ]);
    expect(JSON.stringify(entries)).not.toContain('srv-01');
    expect(readTimeline(desk.folder.desk.records, desk.ticketId).map(({ event }) => event.kind)).toEqual([
      'created',
      'attachment',
      'toolRun',
    ]);
  });

  it('is started only as shown, approved, and by who may', async () => {
    const program = await desk.program('fake', dumpsArgv);
    const toolId = await desk.approved(definitionWith(program, { neededRole: 'team-lead' }, ['one']));
    const code = async (...given: Parameters<ToolDesk['run']>) => {
      const answer = await desk.run(...given);
      return answer.ok ? 'ok' : answer.failure.code;
    };
    expect(await code(toolId, [program, 'one'])).toBe('tool.role');
    expect(await code(toolId, [program, 'two'], {}, ['team-lead'])).toBe('tool.not-as-shown');
    expect(await code(toolId, [program, 'one', ''], {}, ['team-lead'])).toBe('tool.not-as-shown');
    valueOf(await desk.handlers['tools.withdraw']({ toolId }, desk.admin));
    expect(await code(toolId, [program, 'one'], {}, ['team-lead'])).toBe('tool.not-approved');
    expect((await desk.trail()).filter(({ action }) => action === 'tool.start')).toEqual([]);
  });

  it.each<[string, (path: string) => Promise<unknown>]>([
    ['was written to', (path) => appendFile(path, '// more\n')],
    [
      'is another file at the same place',
      async (path) => {
        await writeFile(`${path}.new`, `${dumpsArgv}// other\n`, { mode: 0o755 });
        await rename(`${path}.new`, path);
      },
    ],
    [
      'is a link to another one now',
      async (path) => {
        await rename(path, `${path}.old`);
        await symlink(`${path}.old`, path);
      },
    ],
  ])('is refused once its program %s, until it is approved again', async (_, change) => {
    const program = await desk.program('fake', dumpsArgv);
    const toolId = await desk.approved(definitionWith(program));
    await change(program);
    const refused = await desk.run(toolId, [program]);
    expect(refused).toMatchObject({ ok: false, failure: { code: 'tool.not-approved' } });
    expect(await desk.standing(toolId)).toMatchObject({ state: 'changed' });
    valueOf(await desk.approve(toolId));
    const again = valueOf(await desk.run(toolId, [program]));
    expect(await desk.ended(again.runId)).toMatchObject({ outcome: 'finished' });
  });

  it('says that its definition or its playbook changed', async () => {
    const program = await desk.program('fake', dumpsArgv);
    const book = join(desk.programs, 'site.yml');
    await writeFile(book, 'a');
    const label = { en: 'Playbook', 'zh-CN': 'Playbook' };
    const definition = definitionWith(program, { files: [{ name: 'playbook', label, path: book }] });
    const toolId = await desk.approved(definition);
    await writeFile(book, 'b');
    valueOf(
      await desk.handlers['tools.save']({ toolId, seen: 1, definition: { ...definition, timeLimitS: 61 } }, desk.admin),
    );
    expect(await desk.standing(toolId)).toEqual({
      state: 'changed',
      changes: [
        { what: 'definition', members: ['timeLimitS'] },
        { what: 'file', name: 'playbook', path: book },
      ],
    });
  });

  it('says which program is missing, not executable, or open to all', async () => {
    const path = join(desk.programs, 'gone');
    const { id } = valueOf(
      await desk.handlers['tools.save']({ toolId: null, seen: null, definition: definitionWith(path) }, desk.admin),
    );
    const standing = () => desk.standing(id);
    expect(await standing()).toEqual({ state: 'no-program', programs: [path], looked: [path] });
    await writeFile(path, 'x', { mode: 0o644 });
    expect(await standing()).toMatchObject({ state: 'refused-program', fault: 'not-executable' });
    await unlink(path);
    await desk.program('gone', dumpsArgv);
    await chmod(path, 0o777);
    expect(await standing()).toMatchObject({ state: 'refused-program', fault: 'writable' });
  });

  it('hands any value over as one argument, and nothing interprets it', async () => {
    const program = await desk.program('fake', dumpsArgv);
    const definition = definitionWith(program, { parameters: [textParameter('a')] });
    const [variant] = definition.variants;
    const argv = ['--', '{a}', 'x{a}y'].map((text) => ({
      segments:
        text === '--'
          ? [{ text }]
          : text === '{a}'
            ? [{ parameter: 'a' }]
            : [{ text: 'x' }, { parameter: 'a' }, { text: 'y' }],
      onlyWith: null,
    }));
    const hostileDefinition = { ...definition, variants: [{ ...variant!, argv }] };
    const toolId = await desk.approved(hostileDefinition);
    const hostile = [
      '; rm -rf /',
      '$(reboot)',
      '`reboot`',
      '-oProxyCommand=reboot',
      '%PATH%',
      '*',
      '~',
      '"\' \\',
      '|| true',
      '> /tmp/x',
      '论文 – ｓｒｖ',
      '$HOME',
    ];
    const values = fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), 12);
    for (const a of [...hostile, ...values]) {
      const planned = planArgv(hostileDefinition, 'linux', { a });
      const answer = await desk.run(toolId, [program, ...planned.argv.map(({ text }) => text)], { a });
      if (Object.keys(planned.problems).length > 0) {
        expect(answer).toMatchObject({ ok: false, failure: { code: 'tool.values' } });
        continue;
      }
      const { outputSha256 } = await desk.ended(valueOf(answer).runId);
      expect((JSON.parse(await desk.output(outputSha256)) as { argv: string[] }).argv.slice(1)).toEqual([
        '--',
        a,
        `x${a}y`,
      ]);
    }
    for (const a of ['a\nb', 'a\0b', '\u202Eab', ''])
      expect(await desk.run(toolId, [program, '--', a, `x${a}y`], { a })).toMatchObject({
        ok: false,
        failure: { code: 'tool.values' },
      });
  }, 120_000);

  it('keeps the ends of whatever it writes, and no more of it in memory', async () => {
    const program = await desk.program(
      'big',
      `#!${process.execPath}
const line = 'x'.repeat(1023) + '\\n';
process.stdout.write('BEGIN\\n');
let left = 100 * 1024;
const more = () => { while (left-- > 0) if (!process.stdout.write(line)) return process.stdout.once('drain', more); process.stdout.write('END\\n'); };
more();
`,
    );
    const toolId = await desk.approved(definitionWith(program));
    const before = process.memoryUsage().arrayBuffers;
    const event = await desk.ended(valueOf(await desk.run(toolId, [program])).runId);
    expect(event.outcome).toBe('finished');
    expect(event.outputBytes).toBe(100 * 1024 * 1024 + 10);
    const text = await desk.output(event.outputSha256);
    expect(text.length).toBeLessThan(66 * 1024);
    expect(text.startsWith('BEGIN\n')).toBe(true);
    expect(text.endsWith('END\n')).toBe(true);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
  }, 120_000);

  it('ends with all that it started when it is cancelled, those that left its group among them', async () => {
    const program = await desk.program(
      'family',
      `#!${process.execPath}
const { spawn } = require('node:child_process');
const stay = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); process.send?.("up");';
const kinds = [{ detached: false }, { detached: true }];
let up = 0;
const children = kinds.map((kind) => spawn(process.execPath, ['-e', stay], { ...kind, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }));
for (const child of children) child.on('message', () => { if (++up === 2) console.log(JSON.stringify([process.pid, ...children.map(({ pid }) => pid)])); });
`,
    );
    const toolId = await desk.approved(definitionWith(program));
    const { runId } = valueOf(await desk.run(toolId, [program]));
    await until(() => desk.runs()[0]?.text.includes(']') === true);
    const pids = JSON.parse(desk.runs()[0]?.text ?? '') as number[];
    expect(pids.map(isAlive)).toEqual([true, true, true]);
    valueOf(await desk.handlers['tools.cancel']({ runId }, desk.technician));
    expect(await desk.ended(runId)).toMatchObject({ outcome: 'cancelled' });
    expect(pids.map(isAlive)).toEqual([false, false, false]);
    const entries = (await desk.trail()).filter(({ correlation }) => correlation === runId);
    expect(entries.at(-1)).toMatchObject({ action: 'tool.end', result: 'error' });
  }, 60_000);

  it('is ended at its time limit, and leaves nothing of what it left behind', async () => {
    const program = await desk.program('slow', waits);
    const toolId = await desk.approved(definitionWith(program, { timeLimitS: 1 }));
    expect(await desk.ended(valueOf(await desk.run(toolId, [program])).runId)).toMatchObject({
      outcome: 'timed-out',
      exitCode: null,
      signal: 'SIGTERM',
    });
  }, 30_000);

  it('is told of as lost where the console ended before it did', async () => {
    const program = await desk.program('slow', waits);
    const toolId = await desk.approved(definitionWith(program));
    valueOf(await desk.run(toolId, [program]));
    const reopened = await desk.folder.reopen();
    const told = new Promise<void>((resolve) => {
      reopened.onDurable(({ actions }) => {
        if (actions.includes('tool.end')) resolve();
      });
    });
    const handlers = desk.handlersOn(reopened);
    await told;
    expect(readTimeline(reopened.records, desk.ticketId).at(-1)?.event).toMatchObject({
      kind: 'toolRun',
      outcome: 'lost',
      exitCode: null,
    });
    expect([...reopened.records.ids('toolRun')]).toEqual([]);
    expect(
      valueOf(await handlers['tools.list']({}, desk.technician)).tools.find(({ id }) => id === toolId)?.standing.state,
    ).toBe('approved');
  }, 30_000);

  it('says that it failed, and how', async () => {
    const program = await desk.program('fails', `#!${process.execPath}\nconsole.error('no');process.exit(3);\n`);
    const event = await desk.ended(
      valueOf(await desk.run(await desk.approved(definitionWith(program)), [program])).runId,
    );
    expect(event).toMatchObject({ outcome: 'failed', exitCode: 3 });
    expect(await desk.output(event.outputSha256)).toBe('no\n');
  });

  it('with a window of its own is told of as started', async () => {
    const flag = join(desk.programs, 'flag');
    const program = await desk.program(
      'window',
      `#!${process.execPath}\nrequire('node:fs').writeFileSync(${JSON.stringify(flag)}, '');\n`,
    );
    const toolId = await desk.approved(definitionWith(program, { mode: 'launched' }));
    expect(await desk.ended(valueOf(await desk.run(toolId, [program])).runId)).toMatchObject({
      outcome: 'launched',
      durationMs: null,
      outputSha256: null,
    });
    // It goes on after that, and is done before its folder goes.
    await until(() => existsSync(flag));
  });

  it('counts as approved on this laptop alone: nothing of an approval is ever sent', async () => {
    const program = await desk.program('fake', dumpsArgv);
    const toolId = await desk.approved(definitionWith(program));
    const marks = [...desk.folder.desk.records.ids('outbox')];
    expect(marks).toContain(`outbox:${toolId}`);
    expect(marks.filter((id) => id.includes('toolApproval') || id.includes('toolRun'))).toEqual([]);
  });

  it('is approved with the right passphrase and for what was seen only', async () => {
    const program = await desk.program('fake', dumpsArgv);
    const { id: toolId } = valueOf(
      await desk.handlers['tools.save']({ toolId: null, seen: null, definition: definitionWith(program) }, desk.admin),
    );
    const seen = valueOf(await desk.handlers['tools.inspect']({ toolId }, desk.admin));
    const given = {
      toolId,
      definitionSha256: seen.definitionSha256,
      programSha256: seen.program.sha256,
      fileHashes: [],
    };
    expect(await desk.handlers['tools.approve']({ ...given, passphrase: 'wrong' }, desk.admin)).toMatchObject({
      failure: { code: 'auth.wrong-passphrase' },
    });
    await appendFile(program, '// more\n');
    expect(await desk.handlers['tools.approve']({ ...given, passphrase }, desk.admin)).toMatchObject({
      failure: { code: 'tool.not-as-shown' },
    });
  });
});
