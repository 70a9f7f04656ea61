import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningTool } from '#shared/tools/run.ts';
import { birthOf, isLiving } from '#core/tools/process-birth.ts';
import { definitionWith } from '../../../support/fake-tool.ts';
import { isAlive, until, waits } from '../../../support/processes.ts';
import { contextOf } from '../../../support/session-context.ts';
import { toolDesk, valueOf, type ToolDesk } from '../../../support/tool-desk.ts';

describe.skipIf(process.platform !== 'linux')('what a console that was killed leaves', () => {
  let desk: ToolDesk;
  const started: number[] = [];
  beforeEach(async () => {
    desk = await toolDesk();
  });
  afterEach(async () => {
    for (const pid of started.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await desk.remove();
  });

  /** A program of its own group, as the console starts them, with the mark of a run. */
  const begin = async (): Promise<{ readonly pid: number; readonly process: RunningTool['process'] & object }> => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
    const { pid = 0 } = child;
    started.push(pid);
    child.unref();
    const birth = await birthOf(pid);
    if (birth === null) throw new Error('the process has ended already');
    return { pid, process: { pid, birth } };
  };
  const leave = async (more: Partial<RunningTool>): Promise<string> => {
    const event = {
      toolId: 'tool:01J0000000000000000000000T',
      name: { en: 'Fake', 'zh-CN': 'Fake' },
      argv: ['/fake'],
      definitionSha256: '0'.repeat(64),
      programSha256: '0'.repeat(64),
    };
    return valueOf(
      await desk.folder.desk.commit(desk.folder.desk.deviceActor, (unit) => {
        const id = unit.newId('toolRun');
        const running: RunningTool = {
          ...unit.stamp('toolRun', id),
          ticketId: desk.ticketId,
          event: { ...event, runId: id, startedAt: unit.at },
          ...more,
        };
        unit.putLocal(running);
        return { ok: true, value: id };
      }),
    );
  };
  /** Handlers that have taken up what was left. */
  const takenUp = async (): Promise<ToolDesk['handlers']> => {
    const before = desk.notices.length;
    const handlers = desk.handlersOn(desk.folder.desk);
    await until(() => desk.notices.slice(before).some(({ name }) => name === 'tools.progress'));
    return handlers;
  };

  it('does not outlive it: what it started is ended, those that left its group among them', async () => {
    const modulePath = fileURLToPath(new URL('../../../../electron/core/tools/death-guard.ts', import.meta.url));
    const script = `${desk.programs}/console.cjs`;
    await build({
      stdin: {
        contents: `import { spawn } from 'node:child_process';
import { postGuard } from ${JSON.stringify(modulePath)};
const guard = postGuard('toolRun:of-this-test');
const env = { DESKSIDE_TOOL_RUN: 'toolRun:of-this-test' };
const stay = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);';
const tool = spawn(process.execPath, ['-e', stay], { detached: true, stdio: 'ignore', env });
const strayed = spawn(process.execPath, ['-e', stay], { detached: true, stdio: 'ignore', env });
guard.watch(tool.pid);
process.stdout.write(JSON.stringify([tool.pid, strayed.pid]));
setInterval(() => {}, 1000);`,
        resolveDir: desk.programs,
        loader: 'ts',
      },
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    const dying = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said = await new Promise<Buffer>((resolve) => {
      dying.stdout.once('data', resolve);
    });
    const pids = JSON.parse(said.toString()) as number[];
    started.push(...pids);
    expect(pids.map(isAlive)).toEqual([true, true]);
    dying.kill('SIGKILL');
    await until(() => !pids.some(isAlive));
  }, 60_000);

  it('is told of as interrupted where it ended with it, and older records are read', async () => {
    await leave({});
    await takenUp();
    expect(desk.events()).toMatchObject([{ outcome: 'lost', durationMs: null }]);
    expect([...desk.folder.desk.records.ids('toolRun')]).toEqual([]);
  });

  it('is told of as interrupted where its number is another process by now', async () => {
    const { pid } = await begin();
    await leave({ mode: 'captured', process: { pid, birth: 'another time' } });
    await takenUp();
    expect(desk.events()).toMatchObject([{ outcome: 'lost' }]);
    expect(isAlive(pid)).toBe(true);
  });

  it('can be ended where it goes on, by who started it or may start it', async () => {
    const { pid, process: seen } = await begin();
    const runId = await leave({ mode: 'captured', process: seen });
    const handlers = await takenUp();
    expect(desk.runs(handlers)).toMatchObject([{ runId, outcome: null, isLeftBehind: true }]);
    expect(desk.events()).toEqual([]);
    expect(await handlers['tools.cancel']({ runId }, contextOf('Cleo Diaz', ['technician']))).toMatchObject({
      ok: false,
      failure: { code: 'tool.role' },
    });
    expect(isAlive(pid)).toBe(true);
    valueOf(await handlers['tools.cancel']({ runId }, desk.admin));
    expect(isAlive(pid)).toBe(false);
    expect(desk.events()).toMatchObject([{ outcome: 'cancelled' }]);
    expect(desk.runs(handlers)).toMatchObject([{ runId, outcome: 'cancelled', isLeftBehind: false }]);
  }, 30_000);

  it('goes on where it is a window, and is forgotten where that is gone', async () => {
    const { pid, process: seen } = await begin();
    const open = await leave({ mode: 'launched', process: seen });
    const gone = await leave({ mode: 'launched', process: { pid, birth: 'another time' } });
    const handlers = await takenUp();
    await until(() => !desk.folder.desk.records.has(gone));
    expect(desk.runs(handlers)).toMatchObject([{ runId: open, outcome: 'launched' }]);
    expect(await handlers['tools.cancel']({ runId: open }, desk.admin)).toMatchObject({ ok: false });
    expect(isAlive(pid)).toBe(true);
    expect(desk.events()).toEqual([]);
  });

  it('is found again by its number and when it began', async () => {
    const toolId = await desk.approved(definitionWith(await desk.program('slow', waits)));
    const { runId } = valueOf(await desk.run(toolId, [`${desk.programs}/slow`]));
    const named = () => desk.folder.desk.records.get<RunningTool>('toolRun', runId)?.process;
    await until(() => named() !== undefined);
    const seen = named();
    expect(seen && (await isLiving(seen))).toBe(true);
    valueOf(await desk.handlers['tools.cancel']({ runId }, desk.technician));
    await desk.ended(runId);
    expect(seen && (await isLiving(seen))).toBe(false);
    expect(desk.folder.desk.records.has(runId)).toBe(false);
  }, 30_000);
});
