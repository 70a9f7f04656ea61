import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { Result } from '#shared/base/result.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { TogetherInput } from '#shared/links/operations.ts';
import type { Desk } from '#core/desk.ts';
import { openLinks } from '#core/open-links.ts';
import { problemHandlers } from '#core/problems/handlers.ts';
import { passOnProblems } from '#core/problems/link-tickets.ts';
import { openTicketIndex } from '#core/queue/ticket-index.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';
import { openTicketPort } from '#core/tickets/open-ticket-port.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const lin = contextOf('Lin Yue', ['team-lead']);
const sam = contextOf('Sam Okafor', ['technician'], 'user:01J0000000000000000000000B');

/** Stands in everything that somebody types. No hash or id holds it. */
const typed = (field: string): string => `Zqx ${field}`;

const report = {
  title: typed('title'),
  description: typed('description'),
  impact: 2,
  urgency: 1,
  category: typed('category'),
} as const;

const clock = testAmbient('2026-10-01T02:00:00.000Z');
let folder: DeskFolder;
let tickets: ReturnType<typeof ticketHandlers>;
let problems: ReturnType<typeof problemHandlers>;
const openOn = (desk: Desk) => {
  const index = openTicketIndex(desk);
  const links = openLinks(desk);
  const port = openTicketPort(desk, (id) => index.row(index.slotOf(id) ?? -1), plainRules);
  tickets = ticketHandlers(desk, { ...plainRules, onMerged: passOnProblems(links) });
  problems = problemHandlers(desk, links, port);
};
beforeEach(async () => {
  clock.set('2026-10-01T02:00:00.000Z');
  folder = await deskFolder(clock);
  openOn(folder.desk);
});
afterEach(() => folder.remove());

const valueOf = async <T>(reply: Result<T> | Promise<Result<T>>): Promise<T> => {
  const settled = await reply;
  if (!settled.ok) throw new Error(`${settled.failure.code}: ${settled.failure.message}`);
  return settled.value;
};
const aTicket = async (): Promise<string> => {
  const input: InputOf<'tickets.create'> = {
    ...report,
    kind: 'incident',
    channel: 'phone',
    requester: null,
    draftId: null,
  };
  return (await valueOf(tickets['tickets.create'](input, sam))).ticketId;
};
const raise = async (ticketIds: readonly string[] = []): Promise<string> =>
  (await valueOf(problems['problems.raise']({ ...report, ticketIds: [...ticketIds] }, sam))).problemId;
const kindsOf = async (ticketId: string): Promise<readonly string[]> =>
  (await valueOf(tickets['tickets.get']({ ticketId }, sam))).timeline.map(({ event }) => event.kind);
const stateOf = async (ticketId: string): Promise<string> =>
  (await valueOf(tickets['tickets.get']({ ticketId }, sam))).ticket.state;
const trail = async (): Promise<readonly AuditEntry[]> =>
  (await folder.desk.readAudit(1, folder.desk.auditHead.seq)).map((line) => JSON.parse(line) as AuditEntry);
const together = (ticketIds: readonly string[]): TogetherInput => ({
  ticketIds: [...ticketIds],
  code: 'system_update',
  text: typed('what was done'),
  noArticleReason: typed('no article'),
  comment: { text: typed('comment'), delivery: 'pending' },
});

describe('a problem', () => {
  it('is raised with its tickets in one step, and both sides show it after a restart', async () => {
    const [one, two] = [await aTicket(), await aTicket()];
    const problemId = await raise([one, two, one]);
    const check = async () => {
      const { problem, tickets: linked, timeline } = await valueOf(problems['problems.get']({ problemId }, sam));
      expect(problem).toMatchObject({ number: 'PRB-7K3Q-000001', state: 'new', priority: 2, owner: null });
      expect(linked.map(({ id }) => id).toSorted()).toEqual([one, two].toSorted());
      expect(timeline.map(({ event }) => event.kind)).toEqual(['created', 'link', 'link']);
      const list = await valueOf(problems['problems.list']({ view: 'open', text: 'PRB7K3Q1' }, sam));
      expect(list).toMatchObject({ total: 1, rows: [{ id: problemId, tickets: 2 }] });
      for (const ticketId of [one, two])
        expect(await valueOf(problems['problems.ofTicket']({ ticketId }, sam))).toMatchObject([{ id: problemId }]);
    };
    await check();
    expect(await kindsOf(one)).toEqual(['created', 'problem']);
    openOn(await folder.reopen());
    await check();
  });

  it('is not raised at all if one of its tickets is not there', async () => {
    const ticketIds = [await aTicket(), 'ticket:01J0000000000000000000000Z'];
    const reply = await problems['problems.raise']({ ...report, ticketIds }, sam);
    expect(reply).toMatchObject({ failure: { code: 'record.not-found' } });
    expect(await valueOf(problems['problems.counts']({}, sam))).toEqual({ open: 0 });
  });

  it('is unlinked on both sides', async () => {
    const ticketId = await aTicket();
    const problemId = await raise([ticketId]);
    const detail = await valueOf(problems['problems.unlink']({ problemId, ticketId }, sam));
    expect(detail.tickets).toEqual([]);
    expect(await valueOf(problems['problems.ofTicket']({ ticketId }, sam))).toEqual([]);
    expect(await kindsOf(ticketId)).toEqual(['created', 'problem', 'problem']);
    expect(await problems['problems.unlink']({ problemId, ticketId }, sam)).toMatchObject({
      failure: { code: 'record.not-found' },
    });
    const again = await valueOf(problems['problems.link']({ problemId, ticketIds: [ticketId] }, sam));
    expect(again.tickets).toHaveLength(1);
  });
});

it('a ticket that another is merged into takes over its problems and their workarounds', async () => {
  const [gone, stays] = [await aTicket(), await aTicket()];
  const problemId = await raise([gone]);
  await valueOf(problems['problems.publishWorkaround']({ problemId, text: typed('way'), seen: '' }, sam));
  await valueOf(tickets['tickets.merge']({ ticketId: gone, into: stays }, sam));
  expect(await valueOf(problems['problems.ofTicket']({ ticketId: stays }, sam))).toMatchObject([{ id: problemId }]);
  expect((await kindsOf(stays)).slice(-3)).toEqual(['link', 'problem', 'workaround']);
  const asked = await valueOf(problems['problems.resolvable']({ problemId }, lin));
  expect(asked.map(({ ticket }) => ticket.id)).toEqual([stays]);
});

describe('a workaround', () => {
  it('is told to every open ticket, to those linked later, and withdrawn the same way', async () => {
    const [open, resolved, later] = [await aTicket(), await aTicket(), await aTicket()];
    const resolution = { code: 'other', text: 'x', articleId: null, noArticleReason: 'y' } as const;
    await valueOf(tickets['tickets.resolve']({ ticketId: resolved, ...resolution }, sam));
    const problemId = await raise([open, resolved]);
    const text = typed('workaround');
    const published = await valueOf(problems['problems.publishWorkaround']({ problemId, text, seen: '' }, sam));
    expect(published.problem).toMatchObject({ state: 'known_error', workaround: { text, by: { name: 'Sam Okafor' } } });
    expect(published.timeline.at(-2)).toMatchObject({ event: { kind: 'workaround', told: 1 } });
    expect((await kindsOf(open)).at(-1)).toBe('workaround');
    expect(await kindsOf(resolved)).not.toContain('workaround');
    await valueOf(problems['problems.link']({ problemId, ticketIds: [later] }, sam));
    expect((await kindsOf(later)).slice(-2)).toEqual(['problem', 'workaround']);
    const withdrawn = await valueOf(problems['problems.publishWorkaround']({ problemId, text: '', seen: text }, sam));
    expect(withdrawn.problem).toMatchObject({ state: 'investigating', workaround: null });
    expect((await kindsOf(open)).filter((kind) => kind === 'workaround')).toHaveLength(2);
    expect(await problems['problems.publishWorkaround']({ problemId, text: 'new', seen: text }, sam)).toMatchObject({
      failure: { code: 'record.stale' },
    });
  });
});

describe('resolving together', () => {
  it('resolves each linked ticket with one correlation, and names what was refused', async () => {
    const [one, two, cancelled, foreign] = [await aTicket(), await aTicket(), await aTicket(), await aTicket()];
    const problemId = await raise([one, two, cancelled]);
    const asked = await valueOf(problems['problems.resolvable']({ problemId }, lin));
    expect(asked.map(({ ticket, refusal }) => [ticket.id, refusal])).toHaveLength(3);
    // Between the question and the answer somebody else ends one of them.
    await valueOf(tickets['tickets.cancel']({ ticketId: cancelled, reason: 'withdrawn' }, sam));
    const input = { problemId, code: 'system_update', text: typed('resolution') } as const;
    const answer = await valueOf(
      problems['problems.resolve']({ ...input, tickets: together([one, two, cancelled, foreign]) }, lin),
    );
    expect(answer.detail.problem.state).toBe('resolved');
    expect(answer.tickets.resolved.map(({ id, state }) => [id, state])).toEqual([
      [one, 'resolved'],
      [two, 'resolved'],
    ]);
    expect(answer.tickets.refused.map(({ ticket, failure }) => [ticket.id, failure.code])).toEqual([
      [cancelled, 'ticket.illegal-transition'],
      [foreign, 'record.not-found'],
    ]);
    expect(await stateOf(foreign)).toBe('new');
    expect((await kindsOf(one)).slice(-2)).toEqual(['comment', 'transition']);
    expect(await kindsOf(cancelled)).not.toContain('comment');
    const resolving = (await trail()).filter(({ action }) => action === 'ticket.resolve');
    expect(resolving.map(({ correlation }) => correlation)).toEqual([problemId, problemId]);
  });

  it('is for a lead or the owner', async () => {
    const problemId = await raise();
    const input = { problemId, code: 'other', text: 'x', tickets: null } as const;
    expect(await problems['problems.resolve'](input, sam)).toMatchObject({ failure: { code: 'problem.not-owner' } });
    await valueOf(problems['problems.investigate']({ problemId }, sam));
    const { detail } = await valueOf(problems['problems.resolve'](input, sam));
    expect(detail.problem.owner?.name).toBe('Sam Okafor');
    const other = contextOf('Kim', ['technician'], 'user:01J0000000000000000000000C');
    expect(await problems['problems.close']({ problemId }, other)).toMatchObject({
      failure: { code: 'problem.not-owner' },
    });
    const denied = (await trail()).filter(({ result }) => result === 'denied');
    expect(denied.map(({ action, actor, object }) => [action, actor, object?.id])).toEqual([
      ['problems.resolve', sam.session.userId, problemId],
      ['problems.close', other.session.userId, problemId],
    ]);
    expect((await valueOf(problems['problems.close']({ problemId }, lin))).problem.state).toBe('closed');
  });
});

it('the trail holds nothing that somebody typed', async () => {
  const ticketId = await aTicket();
  const problemId = await raise([ticketId]);
  await valueOf(problems['problems.note']({ problemId, text: typed('note') }, sam));
  const owner = { id: null, name: typed('owner') };
  await valueOf(problems['problems.assign']({ problemId, owner, group: typed('group') }, lin));
  await valueOf(
    problems['problems.edit'](
      { problemId, seen: { title: typed('title'), rootCause: '' }, title: typed('better'), rootCause: typed('cause') },
      sam,
    ),
  );
  await valueOf(problems['problems.publishWorkaround']({ problemId, text: typed('way'), seen: '' }, sam));
  await valueOf(
    problems['problems.resolve'](
      { problemId, code: 'other', text: typed('resolution'), tickets: together([ticketId]) },
      lin,
    ),
  );
  await valueOf(problems['problems.reopen']({ problemId, reason: typed('reason') }, lin));
  await valueOf(problems['problems.cancel']({ problemId, reason: 'accepted' }, lin));
  const lines = await folder.desk.readAudit(1, folder.desk.auditHead.seq);
  expect(lines.length).toBeGreaterThan(12);
  expect(lines.filter((line) => line.includes('Zqx'))).toEqual([]);
});
