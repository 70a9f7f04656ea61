import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SurveyAnswer } from '#shared/survey/answer.ts';
import { planSurvey, type SurveyOutcome } from '#shared/survey/plan.ts';
import { surveyOf, surveysOf } from '#shared/survey/standing.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { planTransition, type TransitionRequest } from '#shared/tickets/transition.ts';
import { lin, sam, ticketIn } from '../tickets/sample-ticket.ts';

const answer: SurveyAnswer = {
  score: 5,
  comment: '很快',
  answeredBy: '王芳',
  signature: { way: 'typed', name: '王芳' },
  language: 'zh-CN',
  solved: null,
};
const instant = (minute: number): string => new Date(Date.UTC(2026, 9, 9, 9, minute)).toISOString();
const entry = (place: number, event: TimelineEvent): TimelineEntry => ({
  id: `entry:01J00000000000000000000001:${String(place).padStart(26, '0')}`,
  type: 'entry',
  schema: 1,
  createdAt: instant(place),
  updatedAt: instant(place),
  createdBy: lin.id ?? '',
  device: 'device:1',
  ticketId: 'ticket:01J00000000000000000000001',
  at: instant(place),
  by: lin,
  event,
  imported: null,
});
const ask = (ticket: Ticket, timeline: readonly TimelineEntry[], outcome: Partial<SurveyOutcome> = {}) =>
  planSurvey(
    ticket,
    timeline,
    { cycle: ticket.cycle, answer, replaces: null, ...outcome },
    { by: sam, at: instant(59) },
  );

const survey = (place: number, more: Partial<Extract<TimelineEvent, { kind: 'survey' }>> = {}): TimelineEntry =>
  entry(place, { kind: 'survey', cycle: 1, answer, replaces: null, ...more });

describe('what a requester says at hand-over', () => {
  it('is one answer for each cycle', () => {
    const resolved = ticketIn('resolved');
    expect(ask(resolved, [])).toMatchObject({ ok: true, value: { ticket: { state: 'resolved', revision: 1 } } });
    expect(ask(resolved, [survey(1)])).toMatchObject({
      failure: { code: 'survey.answered', details: { name: '王芳' } },
    });
    expect(ask({ ...resolved, cycle: 2 }, [survey(1)])).toMatchObject({ ok: true });
  });

  it('is refused for a cycle that is over, and for a ticket that is nothing to hand over', () => {
    expect(ask({ ...ticketIn('resolved'), cycle: 2 }, [], { cycle: 1 })).toMatchObject({
      failure: { code: 'record.stale' },
    });
    expect(ask(ticketIn('in_progress'), [])).toMatchObject({ failure: { code: 'ticket.illegal-transition' } });
  });

  it('may be declined once, and given after all', () => {
    const declined = survey(1, { answer: null });
    const resolved = ticketIn('resolved');
    expect(ask(resolved, [], { answer: null })).toMatchObject({ ok: true, value: { events: [{ answer: null }] } });
    expect(ask(resolved, [declined], { answer: null })).toMatchObject({ failure: { code: 'survey.declined' } });
    expect(ask(resolved, [survey(1)], { answer: null })).toMatchObject({ failure: { code: 'survey.answered' } });
    expect(ask(resolved, [declined])).toMatchObject({ ok: true });
    expect(surveyOf([declined, survey(2)], 1)).toMatchObject({ answer: { score: 5 }, former: [] });
  });

  it('closes a resolved ticket that they call solved, and no other', () => {
    const solved = { ...answer, solved: true };
    expect(ask(ticketIn('resolved'), [], { answer: solved })).toMatchObject({
      value: {
        ticket: { state: 'closed', closedAt: instant(59), revision: 1 },
        events: [{ kind: 'survey' }, { kind: 'transition', action: 'close' }],
      },
    });
    const still = ask(ticketIn('resolved'), [], { answer: { ...answer, solved: false } });
    expect(still).toMatchObject({ value: { ticket: { state: 'resolved' }, events: [{ kind: 'survey' }] } });
    const closed = ask(ticketIn('closed'), [], { answer: solved });
    expect(closed).toMatchObject({ value: { ticket: { state: 'closed' }, events: [{ kind: 'survey' }] } });
  });

  it('is corrected by naming the answer that counts, with a reason; both stay', () => {
    const resolved = ticketIn('resolved');
    const first = survey(1, { answer: { ...answer, score: 1 } });
    const reason = 'Tapped the wrong end of the scale';
    const second = survey(2, { replaces: { entryId: first.id, reason } });
    expect(ask(resolved, [first], { replaces: { entryId: first.id, reason } })).toMatchObject({ ok: true });
    expect(ask(resolved, [first], { replaces: { entryId: first.id, reason: ' ' } })).toMatchObject({
      failure: { code: 'ticket.fields-missing', details: { fields: ['reason'] } },
    });
    expect(ask(resolved, [first, second], { replaces: { entryId: first.id, reason } })).toMatchObject({
      failure: { code: 'record.stale' },
    });
    expect(surveyOf([first, second], 1)).toMatchObject({ answer: { score: 5 }, correction: reason, former: [1] });
    // Who would rather not answer has given no answer that could be corrected.
    const declined = survey(1, { answer: null });
    expect(ask(resolved, [declined], { replaces: { entryId: declined.id, reason } })).toMatchObject({
      failure: { code: 'record.stale' },
    });
  });

  it('counts the first of two that were taken on two laptops', () => {
    const timeline = [survey(1, { answer: { ...answer, score: 2 } }), survey(2)];
    expect(surveysOf(timeline)).toMatchObject([{ cycle: 1, answer: { score: 2 } }]);
  });

  it('is found whatever corrections name, also each other', () => {
    const event = fc.record({
      cycle: fc.integer({ min: 1, max: 2 }),
      answer: fc.constantFrom(answer, null),
      replaces: fc.option(fc.record({ entryId: fc.nat(5).map((place) => survey(place).id), reason: fc.constant('x') })),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 6 }), (events) => {
        const timeline = events.map((made, place) => survey(place, made));
        const found = surveysOf(timeline);
        expect(new Set(found.map(({ cycle }) => cycle)).size).toBe(found.length);
        for (const { entryId, cycle } of found)
          expect(
            timeline.some(({ id, event: said }) => id === entryId && said.kind === 'survey' && said.cycle === cycle),
          ).toBe(true);
      }),
    );
  });

  it('stays one answer a cycle through any history of moves and answers', () => {
    const moves: readonly TransitionRequest[] = [
      { action: 'take' },
      { action: 'resolve', code: 'assistance', text: 'Done', articleId: null, noArticleReason: 'Trivial' },
      { action: 'close' },
      { action: 'reopen', reason: 'Back again' },
    ];
    const step = fc.oneof(
      fc.constantFrom(...moves),
      fc.record({ action: fc.constant('survey' as const), declines: fc.boolean(), solved: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let ticket = ticketIn('new');
        const timeline: TimelineEntry[] = [];
        for (const [place, taken] of steps.entries()) {
          const at = instant(place);
          const planned =
            taken.action === 'survey'
              ? ask(ticket, timeline, { answer: taken.declines ? null : { ...answer, solved: taken.solved } })
              : planTransition(ticket, taken, { by: sam, at });
          if (!planned.ok) continue;
          ({ ticket } = planned.value);
          for (const event of planned.value.events) timeline.push(entry(timeline.length, event));
        }
        const answered = timeline.flatMap(({ event }) =>
          event.kind === 'survey' && event.answer ? [event.cycle] : [],
        );
        expect(new Set(answered).size).toBe(answered.length);
        expect(Math.max(0, ...answered)).toBeLessThanOrEqual(ticket.cycle);
        expect(surveysOf(timeline).filter((found) => found.answer !== null)).toHaveLength(answered.length);
      }),
    );
  });
});
