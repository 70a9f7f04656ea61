import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionTime } from '#renderer/tools/session-time.ts';
import { definitionWith } from '../../../support/fake-tool.ts';
import { until } from '../../../support/processes.ts';
import { toolDesk, valueOf, type ToolDesk } from '../../../support/tool-desk.ts';

describe.skipIf(process.platform !== 'linux')('a window of its own', () => {
  let desk: ToolDesk;
  beforeEach(async () => {
    desk = await toolDesk();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await desk.remove();
  });

  const open = async (text: string): Promise<string> => {
    const program = await desk.program('window', `#!${process.execPath}\n${text}\n`);
    const toolId = await desk.approved(definitionWith(program, { mode: 'launched' }));
    return valueOf(await desk.run(toolId, [program])).runId;
  };

  it('is told of again when it is closed, with its length', async () => {
    let now = 0;
    vi.spyOn(desk.folder.desk.ambient, 'mono').mockImplementation(() => (now += 60_000));
    const runId = await open('');
    await until(() => desk.events().length === 2);
    const [began, closed] = desk.events();
    expect([began?.outcome, closed?.outcome]).toEqual(['launched', 'closed']);
    expect(closed?.durationMs).toBeGreaterThanOrEqual(60_000);
    expect(desk.folder.desk.records.has(runId)).toBe(false);
    await until(() => desk.runs()[0]?.outcome === 'closed');
    expect(desk.runs()).toMatchObject([
      { runId, durationMs: closed?.durationMs, startedBy: desk.technician.session.userId },
    ]);
  });

  it('that never came up is told of as failed', async () => {
    vi.spyOn(desk.folder.desk.ambient, 'mono').mockReturnValue(1_000);
    await open('process.exit(3)');
    await until(() => desk.events().length === 2);
    expect(desk.events().at(-1)).toMatchObject({ outcome: 'failed', exitCode: 3 });
  });

  it('that handed over to another is not said to have ended', async () => {
    vi.spyOn(desk.folder.desk.ambient, 'mono').mockReturnValue(1_000);
    const runId = await open('');
    await until(() => !desk.folder.desk.records.has(runId));
    expect(desk.events().map(({ outcome }) => outcome)).toEqual(['launched']);
    expect(desk.runs()).toMatchObject([{ outcome: 'launched' }]);
  });
});

describe('the time of a session', () => {
  it.each([
    [0, 1],
    [59_999, 1],
    [60_000, 1],
    [60_001, 2],
    [40 * 86_400_000, 4_320],
  ])('of %i ms is %i minutes', (durationMs, minutes) => {
    expect(sessionTime({ startedAt: '2026-11-26T08:00:00.000Z', durationMs }, 'RDP').minutes).toBe(minutes);
  });
});
