import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { actorOf } from '#core/session.ts';
import { ticketUseId } from '#shared/knowledge/ticket-use.ts';
import type { ArticleUse } from '#shared/knowledge/use.ts';
import { draftHandlers } from '#core/drafts/handlers.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { knowledgeOn } from '../../../support/knowledge-on.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const lin = contextOf('Lin Yue', ['team-lead']);
const sam = contextOf('Sam Okafor', ['technician'], 'user:01J0000000000000000000000B');

const report: InputOf<'tickets.create'> = {
  kind: 'incident',
  channel: 'phone',
  title: 'VPN drops when the laptop is docked',
  description: 'Since the dock firmware update on Monday.',
  impact: 2,
  urgency: 1,
  category: 'Network',
  requester: { id: null, name: '王芳' },
  draftId: null,
};

const clock = testAmbient('2026-10-01T02:00:00.000Z');
let folder: DeskFolder;
let tickets: ReturnType<typeof ticketHandlers>;
beforeEach(async () => {
  clock.set('2026-10-01T02:00:00.000Z');
  folder = await deskFolder(clock);
  tickets = ticketHandlers(folder.desk);
});
afterEach(() => folder.remove());

const valueOf = async <T>(reply: Result<T> | Promise<Result<T>>): Promise<T> => {
  const settled = await reply;
  if (!settled.ok) throw new Error(`${settled.failure.code}: ${settled.failure.message}`);
  return settled.value;
};
const create = async (more: Partial<typeof report> = {}): Promise<string> =>
  (await valueOf(tickets['tickets.create']({ ...report, ...more }, lin))).ticketId;
const trail = async (): Promise<readonly AuditEntry[]> =>
  (await folder.desk.readAudit(1, folder.desk.auditHead.seq)).map((line) => JSON.parse(line) as AuditEntry);
const kinds = (timeline: readonly { readonly event: { readonly kind: string } }[]): readonly string[] =>
  timeline.map(({ event }) => event.kind);

describe('a ticket', () => {
  it('is received with a number, a priority and its first timeline entry', async () => {
    const made = await valueOf(tickets['tickets.create'](report, lin));
    expect(made.number).toBe('INC-7K3Q-000001');
    const { ticket, timeline, actions } = await valueOf(tickets['tickets.get']({ ticketId: made.ticketId }, sam));
    expect(ticket).toMatchObject({
      state: 'new',
      priority: 2,
      createdBy: lin.session.userId,
      receivedAt: '2026-10-01T02:00:00.000Z',
    });
    expect(timeline).toMatchObject([{ event: { kind: 'created', channel: 'phone' }, by: { name: 'Lin Yue' } }]);
    expect(actions.slice(0, 5)).toEqual(['take', 'hold', 'resolve', 'cancel', 'merge']);
    const request = await valueOf(tickets['tickets.create']({ ...report, kind: 'request' }, lin));
    expect(request.number).toBe('REQ-7K3Q-000001');
  });

  it('is worked to the end, and a restart shows the same', async () => {
    const ticketId = await create();
    const moves: readonly (() => Promise<Result<unknown>> | Result<unknown>)[] = [
      () => tickets['tickets.take']({ ticketId }, sam),
      () => tickets['tickets.workNote']({ ticketId, text: 'Dock runs firmware 1.0.8' }, sam),
      () =>
        tickets['tickets.hold'](
          { ticketId, reason: 'requester', until: '2026-10-02T02:00:00.000Z', comment: 'Which dock is it?' },
          sam,
        ),
      () =>
        tickets['tickets.hold']({ ticketId, reason: 'vendor', until: '2026-10-05T02:00:00.000Z', comment: null }, sam),
      () => tickets['tickets.resume']({ ticketId }, sam),
      () =>
        tickets['tickets.resolve'](
          { ticketId, code: 'configuration', text: 'Rolled back', articleId: null, noArticleReason: 'One-off' },
          sam,
        ),
      () => tickets['tickets.reopen']({ ticketId, reason: 'It is back' }, sam),
      () =>
        tickets['tickets.resolve'](
          { ticketId, code: 'hardware_repair', text: 'New dock', articleId: null, noArticleReason: 'Spare part' },
          sam,
        ),
      () => tickets['tickets.close']({ ticketId }, sam),
    ];
    for (const move of moves) await valueOf(move());
    const before = await valueOf(tickets['tickets.get']({ ticketId }, sam));
    expect(before.ticket).toMatchObject({
      state: 'closed',
      cycle: 2,
      reopenCount: 1,
      resolution: { text: 'New dock' },
    });
    expect(before.actions).toEqual(['followUp', 'workNote', 'comment', 'deliver', 'survey']);
    expect(kinds(before.timeline)).toEqual([
      'created',
      'assignment',
      'transition',
      'workNote',
      'comment',
      'transition',
      ...Array.from({ length: 6 }, () => 'transition'),
    ]);
    const moments = before.timeline.map(({ at }) => at);
    expect(moments).toEqual(moments.toSorted());
    const again = ticketHandlers(await folder.reopen());
    expect(await valueOf(again['tickets.get']({ ticketId }, sam))).toEqual(before);
  });

  it('refuses what the table refuses and leaves no trace', async () => {
    const ticketId = await create();
    const head = folder.desk.auditHead;
    expect(await tickets['tickets.close']({ ticketId }, sam)).toMatchObject({
      failure: { code: 'ticket.illegal-transition', details: { from: 'new', action: 'close' } },
    });
    expect(
      await tickets['tickets.hold'](
        { ticketId, reason: 'requester', until: '2026-10-02T02:00:00.000Z', comment: null },
        sam,
      ),
    ).toMatchObject({
      failure: { code: 'ticket.fields-missing', details: { fields: ['comment'] } },
    });
    expect(await tickets['tickets.take']({ ticketId: 'ticket:01J00000000000000000000009' }, sam)).toMatchObject({
      failure: { code: 'record.not-found' },
    });
    expect(folder.desk.auditHead).toEqual(head);
    expect((await valueOf(tickets['tickets.get']({ ticketId }, sam))).timeline).toHaveLength(1);
  });

  it('goes back to the queue', async () => {
    const ticketId = await create();
    await valueOf(tickets['tickets.take']({ ticketId }, sam));
    expect(await valueOf(tickets['tickets.returnToQueue']({ ticketId }, sam))).toMatchObject({
      ticket: { state: 'new', assignee: null },
    });
  });

  it('is cancelled with a reason that the trail names', async () => {
    const ticketId = await create();
    await valueOf(tickets['tickets.cancel']({ ticketId, reason: 'duplicate' }, sam));
    expect((await trail()).at(-1)).toMatchObject({
      action: 'ticket.cancel',
      reason: 'duplicate',
      before: { state: 'new' },
      after: { state: 'cancelled' },
    });
  });
});

describe('the trail', () => {
  it('has one entry per command, with what changed and without what was said', async () => {
    const ticketId = await create();
    await valueOf(
      tickets['tickets.assign']({ ticketId, assignee: { id: null, name: 'Sam Okafor' }, group: null }, lin),
    );
    await valueOf(tickets['tickets.start']({ ticketId }, sam));
    await valueOf(
      tickets['tickets.comment']({ ticketId, text: 'Frau Müller, please restart', delivery: 'phone' }, sam),
    );
    const entries = (await trail()).filter(({ object }) => object?.id === ticketId);
    expect(entries.map(({ action }) => action)).toEqual([
      'ticket.create',
      'ticket.assign',
      'ticket.start',
      'ticket.comment',
    ]);
    expect(entries[0]).toMatchObject({
      object: { type: 'ticket', number: 'INC-7K3Q-000001' },
      after: { title: { length: report.title.length }, requester: { commitment: expect.any(String) as string } },
    });
    expect(entries[2]).toMatchObject({
      actor: sam.session.userId,
      before: { state: 'assigned' },
      after: { state: 'in_progress' },
    });
    expect(JSON.stringify(entries)).not.toMatch(/Müller|王芳|firmware/u);
  });
});

describe('assigning', () => {
  const user = (id: string, displayName: string, disabled: boolean): StoredRecord => {
    const known = {
      id,
      type: 'user',
      schema: 1,
      createdAt: '',
      updatedAt: '',
      createdBy: id,
      device: '',
      displayName,
      disabled,
    };
    return known;
  };

  it('uses the name that a known person has here, and refuses who is gone', async () => {
    await folder.desk.commit(actorOf(lin.session), (unit) => {
      unit.putLocal(user('user:01J0000000000000000000000B', 'Sam Okafor', false));
      unit.putLocal(user('user:01J0000000000000000000000C', 'Old Hand', true));
      return succeed(null);
    });
    const ticketId = await create();
    const assign = (id: string | null, name: string) =>
      tickets['tickets.assign']({ ticketId, assignee: { id, name }, group: 'Network' }, lin);
    expect(await assign('user:01J0000000000000000000000B', 'Somebody')).toMatchObject({
      value: { ticket: { assignee: { name: 'Sam Okafor' }, assignmentGroup: 'Network', state: 'assigned' } },
    });
    expect(await assign('user:01J0000000000000000000000C', 'Old Hand')).toMatchObject({
      failure: { code: 'auth.user-disabled' },
    });
    expect(await assign('user:01J0000000000000000000000F', 'Nobody')).toMatchObject({
      failure: { code: 'record.not-found' },
    });
  });

  it('to whom it is assigned writes nothing', async () => {
    const ticketId = await create();
    const assign = () =>
      tickets['tickets.assign']({ ticketId, assignee: { id: null, name: 'Ana Ruiz' }, group: null }, lin);
    const first = await valueOf(assign());
    const head = folder.desk.auditHead;
    expect(await valueOf(assign())).toEqual(first);
    expect(folder.desk.auditHead).toEqual(head);
  });
});

it('a note that goes with an assignment has its own entry in the trail, and is all there is where nothing else changes', async () => {
  const ticketId = await create();
  const assign = () =>
    valueOf(
      tickets['tickets.assign'](
        { ticketId, assignee: { id: null, name: 'Ana Ruiz' }, group: null, note: 'Call 王芳 first' },
        lin,
      ),
    );
  const actionsSince = async (seq: number) => (await trail()).slice(seq).map(({ action }) => action);
  let { seq } = folder.desk.auditHead;
  const { timeline } = await assign();
  expect(kinds(timeline)).toEqual(['created', 'assignment', 'transition', 'workNote']);
  expect(await actionsSince(seq)).toEqual(['ticket.assign', 'ticket.work-note']);
  expect((await trail()).at(-1)?.after).toMatchObject({ kind: 'workNote', text: { length: 13 } });
  ({ seq } = folder.desk.auditHead);
  await assign();
  expect(await actionsSince(seq)).toEqual(['ticket.work-note']);
});

describe('editing', () => {
  it('refuses a field that somebody else changed since it was read', async () => {
    const ticketId = await create();
    const seen = { title: report.title, category: report.category };
    await valueOf(tickets['tickets.edit']({ ticketId, seen, title: 'VPN and dock' }, lin));
    expect(await tickets['tickets.edit']({ ticketId, seen, title: 'Dock', category: 'Hardware' }, sam)).toMatchObject({
      failure: {
        code: 'record.stale',
        details: { fields: [{ field: 'title', seen: report.title, current: 'VPN and dock', wanted: 'Dock' }] },
      },
    });
    expect(await tickets['tickets.edit']({ ticketId, seen, category: 'Hardware' }, sam)).toMatchObject({
      value: { ticket: { title: 'VPN and dock', category: 'Hardware' } },
    });
  });

  it.each([
    ['within the same millisecond', '2026-10-01T02:00:00.000Z'],
    ['by a clock set back half an hour', '2026-10-01T01:30:00.000Z'],
    ['by a clock set back ten years', '2016-10-01T02:00:00.000Z'],
  ])('notices a change made %s', async (_, at) => {
    const ticketId = await create();
    const { ticket } = await valueOf(tickets['tickets.get']({ ticketId }, sam));
    const seen = { title: ticket.title };
    clock.set(at);
    await valueOf(tickets['tickets.edit']({ ticketId, seen, title: 'First' }, lin));
    expect(await tickets['tickets.edit']({ ticketId, seen, title: 'Second' }, sam)).toMatchObject({
      failure: { code: 'record.stale' },
    });
    expect((await valueOf(tickets['tickets.get']({ ticketId }, sam))).ticket).toMatchObject({
      title: 'First',
      revision: 1,
    });
  });
});

describe('texts', () => {
  it('move the ticket up among those changed last', async () => {
    const ticketId = await create();
    clock.set('2026-10-01T03:00:00.000Z');
    const { ticket } = await valueOf(tickets['tickets.comment']({ ticketId, text: 'On it', delivery: 'phone' }, sam));
    expect(ticket.updatedAt).toBe('2026-10-01T03:00:00.000Z');
  });
});

describe('what has ended', () => {
  it('is not edited any more; notes and comments can still be added', async () => {
    const ticketId = await create();
    await valueOf(tickets['tickets.cancel']({ ticketId, reason: 'withdrawn' }, sam));
    const head = folder.desk.auditHead;
    expect(
      await tickets['tickets.edit'](
        { ticketId, seen: { title: report.title, impact: 2 }, title: 'VPN', impact: 1 },
        sam,
      ),
    ).toMatchObject({
      failure: { code: 'ticket.illegal-transition', details: { from: 'cancelled', action: 'edit' } },
    });
    expect(await tickets['tickets.reply']({ ticketId, text: 'Hello?', channel: 'email' }, sam)).toMatchObject({
      failure: { code: 'ticket.illegal-transition' },
    });
    expect(folder.desk.auditHead).toEqual(head);
    await valueOf(tickets['tickets.workNote']({ ticketId, text: 'Told on the phone' }, sam));
  });
});

describe('an article that solved it', () => {
  const writeArticle = async (): Promise<string> => {
    const content = { title: 'Docks after firmware 1.14', body: '', category: null, tags: [] };
    const knowledge = knowledgeOn(folder.desk);
    const begun = knowledge['knowledge.begin'](
      { kind: 'howto', language: 'en', content: { ...content, audience: 'internal' }, translates: null },
      lin,
    );
    return (await valueOf(begun)).articleId;
  };

  it('has to be there', async () => {
    const ticketId = await create();
    const resolve = (articleId: string) =>
      tickets['tickets.resolve'](
        { ticketId, code: 'training', text: 'As in the article', articleId, noArticleReason: null },
        sam,
      );
    expect(await resolve('article:01J0000000000000000000000A')).toMatchObject({
      failure: { code: 'record.not-found', details: { type: 'article' } },
    });
    const articleId = await writeArticle();
    const { ticket, timeline } = await valueOf(resolve(articleId));
    expect(ticket).toMatchObject({ state: 'resolved', resolution: { articleId } });
    expect(timeline.map(({ event }) => event)).toMatchObject([
      { kind: 'created' },
      { kind: 'article', change: 'linked', articleId, title: 'Docks after firmware 1.14', version: 0 },
      { kind: 'transition', to: 'resolved' },
    ]);
    expect(folder.desk.records.get<ArticleUse>('articleUse', ticketUseId(articleId, ticketId))).toMatchObject({
      articleId,
      ticketId,
      kind: 'linked',
      by: { name: 'Sam Okafor' },
    });
  });

  it('found while the ticket was registered is named on it from the start, once', async () => {
    const articleId = await writeArticle();
    const { ticketId } = await valueOf(
      tickets['tickets.create']({ ...report, articleIds: [articleId, articleId] }, sam),
    );
    const { timeline } = await valueOf(tickets['tickets.get']({ ticketId }, sam));
    expect(timeline.filter(({ event }) => event.kind === 'article')).toHaveLength(1);
    const missing = 'article:01J0000000000000000000000A';
    const before = folder.desk.records.count('ticket');
    expect(await tickets['tickets.create']({ ...report, articleIds: [missing] }, sam)).toMatchObject({
      failure: { code: 'record.not-found', details: { type: 'article' } },
    });
    expect(folder.desk.records.count('ticket')).toBe(before);
  });
});

describe('a comment that was pending', () => {
  it('is marked as delivered beside it, once, and the trail says so', async () => {
    const ticketId = await create();
    const { timeline } = await valueOf(
      tickets['tickets.comment']({ ticketId, text: 'The new dock is in', delivery: 'pending' }, lin),
    );
    const comment = timeline.at(-1);
    const deliver = (delivery: 'phone' | 'mail') =>
      tickets['tickets.deliver']({ ticketId, entryId: comment?.id ?? '', delivery }, sam);
    const after = await valueOf(deliver('phone'));
    expect(after.timeline.slice(-2)).toEqual([
      comment,
      expect.objectContaining({
        by: { id: sam.session.userId, name: 'Sam Okafor' },
        event: { kind: 'delivery', of: comment?.id, delivery: 'phone' },
      }),
    ]);
    expect((await trail()).at(-1)).toMatchObject({
      action: 'ticket.deliver',
      after: { of: comment?.id, delivery: 'phone' },
    });
    expect(await deliver('mail')).toMatchObject({ failure: { code: 'ticket.delivered' } });
  });
});

describe('what the requester says', () => {
  it('is theirs in the timeline, and ends the hold that waits for it', async () => {
    const ticketId = await create();
    const until = '2026-10-02T02:00:00.000Z';
    await valueOf(tickets['tickets.hold']({ ticketId, reason: 'requester', until, comment: 'Which dock?' }, sam));
    const { ticket, timeline } = await valueOf(
      tickets['tickets.reply']({ ticketId, text: 'The one in 4.11', channel: 'phone' }, sam),
    );
    expect(ticket).toMatchObject({ state: 'in_progress', hold: null });
    expect(timeline.slice(-2)).toMatchObject([
      { by: { name: '王芳' }, createdBy: sam.session.userId, event: { kind: 'reply', text: 'The one in 4.11' } },
      { by: { name: 'Sam Okafor' }, event: { kind: 'transition', action: 'reply', to: 'in_progress' } },
    ]);
    const entry = (await trail()).at(-1);
    expect(entry).toMatchObject({
      action: 'ticket.reply',
      before: { state: 'on_hold', hold: { reason: 'requester' } },
      after: { state: 'in_progress', hold: null, channel: 'phone' },
    });
    expect(JSON.stringify(entry)).not.toMatch(/4\.11|王芳/u);
  });
});

describe('merging', () => {
  it('ends one ticket, and both say so; what is said later goes to the other', async () => {
    const target = await create({ title: 'VPN drops everywhere' });
    const merged = await create();
    const { ticket, timeline, actions } = await valueOf(
      tickets['tickets.merge']({ ticketId: merged, into: target }, sam),
    );
    expect(ticket).toMatchObject({ id: merged, state: 'merged', mergedInto: target });
    expect(timeline.at(-1)).toMatchObject({ event: { kind: 'link', relation: 'merged_into', ticketId: target } });
    expect(actions).toEqual(['workNote', 'comment', 'deliver', 'reply']);
    const reply = await valueOf(tickets['tickets.reply']({ ticketId: merged, text: 'Me too', channel: 'email' }, sam));
    expect(reply.ticket).toMatchObject({ id: target, state: 'new' });
    expect(reply.timeline.slice(-2)).toMatchObject([
      { event: { kind: 'link', relation: 'merged_from', ticketId: merged, number: 'INC-7K3Q-000002' } },
      { ticketId: target, event: { kind: 'reply', text: 'Me too' } },
    ]);
    expect((await trail()).slice(-3).map(({ action, object }) => [action, object?.number])).toEqual([
      ['ticket.merge', 'INC-7K3Q-000002'],
      ['ticket.merge-from', 'INC-7K3Q-000001'],
      ['ticket.reply', 'INC-7K3Q-000001'],
    ]);
  });

  it('leaves every word with who said it: a reply to the merged one is its requester’s', async () => {
    const target = await create({ requester: { id: null, name: 'Bob Ito' } });
    const merged = await create({ requester: { id: null, name: 'Ann Berg' } });
    await valueOf(tickets['tickets.merge']({ ticketId: merged, into: target }, sam));
    const reply = (ticketId: string) =>
      valueOf(tickets['tickets.reply']({ ticketId, text: 'Me too', channel: 'email' }, sam));
    expect((await reply(merged)).timeline.at(-1)).toMatchObject({ ticketId: target, by: { name: 'Ann Berg' } });
    expect((await reply(target)).timeline.at(-1)).toMatchObject({ ticketId: target, by: { name: 'Bob Ito' } });
  });

  it('never goes in a circle, nor into what has ended or is not here', async () => {
    const one = await create();
    const two = await create();
    await valueOf(tickets['tickets.merge']({ ticketId: one, into: two }, sam));
    expect(await tickets['tickets.merge']({ ticketId: two, into: one }, sam)).toMatchObject({
      failure: { code: 'ticket.merge-target' },
    });
    expect(await tickets['tickets.merge']({ ticketId: two, into: two }, sam)).toMatchObject({
      failure: { code: 'ticket.merge-target' },
    });
    expect(
      await tickets['tickets.merge']({ ticketId: two, into: 'ticket:01J00000000000000000000009' }, sam),
    ).toMatchObject({ failure: { code: 'record.not-found' } });
  });
});

describe('a follow-up', () => {
  it('is a new ticket that names the closed one; both timelines say so', async () => {
    const ticketId = await create();
    await valueOf(
      tickets['tickets.resolve'](
        { ticketId, code: 'assistance', text: 'Done', articleId: null, noArticleReason: 'One-off' },
        sam,
      ),
    );
    const ask = () => tickets['tickets.followUp']({ ticketId, description: 'Again', channel: 'email' }, sam);
    expect(await ask()).toMatchObject({ failure: { code: 'ticket.illegal-transition' } });
    const { ticket: closed } = await valueOf(tickets['tickets.close']({ ticketId }, sam));
    const made = await valueOf(ask());
    // The number of what was refused was given to nobody.
    expect(made.number).toBe('INC-7K3Q-000002');
    const next = await valueOf(tickets['tickets.get']({ ticketId: made.ticketId }, sam));
    expect(next.ticket).toMatchObject({ parentId: ticketId, state: 'new', title: report.title, description: 'Again' });
    expect(next.timeline).toMatchObject([
      { event: { kind: 'created', channel: 'email' } },
      { event: { kind: 'link', relation: 'follow_up_of', ticketId } },
    ]);
    const parent = await valueOf(tickets['tickets.get']({ ticketId }, sam));
    expect(parent.ticket).toMatchObject({ ...closed, updatedAt: parent.ticket.updatedAt, revision: 3 });
    expect(parent.timeline.at(-1)).toMatchObject({
      event: { kind: 'link', relation: 'followed_up_by', ticketId: made.ticketId, number: made.number },
    });
  });
});

describe('creating from a draft', () => {
  it('removes it in the same commit, if it is mine', async () => {
    const drafts = draftHandlers(folder.desk);
    const mine = await valueOf(drafts['drafts.save']({ key: 'new-ticket:1', fields: { title: 'VPN' } }, lin));
    const theirs = await valueOf(drafts['drafts.save']({ key: 'new-ticket:1', fields: { title: 'Printer' } }, sam));
    await create({ draftId: theirs?.id ?? '' });
    expect(await valueOf(drafts['drafts.list']({}, sam))).toHaveLength(1);
    await create({ draftId: mine?.id ?? '' });
    expect(await valueOf(drafts['drafts.list']({}, lin))).toEqual([]);
  });
});
