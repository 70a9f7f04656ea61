import { existsSync } from 'node:fs';
import { chmod, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdFile } from '#core/tools/held-file.ts';
import { Standings } from '#core/tools/standings.ts';
import { definitionWith, dumpsArgv } from '../../../support/fake-tool.ts';
import { isAlive, until, waits } from '../../../support/processes.ts';
import { contextOf } from '../../../support/session-context.ts';
import { toolDesk, valueOf, type ToolDesk } from '../../../support/tool-desk.ts';

describe.skipIf(process.platform !== 'linux')('what guards a tool', () => {
  let desk: ToolDesk;
  beforeEach(async () => {
    desk = await toolDesk();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await desk.remove();
  });

  const denials = async () =>
    (await desk.trail()).flatMap(({ action, actor, result, object }) =>
      result === 'denied' ? [[action, actor, object?.id]] : [],
    );

  it('refuses everything on a training desk, and starts nothing', async () => {
    const flag = join(desk.programs, 'flag');
    const program = await desk.program(
      'fake',
      `#!${process.execPath}\nrequire('node:fs').writeFileSync(${JSON.stringify(flag)}, '');\n`,
    );
    const captured = await desk.approved(definitionWith(program));
    const launched = await desk.approved(definitionWith(program, { mode: 'launched' }));
    vi.spyOn(desk.folder.desk, 'isPractice', 'get').mockReturnValue(true);
    for (const toolId of [captured, launched])
      for (const roles of [['technician'], ['administrator']] as const)
        expect(await desk.run(toolId, [program], {}, roles)).toMatchObject({
          ok: false,
          failure: { code: 'tool.training' },
        });
    expect(valueOf(await desk.handlers['tools.list']({}, desk.technician)).isPractice).toBe(true);
    expect([...desk.folder.desk.records.ids('toolRun')]).toEqual([]);
    expect(desk.events()).toEqual([]);
    expect((await desk.trail()).map(({ action }) => action)).not.toContain('tool.start');
    expect(existsSync(flag)).toBe(false);
  });

  it('never tells of a run as lost that began after the desk was opened', async () => {
    const program = await desk.program('slow', waits);
    const toolId = await desk.approved(definitionWith(program));
    const waiting: (() => void)[] = [];
    const handlers = desk.handlersOn(desk.folder.desk, (work) => waiting.push(work));
    const { runId } = valueOf(
      await handlers['tools.run'](
        { toolId, ticketId: desk.ticketId, values: {}, argv: [program] },
        contextOf('Ben Cole', ['technician']),
      ),
    );
    for (const work of waiting) work();
    valueOf(await handlers['tools.cancel']({ runId }, desk.technician));
    await desk.ended(runId);
    expect(desk.events()).toMatchObject([{ outcome: 'cancelled' }]);
  }, 30_000);

  it('says on the ticket that nothing was started where there is no place to run in', async () => {
    const program = await desk.program('fake', dumpsArgv);
    const toolId = await desk.approved(definitionWith(program));
    vi.stubEnv('TMPDIR', join(desk.programs, 'nowhere'));
    expect(await desk.run(toolId, [program])).toMatchObject({
      ok: false,
      failure: { code: 'tool.not-started', details: { errno: 'ENOENT' } },
    });
    expect(desk.events()).toMatchObject([{ outcome: 'not-started' }]);
    expect([...desk.folder.desk.records.ids('toolRun')]).toEqual([]);
  });

  it('is ended by who started it or may start it, and the trail says by whom', async () => {
    const program = await desk.program('slow', waits);
    const toolId = await desk.approved(definitionWith(program, { neededRole: 'team-lead' }));
    const { runId } = valueOf(await desk.run(toolId, [program], {}, ['team-lead']));
    const other = contextOf('Cleo Diaz', ['technician'], 'user:01J0000000000000000000000E');
    expect(await desk.handlers['tools.cancel']({ runId }, other)).toMatchObject({
      ok: false,
      failure: { code: 'tool.role' },
    });
    expect(await denials()).toEqual([['tools.cancel', other.session.userId, runId]]);
    const lead = contextOf('Dana Roe', ['team-lead'], 'user:01J0000000000000000000000F');
    valueOf(await desk.handlers['tools.cancel']({ runId }, lead));
    expect(await desk.ended(runId)).toMatchObject({ outcome: 'cancelled' });
    const stops = (await desk.trail()).filter(({ action }) => action === 'tool.cancel');
    expect(stops).toMatchObject([{ actor: lead.session.userId, correlation: runId }]);
  }, 30_000);

  it('is told of as it ended where what it left behind is ended', async () => {
    const stays =
      'const look = setInterval(() => { if (process.ppid !== Number(process.argv[1])) { console.log("alone"); clearInterval(look); } }, 5); setInterval(() => {}, 1000);';
    const program = await desk.program(
      'leaves',
      `#!${process.execPath}
const { spawn } = require('node:child_process');
const given = ['-e', ${JSON.stringify(stays)}, String(process.pid)];
const child = spawn(process.execPath, given, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('spawn', () => process.exit(0));
`,
    );
    const toolId = await desk.approved(definitionWith(program));
    const { runId } = valueOf(await desk.run(toolId, [program]));
    await until(() => desk.runs()[0]?.text.includes('alone') === true);
    // The end of the program is known to the system by now; the console hears of it with its next turn.
    for (let turn = 0; turn < 5; turn++)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    await desk.handlers['tools.cancel']({ runId }, desk.technician);
    expect(await desk.ended(runId)).toMatchObject({ outcome: 'finished', exitCode: 0 });
  }, 30_000);

  it('is refused to who may not start it, and the trail says so', async () => {
    const program = await desk.program('fake', dumpsArgv);
    const toolId = await desk.approved(definitionWith(program, { neededRole: 'administrator' }));
    expect(await desk.run(toolId, [program], {}, ['team-lead'])).toMatchObject({ failure: { code: 'tool.role' } });
    expect(await denials()).toEqual([['tools.run', desk.technician.session.userId, toolId]]);
  });

  it('reads no further than a file went when it was opened: one that grows for ever holds nothing up', async () => {
    const path = await desk.program('fake', dumpsArgv);
    const handle = await open(path);
    let reads = 0;
    vi.spyOn(Object.getPrototypeOf(handle) as FileHandle, 'read').mockImplementation((() => {
      if (++reads > 100) throw new Error('read on and on');
      return Promise.resolve({ bytesRead: 1024 * 1024 });
    }) as never);
    await handle.close();
    expect(await holdFile(path, { toRun: true })).toEqual({ ok: false, fault: 'unreadable' });
    expect(reads).toBe(1);
  });

  it('does not hold up a list: what is on a slow disk is being read, and told of once it is known', async () => {
    const program = await desk.program('fake', dumpsArgv);
    const toolId = await desk.approved(definitionWith(program));
    const { tools } = valueOf(await desk.handlers['tools.list']({}, desk.technician));
    const tool = tools.filter(({ id }) => id === toolId);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const handle = await open(program);
    const prototype = Object.getPrototypeOf(handle) as FileHandle;
    await handle.close();
    const { read } = prototype;
    vi.spyOn(prototype, 'read').mockImplementation(async function slow(this: FileHandle, ...given: never[]) {
      await held;
      return read.apply(this, given as never);
    } as never);
    let late = 0;
    const standings = new Standings(desk.folder.desk, 'linux', () => late++);
    expect(await standings.ofAll(tool, 1)).toEqual([{ state: 'reading' }]);
    expect(await standings.ofAll(tool, 1)).toEqual([{ state: 'reading' }]);
    expect(late).toBe(0);
    letGo();
    await until(() => late === 1);
    expect(await standings.ofAll(tool, 1)).toMatchObject([{ state: 'approved' }]);
  });

  it('says that a folder is open to all only as long as it is', async () => {
    const program = await desk.program('fake', dumpsArgv);
    const toolId = await desk.approved(definitionWith(program));
    const standing = () => desk.standing(toolId);
    expect(await standing()).toMatchObject({ state: 'approved' });
    await chmod(desk.programs, 0o777);
    expect(await standing()).toMatchObject({ state: 'refused-program', fault: 'writable' });
    await chmod(desk.programs, 0o755);
    expect(await standing()).toMatchObject({ state: 'approved' });
  });

  it('keeps what was typed out of the trail so that no hash of it can be tried', async () => {
    const program = await desk.program('fake', dumpsArgv);
    const toolId = await desk.approved(definitionWith(program, {}, ['li.wei']));
    await desk.ended(valueOf(await desk.run(toolId, [program, 'li.wei'])).runId);
    const entries = (await desk.trail()).filter(({ action }) => action === 'tool.start' || action === 'tool.end');
    expect(entries.map(({ after }) => Object.keys(after['argv'] as object))).toEqual([['commitment'], ['commitment']]);
  });

  it('takes a path of another system for no path here', async () => {
    const program = await desk.program('fake', dumpsArgv);
    const label = { en: 'Playbook', 'zh-CN': 'Playbook' };
    const files = [{ name: 'playbook', label, path: 'C:\\books\\site.yml' }];
    const { standing } = valueOf(
      await desk.handlers['tools.save'](
        { toolId: null, seen: null, definition: definitionWith(program, { files }) },
        desk.admin,
      ),
    );
    expect(standing).toMatchObject({ state: 'no-file', name: 'playbook', fault: null });
  });

  it.each(['site.yml', '/srv/../site.yml', '/srv/a\nb.yml', '/srv/\u202Elmy.yml'])(
    'is not kept with %j as the path of a file',
    async (path) => {
      const program = await desk.program('fake', dumpsArgv);
      const label = { en: 'Playbook', 'zh-CN': 'Playbook' };
      const definition = definitionWith(program, { files: [{ name: 'playbook', label, path }] });
      expect(await desk.handlers['tools.save']({ toolId: null, seen: null, definition }, desk.admin)).toMatchObject({
        ok: false,
        failure: { code: 'tool.invalid', details: { problems: [{ code: 'not-a-path', about: 'playbook' }] } },
      });
    },
  );

  it('ends all that it started when the console ends, those that left its group among them', async () => {
    const program = await desk.program(
      'family',
      `#!${process.execPath}
const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
child.on('spawn', () => console.log(JSON.stringify([process.pid, child.pid])));
setInterval(() => {}, 1000);
`,
    );
    const toolId = await desk.approved(definitionWith(program));
    valueOf(await desk.run(toolId, [program]));
    let pids: number[] = [];
    await until(() => {
      const [run] = desk.runs();
      if (run?.text.includes(']')) pids = JSON.parse(run.text) as number[];
      return pids.length === 2;
    });
    expect(pids.map(isAlive)).toEqual([true, true]);
    const kill = vi.spyOn(process, 'kill');
    const closed = desk.folder.desk.close();
    const ended = kill.mock.calls.map(([pid]) => Math.abs(pid));
    expect(pids.filter((pid) => !ended.includes(pid))).toEqual([]);
    await closed;
    await until(() => !pids.some(isAlive));
  }, 30_000);

  it('starts nothing once the console ends', async () => {
    const flag = join(desk.programs, 'flag');
    const program = await desk.program(
      'late',
      `#!${process.execPath}\nrequire('node:fs').writeFileSync(${JSON.stringify(flag)}, '');\n`,
    );
    const toolId = await desk.approved(definitionWith(program, { mode: 'launched' }));
    desk.folder.desk.onDurable(({ actions }) => {
      if (actions.includes('tool.start')) void desk.folder.desk.close();
    });
    expect(await desk.run(toolId, [program])).toMatchObject({ ok: false, failure: { code: 'auth.signed-out' } });
    expect(existsSync(flag)).toBe(false);
  }, 30_000);
});
