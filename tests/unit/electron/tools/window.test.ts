import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ToolRunEvent } from '#shared/tools/run.ts';
import { sessionTime } from '#renderer/tools/session-time.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { definitionWith } from '../../../support/fake-tool.ts';
import { toolDesk, valueOf, type ToolDesk } from '../../../support/tool-desk.ts';

/** Asks again and again; the time limit of the test is the limit. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds())
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
};

describe.skipIf(process.platform !== 'linux')('a window of its own', () => {
  let desk: ToolDesk;
  beforeEach(async () => {
    desk = await toolDesk();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await desk.remove();
  });

  const events = (): readonly ToolRunEvent[] =>
    readTimeline(desk.folder.desk.records, desk.ticketId).flatMap(({ event }) =>
      event.kind === 'toolRun' ? [event] : [],
    );
  const open = async (text: string): Promise<string> => {
    const program = await desk.program('window', `#!${process.execPath}\n${text}\n`);
    const toolId = await desk.approved(definitionWith(program, { mode: 'launched' }));
    return valueOf(await desk.run(toolId, [program])).runId;
  };
  const runs = () => {
    const answer = desk.handlers['tools.runs']({ ticketId: desk.ticketId }, desk.technician);
    return valueOf(answer as Extract<typeof answer, { ok: boolean }>);
  };

  it('is told of again when it is closed, with its length', async () => {
    let now = 0;
    vi.spyOn(desk.folder.desk.ambient, 'mono').mockImplementation(() => (now += 60_000));
    const runId = await open('');
    await until(() => events().length === 2);
    const [began, closed] = events();
    expect([began?.outcome, closed?.outcome]).toEqual(['launched', 'closed']);
    expect(closed?.durationMs).toBeGreaterThanOrEqual(60_000);
    expect(desk.folder.desk.records.has(runId)).toBe(false);
    await until(() => runs()[0]?.outcome === 'closed');
    expect(runs()).toMatchObject([
      { runId, durationMs: closed?.durationMs, startedBy: desk.technician.session.userId },
    ]);
  });

  it('that never came up is told of as failed', async () => {
    vi.spyOn(desk.folder.desk.ambient, 'mono').mockReturnValue(1_000);
    await open('process.exit(3)');
    await until(() => events().length === 2);
    expect(events().at(-1)).toMatchObject({ outcome: 'failed', exitCode: 3 });
  });

  it('that handed over to another is not said to have ended', async () => {
    vi.spyOn(desk.folder.desk.ambient, 'mono').mockReturnValue(1_000);
    const runId = await open('');
    await until(() => !desk.folder.desk.records.has(runId));
    expect(events().map(({ outcome }) => outcome)).toEqual(['launched']);
    expect(runs()).toMatchObject([{ outcome: 'launched' }]);
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
