import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { SurveyAnswer } from '#shared/survey/answer.ts';
import { surveyOperations } from '#shared/survey/operations.ts';
import { encodeStrokes } from '#shared/survey/strokes.ts';
import { surveyHandlers } from '#core/survey/handlers.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const lin = contextOf('Lin Yue');
const strokes = encodeStrokes([
  [
    { x: 10, y: 10, at: 0, pressure: 0.5 },
    { x: 90, y: 40, at: 16, pressure: 0.5 },
  ],
]);
const answer: SurveyAnswer = {
  score: 4,
  comment: 'Quick, and friendly',
  answeredBy: 'Wang Fang',
  signature: { way: 'drawn', strokes },
  language: 'en',
  solved: true,
};

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const handlers = () => {
  const { desk } = folder;
  return {
    ...ticketHandlers(desk),
    ...surveyHandlers(desk, (ticketId) => readTimeline(desk.records, ticketId)),
  };
};
const resolvedTicket = async (): Promise<string> => {
  const made = await handlers()['tickets.create'](
    {
      kind: 'incident',
      channel: 'walk_up',
      title: 'Laptop does not charge',
      description: '',
      impact: 3,
      urgency: 3,
      category: null,
      requester: { id: null, name: 'Wang Fang' },
      draftId: null,
    },
    lin,
  );
  if (!made.ok) throw new Error(made.failure.message);
  await resolve(made.value.ticketId);
  return made.value.ticketId;
};
const resolve = (ticketId: string) =>
  handlers()['tickets.resolve'](
    { ticketId, code: 'hardware_repair', text: 'New adapter', articleId: null, noArticleReason: 'Trivial' },
    lin,
  );
const detailOf = async (ticketId: string) => {
  const detail = await handlers()['tickets.get']({ ticketId }, lin);
  if (!detail.ok) throw new Error(detail.failure.message);
  return detail.value;
};
const trail = async (): Promise<readonly AuditEntry[]> => {
  const { desk } = folder;
  const lines = await desk.readAudit(1, desk.auditHead.seq);
  return lines.map((line) => JSON.parse(line) as AuditEntry);
};

describe('a hand-over', () => {
  it('writes the answer, closes what is solved, and says so in the trail without a word of it', async () => {
    const ticketId = await resolvedTicket();
    const answered = await handlers()['survey.answer']({ ticketId, cycle: 1, answer }, lin);
    expect(answered).toEqual({ ok: true, value: { closed: true } });
    const { ticket, timeline } = await detailOf(ticketId);
    expect(ticket.state).toBe('closed');
    expect(timeline.slice(-2).map(({ event }) => event)).toMatchObject([
      { kind: 'survey', cycle: 1, answer, replaces: null },
      { kind: 'transition', action: 'close' },
    ]);
    const last = (await trail()).at(-1);
    expect(last).toMatchObject({
      action: 'survey.answer',
      object: { id: ticketId },
      after: { state: 'closed', cycle: 1, answer: { score: 4, language: 'en', signature: { way: 'drawn' } } },
    });
    const text = JSON.stringify(last);
    for (const secret of ['Wang', 'friendly', strokes]) expect(text).not.toContain(secret);
  });

  it('asks again after a reopening and keeps the first answer', async () => {
    const ticketId = await resolvedTicket();
    const notSolved = { ...answer, score: 2 as const, solved: false };
    await handlers()['survey.answer']({ ticketId, cycle: 1, answer: notSolved }, lin);
    expect(await handlers()['survey.answer']({ ticketId, cycle: 1, answer }, lin)).toMatchObject({
      failure: { code: 'survey.answered', details: { name: 'Wang Fang' } },
    });
    await handlers()['tickets.reopen']({ ticketId, reason: 'Still dead' }, lin);
    await resolve(ticketId);
    expect(await handlers()['survey.answer']({ ticketId, cycle: 1, answer }, lin)).toMatchObject({
      failure: { code: 'record.stale' },
    });
    expect(await handlers()['survey.answer']({ ticketId, cycle: 2, answer }, lin)).toMatchObject({ ok: true });
    const { timeline } = await detailOf(ticketId);
    const scores = timeline.flatMap(({ event }) => (event.kind === 'survey' ? (event.answer?.score ?? []) : []));
    expect(scores).toEqual([2, 4]);
  });

  it('may be declined', async () => {
    const ticketId = await resolvedTicket();
    expect(await handlers()['survey.decline']({ ticketId, cycle: 1 }, lin)).toEqual({ ok: true, value: null });
    expect(await handlers()['survey.decline']({ ticketId, cycle: 1 }, lin)).toMatchObject({
      failure: { code: 'survey.declined' },
    });
  });

  it('takes no signature but strokes on the pad', () => {
    const { input } = surveyOperations['survey.answer'];
    const ticketId = 'ticket:01J00000000000000000000001';
    const signed = (signature: unknown) =>
      input.safeParse({ ticketId, cycle: 1, answer: { ...answer, signature } }).success;
    expect(signed({ way: 'drawn', strokes })).toBe(true);
    expect(signed({ way: 'typed', name: '王芳' })).toBe(true);
    expect(signed(null)).toBe(true);
    for (const bad of ['', 'data:image/png;base64,AAAA', '<svg/>', 'DAAA'])
      expect(signed({ way: 'drawn', strokes: bad }), bad).toBe(false);
    expect(signed({ way: 'typed', name: '  ' })).toBe(false);
  });
});
