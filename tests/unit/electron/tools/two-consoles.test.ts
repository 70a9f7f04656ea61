import { appendFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '#shared/base/result.ts';
import { definitionWith, dumpsArgv } from '../../../support/fake-tool.ts';
import { until, waits } from '../../../support/processes.ts';
import { contextOf } from '../../../support/session-context.ts';
import { toolDesk, valueOf, type ToolDesk } from '../../../support/tool-desk.ts';

const codeOf = (answer: Result<unknown>): string => (answer.ok ? 'ok' : answer.failure.code);

describe.skipIf(process.platform !== 'linux')('two windows on one desk', () => {
  let desk: ToolDesk;
  beforeEach(async () => {
    desk = await toolDesk();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await desk.remove();
  });

  const cleo = contextOf('Cleo Diaz', ['technician'], 'user:01J0000000000000000000000E');
  const runAs = (context: ToolDesk['technician'], toolId: string, argv: readonly string[]) =>
    desk.handlers['tools.run']({ toolId, ticketId: desk.ticketId, values: {}, argv: [...argv] }, context);

  it('start the same command once, however close together they ask, and the second is told who did', async () => {
    const log = join(desk.programs, 'log');
    const program = await desk.program(
      'slow',
      `#!${process.execPath}\nrequire('node:fs').appendFileSync(${JSON.stringify(log)}, 'x');setInterval(() => {}, 1000);\n`,
    );
    const toolId = await desk.approved(definitionWith(program));
    const answers = await Promise.all([runAs(desk.technician, toolId, [program]), runAs(cleo, toolId, [program])]);
    expect(answers.map(codeOf).toSorted()).toEqual(['ok', 'tool.already-running']);
    const refused = answers.find(({ ok }) => !ok);
    const begun = answers.find(({ ok }) => ok);
    const starter = begun?.ok && begun.value.startedBy === cleo.session.userId ? 'Cleo Diaz' : 'Ben Cole';
    expect(refused).toMatchObject({ failure: { details: { name: starter } } });
    expect(desk.runs()).toHaveLength(1);
    const [run] = desk.runs();
    await until(() => existsSync(log) && readFileSync(log, 'utf8') !== '');
    valueOf(await desk.handlers['tools.cancel']({ runId: run?.runId ?? '' }, desk.admin));
    await desk.ended(run?.runId ?? '');
    // Once it has ended it may be started again.
    const again = valueOf(await runAs(cleo, toolId, [program]));
    valueOf(await desk.handlers['tools.cancel']({ runId: again.runId }, cleo));
    await desk.ended(again.runId);
    expect(readFileSync(log, 'utf8')).toMatch(/^xx?$/);
  }, 30_000);

  it('may run the same tool on two machines, and open as many windows of it as they like', async () => {
    const program = await desk.program('slow', waits);
    const first = await desk.approved(definitionWith(program, {}, ['srv-01']));
    const second = await desk.approved(definitionWith(program, {}, ['srv-02']));
    const one = valueOf(await runAs(desk.technician, first, [program, 'srv-01']));
    const two = valueOf(await runAs(cleo, second, [program, 'srv-02']));
    for (const { runId } of [one, two]) {
      valueOf(await desk.handlers['tools.cancel']({ runId }, desk.admin));
      await desk.ended(runId);
    }
    const window = await desk.program('window', `#!${process.execPath}\n`);
    const launched = await desk.approved(definitionWith(window, { mode: 'launched' }));
    const opened = await Promise.all([runAs(desk.technician, launched, [window]), runAs(cleo, launched, [window])]);
    expect(opened.map(codeOf)).toEqual(['ok', 'ok']);
  }, 30_000);

  it('both see a run, and both may end it: it ends once and is told of once', async () => {
    const program = await desk.program('slow', waits);
    const toolId = await desk.approved(definitionWith(program));
    const { runId } = valueOf(await desk.run(toolId, [program]));
    const ended = await Promise.all(
      [desk.technician, cleo].map(async (context) => desk.handlers['tools.cancel']({ runId }, context)),
    );
    expect(ended.map(codeOf)).toEqual(['ok', 'ok']);
    await desk.ended(runId);
    expect(desk.events().map(({ outcome }) => outcome)).toEqual(['cancelled']);
    const actions = (await desk.trail()).filter(({ correlation }) => correlation === runId);
    expect(actions.map(({ action }) => action)).toEqual(['tool.start', 'tool.cancel', 'tool.end']);
    expect(desk.notices.filter((notice) => notice.name === 'tools.progress' && notice.ended)).toHaveLength(1);
    expect(codeOf(await desk.handlers['tools.cancel']({ runId }, cleo))).toBe('record.not-found');
  }, 30_000);

  it.each([
    [
      'the approval is withdrawn',
      'tool.not-approved',
      (toolId: string) => desk.handlers['tools.withdraw']({ toolId }, desk.admin),
    ],
    [
      'the tool is taken out of use',
      'record.not-found',
      (toolId: string) => desk.handlers['tools.setActive']({ toolId, isActive: false }, desk.admin),
    ],
    [
      'another definition is saved',
      'tool.not-approved',
      (toolId: string) =>
        desk.handlers['tools.save'](
          { toolId, seen: 1, definition: definitionWith(join(desk.programs, 'fake'), { timeLimitS: 61 }) },
          desk.admin,
        ),
    ],
  ] as const)('start nothing where in the one, while the other starts it, %s', async (_, code, change) => {
    const program = await desk.program('fake', dumpsArgv);
    const toolId = await desk.approved(definitionWith(program));
    const core = desk.folder.desk;
    const commit = core.commit.bind(core);
    // The start is on its way, all that it looked at was right, and its commit waits behind that of the other window.
    vi.spyOn(core, 'commit').mockImplementationOnce(async (...given) => {
      valueOf(await change(toolId));
      return commit(...given);
    });
    expect(codeOf(await desk.run(toolId, [program]))).toBe(code);
    expect(desk.events()).toEqual([]);
    expect([...core.records.ids('toolRun')]).toEqual([]);
    expect((await desk.trail()).map(({ action }) => action)).not.toContain('tool.start');
  });

  it('approve what both saw, and not what one of them changed since', async () => {
    const program = await desk.program('fake', dumpsArgv);
    const definition = definitionWith(program);
    const { id } = valueOf(await desk.handlers['tools.save']({ toolId: null, seen: null, definition }, desk.admin));
    const both = await Promise.all([desk.approve(id), desk.approve(id)]);
    expect(both.map(codeOf)).toEqual(['ok', 'ok']);
    await appendFile(program, '// more\n');
    expect(await desk.standing(id)).toMatchObject({ state: 'changed' });
    const saves = await Promise.all(
      [61, 62].map(async (timeLimitS) =>
        desk.handlers['tools.save']({ toolId: id, seen: 1, definition: { ...definition, timeLimitS } }, desk.admin),
      ),
    );
    expect(saves.map(codeOf)).toEqual(['ok', 'record.stale']);
  });
});
