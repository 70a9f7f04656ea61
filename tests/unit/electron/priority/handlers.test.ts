import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#shared/audit/entry.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { priorityHandlers, priorityMatrix } from '#core/priority/handlers.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { changeTicket, plainRules } from '#core/tickets/ticket-commands.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const lin = contextOf('Lin Yue', ['administrator']);
const strict = { ...defaultPriorityMatrix, 3: { 1: 2, 2: 3, 3: 3 } } as const;

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const handlersOf = ({ desk }: DeskFolder) => ({
  desk,
  priority: priorityHandlers(desk, changeTicket(desk)),
  tickets: ticketHandlers(desk, { ...plainRules, matrix: () => priorityMatrix(desk.records) }),
});
const create = async (impact: 1 | 2 | 3, urgency: 1 | 2 | 3): Promise<string> => {
  const report = { kind: 'incident', channel: 'phone', title: 'No sound', description: '' } as const;
  const made = await handlersOf(folder).tickets['tickets.create'](
    { ...report, impact, urgency, category: null, requester: null, draftId: null },
    lin,
  );
  if (!made.ok) throw new Error(made.failure.message);
  return made.value.ticketId;
};
const priorityOf = async (ticketId: string): Promise<number | undefined> => {
  const detail = await handlersOf(folder).tickets['tickets.get']({ ticketId }, lin);
  return detail.ok ? detail.value.ticket.priority : undefined;
};

describe('the matrix', () => {
  it('is the one that ships until somebody saves another, which then holds after a restart', async () => {
    const { priority } = handlersOf(folder);
    expect(await priority['priority.matrix']({}, lin)).toEqual({
      ok: true,
      value: { version: 0, matrix: defaultPriorityMatrix },
    });
    expect(await priority['priority.saveMatrix']({ version: 0, matrix: strict }, lin)).toMatchObject({ ok: true });
    const desk = await folder.reopen();
    expect(priorityMatrix(desk.records)).toEqual(strict);
  });

  it('gives tickets their priority from then on; those there keep theirs until impact or urgency is edited', async () => {
    const before = await create(3, 3);
    const { priority, tickets } = handlersOf(folder);
    await priority['priority.saveMatrix']({ version: 0, matrix: strict }, lin);
    expect(await priorityOf(await create(3, 3))).toBe(3);
    expect(await priorityOf(before)).toBe(4);
    await tickets['tickets.edit']({ ticketId: before, seen: { urgency: 3 }, urgency: 2 }, lin);
    expect(await priorityOf(before)).toBe(3);
  });

  it('is not saved over a version that the person has not seen', async () => {
    const { priority } = handlersOf(folder);
    await priority['priority.saveMatrix']({ version: 0, matrix: strict }, lin);
    expect(await priority['priority.saveMatrix']({ version: 0, matrix: defaultPriorityMatrix }, lin)).toMatchObject({
      failure: { code: 'record.stale', details: { seen: 0, current: 1 } },
    });
  });
});

it('keeps reasons out of the trail and says which priority was set', async () => {
  const ticketId = await create(3, 3);
  const { desk, priority } = handlersOf(folder);
  const override = { ticketId, seen: 4, priority: 1, reason: 'Wang Fang presents to the board' } as const;
  expect(await priority['priority.override'](override, lin)).toMatchObject({ value: { ticket: { priority: 1 } } });
  const lines = await desk.readAudit(1, desk.auditHead.seq);
  const entry = JSON.parse(lines.at(-1) ?? '') as AuditEntry;
  expect(entry).toMatchObject({ action: 'ticket.override-priority', before: { priority: 4 }, after: { priority: 1 } });
  expect(lines.join('\n')).not.toContain('Wang Fang');
});
