import { describe, expect, it } from 'vitest';
import type { SlaBook } from '#shared/sla/book.ts';
import { slaClocks, type SlaClock } from '#shared/sla/clocks.ts';
import { leadingRun, openRuns, queueDue } from '#shared/sla/due.ts';
import { factsOf, type SlaFacts } from '#shared/sla/facts.ts';
import { correctBy } from '#shared/sla/clock-skew.ts';
import type { SlaPolicy } from '#shared/sla/policy.ts';
import type { SlaTarget } from '#shared/sla/runs.ts';
import { thresholdId, thresholdMoments } from '#shared/sla/thresholds.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { inShanghai } from '../calendar/calendars.ts';
import { lin } from '../tickets/sample-ticket.ts';
import { bookOf, factsAt, moveTo, policy, resolveIn, say, ticketAt, type Happening } from './tickets.ts';

const HOUR = 3600;
/** A plain week: Monday 12 October 2026, 09–12 and 13–18. */
const at = (wall: string): number => inShanghai(`2026-10-${wall}`);
const P = (priority: Ticket['priority']): Partial<Ticket> => ({ priority });

const clockOf = (facts: SlaFacts, target: SlaTarget, now: number, book: SlaBook = bookOf()): SlaClock | undefined => {
  const { current, feedback } = slaClocks(facts, book, now);
  return target === 'feedback' ? feedback : current.find((clock) => clock.target === target);
};

describe('default targets', () => {
  it.each([
    [1, 900, HOUR, 4 * HOUR],
    [2, HOUR, 4 * HOUR, 8 * HOUR],
    [3, 4 * HOUR, 8 * HOUR, 16 * HOUR],
    [4, 8 * HOUR, undefined, 40 * HOUR],
  ] as const)('of P%d', (priority, response, update, resolve) => {
    const facts = factsAt(at('12 10:00'), [], P(priority));
    const seconds = (target: SlaTarget) => clockOf(facts, target, at('12 10:00'))?.targetSeconds;
    expect([seconds('response'), seconds('update'), seconds('resolve')]).toEqual([response, update, resolve]);
  });

  it('P1 goes by the wall clock, whatever day it is', () => {
    const facts = factsAt(at('17 23:00'), [], P(1));
    expect(clockOf(facts, 'resolve', at('17 23:00'))).toMatchObject({ dueAt: at('18 03:00'), basis: 'wall' });
  });
});

describe('response', () => {
  const received = at('12 10:00');
  const answeredBy = (...happenings: Happening[]): number | null | undefined =>
    clockOf(factsAt(received, happenings), 'response', at('14 10:00'))?.endsAt;

  it('is the first comment that reached the requester', () => {
    expect(answeredBy(say(at('12 10:20'), 'pending'), say(at('12 10:40'), 'phone'), say(at('12 11:00')))).toBe(
      at('12 10:40'),
    );
  });

  it('is the moment at which a pending one was marked as delivered, and only the first mark', () => {
    const mark = (when: string, place: number): Happening => ({
      at: at(when),
      event: {
        kind: 'delivery',
        of: `entry:01J00000000000000000000001:${String(place).padStart(26, '0')}`,
        delivery: 'phone',
      },
    });
    const pending = say(at('12 10:20'), 'pending');
    expect(answeredBy(pending, mark('12 10:50', 0))).toBe(at('12 10:50'));
    expect(factsAt(received, [pending, mark('12 10:50', 0), mark('12 10:55', 0)]).replies).toEqual([at('12 10:50')]);
    // A mark on what was delivered at once, on an automatic reply, or on nothing that is here.
    expect(answeredBy(mark('12 10:50', 7))).toBeNull();
    expect(answeredBy({ ...pending, by: { id: 'device:1', name: '7K3Q' } }, mark('12 10:50', 0))).toBeNull();
    expect(factsAt(received, [say(at('12 10:20')), mark('12 10:50', 0)]).replies).toEqual([at('12 10:20')]);
  });

  it('is a hand-over that the requester answered, not one that they declined', () => {
    const answer = {
      score: 5,
      comment: '',
      answeredBy: '王芳',
      signature: null,
      language: 'zh-CN',
      solved: true,
    } as const;
    const asked = (given: typeof answer | null): Happening => ({
      at: at('12 10:45'),
      event: { kind: 'survey', cycle: 1, answer: given, replaces: null },
    });
    expect(answeredBy(moveTo(at('12 10:44'), 'resolved'), asked(answer))).toBe(at('12 10:45'));
    expect(answeredBy(moveTo(at('12 10:44'), 'resolved'), asked(null))).toBeNull();
  });

  it('is no work note, no automatic reply, nothing that the requester says', () => {
    const note: Happening = { at: at('12 10:10'), event: { kind: 'workNote', text: 'x' } };
    const automatic: Happening = { ...say(at('12 10:11')), by: { id: 'device:1', name: '7K3Q' } };
    const asked: Happening = { ...say(at('12 10:12')), by: { id: null, name: '王芳' } };
    const reply: Happening = { at: at('12 10:13'), event: { kind: 'reply', text: 'x', channel: 'phone' } };
    expect(answeredBy(note, automatic, asked, reply)).toBeNull();
  });

  it('goes on while the ticket is on hold or resolved, and ends unanswered with it', () => {
    const moves = [moveTo(at('12 10:05'), 'on_hold'), moveTo(at('12 10:30'), 'resolved', 'on_hold')];
    expect(clockOf(factsAt(received, moves), 'response', at('12 11:00'))).toMatchObject({
      state: 'running',
      elapsedSeconds: HOUR,
    });
    const early = [...moves, moveTo(at('12 10:50'), 'closed', 'resolved')];
    expect(clockOf(factsAt(received, early), 'response', at('14 11:00'))).toMatchObject({ state: 'none' });
    const late = [...moves, moveTo(at('13 18:00'), 'closed', 'resolved')];
    expect(clockOf(factsAt(received, late), 'response', at('14 11:00'))).toMatchObject({ state: 'breached' });
  });

  it('in the second it is due is in time, one later is late', () => {
    const due = at('12 15:00');
    const state = (answered: number) => clockOf(factsAt(received, [say(answered)]), 'response', at('13 10:00'))?.state;
    expect(state(due + 999)).toBe('met');
    expect(state(due + 1000)).toBe('met_late');
  });
});

describe('update', () => {
  const received = at('12 09:00');

  it('starts again whenever the requester hears from us, and stops on hold', () => {
    const facts = factsAt(
      received,
      [say(at('12 10:00')), moveTo(at('12 11:00'), 'on_hold'), moveTo(at('12 14:00'), 'in_progress', 'on_hold')],
      P(2),
    );
    expect(clockOf(facts, 'update', at('12 15:00'))).toMatchObject({
      startsAt: at('12 10:00'),
      elapsedSeconds: 2 * HOUR,
      dueAt: at('12 17:00'),
      pausedSeconds: 2 * HOUR,
    });
  });

  it('remembers each time that we were late', () => {
    const told = [say(at('12 14:30')), say(at('12 15:00'))];
    expect(clockOf(factsAt(received, told, P(2)), 'update', at('12 15:30'))).toMatchObject({
      state: 'running',
      missedUpdates: 1,
    });
    const resolved = factsAt(received, [...told, moveTo(at('12 16:00'), 'resolved')], P(2));
    expect(clockOf(resolved, 'update', at('13 16:00'))).toMatchObject({ state: 'met_late', missedUpdates: 1 });
  });
});

describe('reopening', () => {
  const received = at('12 09:00');
  const moves = [moveTo(at('12 11:00'), 'resolved'), moveTo(at('13 10:00'), 'in_progress', 'resolved')];
  const under = (reopen: SlaPolicy['reopen']): { earlier: readonly SlaClock[]; current: readonly SlaClock[] } =>
    slaClocks(factsAt(received, moves), bookOf([{ policy: { ...resolveIn(8, 'bh'), reopen } }]), at('13 11:00'));

  it('resumes: time spent resolved is a bucket of its own', () => {
    const { earlier, current } = under({ kind: 'resume' });
    expect(earlier).toMatchObject([{ cycle: 1, state: 'met', elapsedSeconds: 2 * HOUR }]);
    expect(current).toMatchObject([
      {
        cycle: 2,
        state: 'running',
        startsAt: received,
        elapsedSeconds: 3 * HOUR,
        resolvedSeconds: 7 * HOUR,
        pausedSeconds: 0,
      },
    ]);
    expect(current[0]?.dueAt).toBe(at('13 17:00'));
    expect(current[0]?.breaks).toEqual([
      { kind: 'resolved', from: at('12 11:00'), to: at('13 10:00'), elapsedSeconds: 2 * HOUR, seconds: 7 * HOUR },
    ]);
  });

  it('restarts, or has a target of its own', () => {
    expect(under({ kind: 'restart' }).current).toMatchObject([
      { startsAt: at('13 10:00'), elapsedSeconds: HOUR, targetSeconds: 8 * HOUR },
    ]);
    const length = { amount: 3, unit: 'bh' } as const;
    const own = under({ kind: 'new_target', resolve: { 1: length, 2: length, 3: length, 4: length } });
    expect(own.current).toMatchObject([{ startsAt: at('13 10:00'), dueAt: at('13 14:00') }]);
  });

  it('asks for no second answer if the clock resumes, for another if it restarts', () => {
    const facts = factsAt(received, [say(at('12 09:30')), ...moves]);
    const response = (reopen: SlaPolicy['reopen']) =>
      clockOf(facts, 'response', at('13 11:00'), bookOf([{ policy: { ...policy, reopen } }]));
    expect(response({ kind: 'resume' })).toBeUndefined();
    expect(response({ kind: 'restart' })).toMatchObject({ state: 'running', startsAt: at('13 10:00') });
  });

  it('leaves what was never answered in the first cycle to the first cycle', () => {
    const { earlier, current } = slaClocks(factsAt(received, moves), bookOf(), at('13 11:00'));
    expect(earlier.find(({ target }) => target === 'response')).toMatchObject({
      state: 'breached',
      endsAt: at('13 10:00'),
    });
    expect(current.find(({ target }) => target === 'response')).toMatchObject({ state: 'breached', endsAt: null });
  });
});

describe('a change of priority', () => {
  const raise = (when: number): Happening => ({
    at: when,
    event: { kind: 'edit', changes: [{ field: 'priority', from: '3', to: '2' }] },
  });

  it('gives the new target from the original start', () => {
    const facts = factsAt(at('12 09:00'), [raise(at('12 16:00'))], P(2));
    expect(clockOf(facts, 'resolve', at('12 16:00'))).toMatchObject({
      startsAt: at('12 09:00'),
      dueAt: at('12 18:00'),
      elapsedSeconds: 6 * HOUR,
    });
  });

  it('leaves the judgement of an ended cycle alone', () => {
    const moves = [
      moveTo(at('13 11:00'), 'resolved'),
      moveTo(at('13 14:00'), 'in_progress', 'resolved'),
      raise(at('13 15:00')),
    ];
    const { earlier, current } = slaClocks(factsAt(at('12 09:00'), moves, P(2)), bookOf(), at('13 16:00'));
    expect(earlier.find(({ target }) => target === 'resolve')).toMatchObject({
      state: 'met',
      targetSeconds: 16 * HOUR,
    });
    expect(current.find(({ target }) => target === 'resolve')).toMatchObject({
      state: 'breached',
      targetSeconds: 8 * HOUR,
    });
  });
});

describe('versions of a policy', () => {
  const strict = resolveIn(2, 'bh');
  const lenient = resolveIn(8, 'bh');
  const done = factsAt(at('12 09:00'), [moveTo(at('12 14:00'), 'resolved')]);
  const running = factsAt(at('12 09:00'), []);
  const judged = (facts: SlaFacts, from: number) =>
    slaClocks(
      facts,
      bookOf([{ policy: lenient }, { policy: strict, from: new Date(from).toISOString() }]),
      at('12 15:00'),
    ).current[0];

  it('judge what runs; an ended cycle keeps the one it was judged by', () => {
    expect(judged(done, at('12 14:30'))).toMatchObject({ state: 'met', policyVersion: 1 });
    expect(judged(running, at('12 14:30'))).toMatchObject({ state: 'breached', policyVersion: 2 });
  });

  it('judge anew what ended since the time they say', () => {
    expect(judged(done, at('12 08:00'))).toMatchObject({ state: 'met_late', policyVersion: 2 });
  });

  it('wait for their time', () => {
    expect(judged(running, at('12 18:00'))).toMatchObject({ state: 'running', policyVersion: 1 });
    const book = bookOf([{ policy: lenient }, { policy: strict, from: new Date(at('12 18:00')).toISOString() }]);
    expect(book.nextChange(at('12 15:00'))).toBe(at('12 18:00'));
    expect(book.nextChange(at('12 18:00'))).toBeUndefined();
  });
});

describe('history as it was imported', () => {
  const received = at('12 09:00');
  const imported = { batch: 'importBatch:1', system: 'glpi', externalId: '7', digest: '' };

  it('counts what only the record says: hold, resolution, closing', () => {
    const held = factsAt(received, [], {
      state: 'on_hold',
      imported,
      hold: {
        reason: 'vendor',
        since: new Date(at('12 10:00')).toISOString(),
        until: new Date(at('14 10:00')).toISOString(),
      },
    });
    expect(clockOf(held, 'resolve', at('13 10:00'))).toMatchObject({ state: 'paused', elapsedSeconds: HOUR });
    const closed = factsAt(received, [], {
      state: 'closed',
      imported,
      closedAt: new Date(at('13 09:00')).toISOString(),
      resolution: {
        code: 'access',
        text: 'x',
        articleId: null,
        noArticleReason: null,
        at: new Date(at('12 11:00')).toISOString(),
        by: lin,
      },
    });
    expect(clockOf(closed, 'resolve', at('14 10:00'))).toMatchObject({ state: 'met', elapsedSeconds: 2 * HOUR });
    expect(closed.endedAt).toBe(at('13 09:00'));
  });

  it('begins in the middle: resolved or on hold before its first move', () => {
    const resolution = { code: 'access', text: 'x', articleId: null, noArticleReason: null, by: lin } as const;
    const closing = [moveTo(at('14 10:00'), 'closed', 'resolved')];
    const resolvedAt = (when: string): SlaFacts =>
      factsAt(received, closing, { imported, resolution: { ...resolution, at: new Date(at(when)).toISOString() } });
    expect(resolvedAt('12 11:00').cycles).toMatchObject([{ endsAt: at('12 11:00') }]);
    // A resolution that was dated from the closing says nothing of its own.
    expect(resolvedAt('14 10:00').cycles).toMatchObject([{ endsAt: received }]);
    expect(factsAt(received, [moveTo(at('12 11:00'), 'in_progress', 'on_hold')], { imported }).pauses).toEqual([
      { from: received, to: at('12 11:00') },
    ]);
  });

  it('gives up what was cancelled or merged', () => {
    const cancelled = (when: string) => factsAt(received, [moveTo(at(when), 'cancelled')]);
    expect(clockOf(cancelled('12 10:00'), 'resolve', at('20 10:00'))).toMatchObject({ state: 'none' });
    expect(clockOf(cancelled('16 10:00'), 'resolve', at('20 10:00'))).toMatchObject({ state: 'breached' });
  });

  it('reads priorities of other systems as no priority of ours', () => {
    const edit: Happening = {
      at: at('12 14:00'),
      event: { kind: 'edit', changes: [{ field: 'priority', from: '3 - Moderate', to: '2 - High' }] },
    };
    const facts = factsAt(received, [moveTo(at('12 11:00'), 'resolved'), edit], P(2));
    expect(facts.cycles[0]?.priority).toBe(2);
  });
});

describe('clock skew', () => {
  const correct = (offsetMs: number) =>
    correctBy([{ of: 'device:fast', offsetMs, seenAt: new Date(at('13 00:00')).toISOString() }]);

  it('is corrected past a minute, for what the device wrote', () => {
    const { ticket, timeline } = ticketAt(at('12 10:00'), [{ ...say(at('12 15:10')), device: 'device:fast' }]);
    const state = (offsetMs: number) =>
      clockOf(factsOf(ticket, timeline, correct(offsetMs)), 'response', at('14 10:00'))?.state;
    expect(state(60_000)).toBe('met_late');
    expect(correct(60_000)('device:fast', at('12 10:00'))).toBe(at('12 10:00'));
    expect(correct(-60_001)('device:fast', at('12 10:00'))).toBe(at('12 10:00') + 60_001);
    expect(state(15 * 60_000)).toBe('met');
  });

  it('seen again, goes back to the time before only', () => {
    const twice = correctBy([
      { of: 'device:1', offsetMs: 120_000, seenAt: new Date(at('12 12:00')).toISOString() },
      { of: 'device:1', offsetMs: 0, seenAt: new Date(at('13 12:00')).toISOString() },
    ]);
    expect(at('12 11:00') - twice('device:1', at('12 11:00'))).toBe(120_000);
    expect(at('13 11:00') - twice('device:1', at('13 11:00'))).toBe(0);
    expect(twice('device:2', 5)).toBe(5);
  });
});

describe('the row of the queue', () => {
  const dueOf = (facts: SlaFacts, now: number) => {
    const runs = openRuns(facts, bookOf(), now);
    const leading = leadingRun(facts, runs);
    return leading ? queueDue(facts, leading, now) : null;
  };

  it('goes by the clock that falls due first', () => {
    expect(dueOf(factsAt(at('12 09:00'), [], P(2)), at('12 09:30'))).toMatchObject({
      target: 'response',
      remainingSeconds: HOUR / 2,
      percent: 50,
    });
    const answered = factsAt(at('12 09:00'), [say(at('12 09:10'))], P(2));
    expect(dueOf(answered, at('12 09:30'))).toMatchObject({ target: 'update', at: at('12 14:10') });
  });

  it('says how much is overdue, in the time of the clock', () => {
    const facts = factsAt(at('12 09:00'), [], P(2));
    expect(dueOf(facts, at('12 10:38'))).toMatchObject({
      state: 'breached',
      remainingSeconds: -38 * 60,
      isCounting: true,
    });
    expect(dueOf(facts, at('12 12:30'))).toMatchObject({ isCounting: false });
  });

  it('says why it stands still', () => {
    const facts = factsAt(at('12 09:00'), [say(at('12 09:10')), moveTo(at('12 09:20'), 'on_hold')], P(2));
    expect(dueOf(facts, at('12 15:00'))).toMatchObject({
      state: 'paused',
      at: null,
      pausedReason: 'vendor',
      isCounting: false,
    });
  });

  it('is empty once nobody works on it', () => {
    expect(dueOf(factsAt(at('12 09:00'), [moveTo(at('12 10:00'), 'resolved')]), at('12 11:00'))).toBeNull();
  });

  it('is provisional past the known holidays', () => {
    const facts = factsAt(inShanghai('2026-12-30 17:00'), [say(inShanghai('2026-12-30 17:05'))], P(4));
    expect(dueOf(facts, inShanghai('2026-12-31 09:00'))).toMatchObject({
      target: 'resolve',
      isProvisional: true,
      daySeconds: 8 * HOUR,
    });
  });
});

describe('thresholds', () => {
  const facts = factsAt(at('12 09:00'), [], P(2));
  const run = (now: number) => {
    const found = openRuns(facts, bookOf(), now).find(({ run }) => run.target === 'resolve')?.run;
    if (!found) throw new Error('no run');
    return found;
  };

  it('tell what was reached and what comes next; what was before is history', () => {
    const now = at('12 17:00');
    expect(thresholdMoments(run(now), 0, now)).toEqual({
      reached: [
        { percent: 50, at: at('12 14:00') },
        { percent: 75, at: at('12 16:00') },
      ],
      next: { percent: 90, at: at('12 17:12') },
    });
    expect(thresholdMoments(run(now), at('12 15:00'), now).reached.map(({ percent }) => percent)).toEqual([75]);
  });

  it('have one name each, whoever asks', () => {
    const name = (target: SlaTarget, cycle: number, percent: 50 | 75) =>
      thresholdId('ticket:1', { target, cycle, period: 1 }, percent, (text) => text);
    const names = [name('resolve', 1, 50), name('resolve', 1, 75), name('resolve', 2, 50), name('response', 1, 50)];
    expect(new Set(names).size).toBe(4);
    expect(name('resolve', 1, 50)).toBe(names[0]);
  });
});

describe('policies for some tickets', () => {
  it('go before those for all; a service weighs more than a category', () => {
    const forNetwork = { ...resolveIn(1, 'bh'), scope: { services: [], categories: ['Network'] } };
    const book = bookOf([{ policy: forNetwork }]);
    expect(clockOf(factsAt(at('12 09:00'), []), 'resolve', at('12 09:00'), book)).toMatchObject({
      targetSeconds: HOUR,
    });
    expect(
      clockOf(factsAt(at('12 09:00'), [], { category: 'Printing' }), 'resolve', at('12 09:00'), book),
    ).toBeUndefined();
  });
});
