import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin } from '#shared/services/measures.ts';
import { samplesOf, type Sample } from '#shared/services/samples.ts';
import type { Resolution, Ticket } from '#shared/tickets/ticket.ts';
import { bookOf, moveTo, policy, say, ticketAt, type Happening } from '../sla/tickets.ts';
import { lin } from '../tickets/sample-ticket.ts';

const HOUR = 3_600_000;
/** Thursday; the Shanghai calendar of these tests works 09–12 and 13–18. */
const start = Date.parse('2026-09-24T01:00:00Z');
const later = start + 30 * 24 * HOUR;

const read = (happenings: readonly Happening[], change: Partial<Ticket> = {}) => {
  const { ticket, timeline } = ticketAt(start, happenings, { priority: 3, ...change });
  return samplesOf(ticket, timeline, { book: bookOf(), now: later });
};
const of = <Kind extends Sample['kind']>(samples: readonly Sample[], kind: Kind) =>
  samples.filter((sample): sample is Sample & { readonly kind: Kind } => sample.kind === kind);

const resolution = (articleId: string | null): Resolution => ({
  code: 'configuration',
  text: 'Rolled back.',
  articleId,
  noArticleReason: null,
  at: new Date(start).toISOString(),
  by: lin,
});
const resolved = (at: number, articleId: string | null = null): Happening => ({
  at,
  event: {
    kind: 'transition',
    action: 'resolve',
    from: 'in_progress',
    to: 'resolved',
    reason: null,
    resolution: resolution(articleId),
  },
});
const survey = (at: number, cycle: number, score: 1 | 4 | 5 | null): Happening => ({
  at,
  event: {
    kind: 'survey',
    cycle,
    answer:
      score === null
        ? null
        : { score, comment: '', answeredBy: '王芳', signature: null, language: 'zh-CN', solved: null },
    replaces: null,
  },
});

describe('what a ticket adds to the figures', () => {
  it('is a kept target at the moment it was kept, in the time that the clock counts', () => {
    const samples = read([say(start + HOUR), resolved(start + 5 * HOUR)]);
    expect(of(samples, 'response')).toEqual([{ kind: 'response', at: start + HOUR, met: true }]);
    expect(of(samples, 'answered')).toEqual([{ kind: 'answered', at: start + HOUR, seconds: 3600 }]);
    expect(of(samples, 'feedback')).toEqual([{ kind: 'feedback', at: start + HOUR, met: true }]);
    expect(of(samples, 'resolve')).toEqual([{ kind: 'resolve', at: start + 5 * HOUR, met: true }]);
    // 09:00 to 14:00 with an hour of lunch.
    expect(of(samples, 'resolved')).toEqual([
      { kind: 'resolved', at: start + 5 * HOUR, seconds: 4 * 3600, withArticle: false },
    ]);
  });

  it('is a missed target one second past its due time, not when somebody gets round to it', () => {
    // P3: 4 business hours, from 09:00 until 14:00.
    const [missed] = of(read([say(start + 50 * HOUR)]), 'response');
    expect(missed).toEqual({ kind: 'response', at: start + 5 * HOUR + 1000, met: false });
  });

  it('is a target that will have been missed where nothing is decided yet', () => {
    expect(of(read([]), 'feedback')).toEqual([{ kind: 'feedback', at: start + 24 * HOUR + 1000, met: false }]);
    expect(of(read([]), 'resolve')).toHaveLength(1);
  });

  it('is nothing about resolving while it is on hold', () => {
    expect(of(read([say(start + HOUR), moveTo(start + 2 * HOUR, 'on_hold')]), 'resolve')).toEqual([]);
  });

  it('keeps to 24 hours to the second', () => {
    const [inTime] = of(read([say(start + 24 * HOUR)]), 'feedback');
    const [late] = of(read([say(start + 24 * HOUR + 1000)]), 'feedback');
    expect([inTime, late]).toMatchObject([{ met: true }, { met: false }]);
  });

  it('is nothing for what was cancelled or merged', () => {
    for (const end of ['cancelled', 'merged'] as const)
      expect(read([say(start + HOUR), moveTo(start + 90 * HOUR, end)])).toEqual([]);
  });

  it('counts each cycle once, and each reopening', () => {
    const samples = read(
      [
        say(start + HOUR),
        resolved(start + 2 * HOUR, 'article:1'),
        moveTo(start + 20 * HOUR, 'in_progress', 'resolved'),
        resolved(start + 26 * HOUR),
        moveTo(start + 50 * HOUR, 'closed', 'resolved'),
      ],
      { cycle: 2, reopenCount: 1, resolution: resolution(null) },
    );
    expect(of(samples, 'resolved').map(({ at, withArticle }) => [at, withArticle])).toEqual([
      [start + 2 * HOUR, true],
      [start + 26 * HOUR, false],
    ]);
    expect(of(samples, 'reopened')).toEqual([{ kind: 'reopened', at: start + 20 * HOUR }]);
    expect(of(samples, 'resolve')).toHaveLength(2);
  });

  it('has an article where the record names one, or where one stood on the ticket', () => {
    const article = (at: number, change: 'linked' | 'inserted' | 'unlinked'): Happening => ({
      at,
      event: { kind: 'article', change, articleId: 'article:1', number: 'KB-7K3Q-000001', title: 'VPN', version: 1 },
    });
    const withArticle = (samples: readonly Sample[]) => of(samples, 'resolved').map((sample) => sample.withArticle);
    expect(withArticle(read([moveTo(start + HOUR, 'resolved')], { resolution: resolution('article:1') }))).toEqual([
      true,
    ]);
    expect(withArticle(read([article(start + 1, 'inserted'), resolved(start + HOUR)]))).toEqual([true]);
    expect(withArticle(read([resolved(start + HOUR), article(start + 2 * HOUR, 'linked')]))).toEqual([true]);
    expect(
      withArticle(read([article(start + 1, 'linked'), article(start + 2, 'unlinked'), resolved(start + HOUR)])),
    ).toEqual([false]);
  });

  it('is one answer for each cycle that was asked about', () => {
    const samples = read([resolved(start + HOUR), survey(start + 2 * HOUR, 1, 4), survey(start + 3 * HOUR, 1, 1)]);
    expect(of(samples, 'survey')).toEqual([{ kind: 'survey', at: start + 2 * HOUR, score: 4 }]);
  });

  it('counts nothing but feedback by a target where no policy is in force', () => {
    const { ticket, timeline } = ticketAt(start, [resolved(start + HOUR)], { category: 'Network' });
    const elsewhere = { ...policy, scope: { services: [], categories: ['Printing'] } };
    const samples = samplesOf(ticket, timeline, { book: bookOf([{ policy: elsewhere }]), now: later });
    expect(samples.map(({ kind }) => kind).toSorted()).toEqual(['feedback', 'resolved']);
    expect(of(samples, 'resolved')[0]?.seconds).toBeNull();
  });
});

describe('windows that follow each other', () => {
  const histories = fc.array(
    fc.record({
      hour: fc.integer({ min: 0, max: 400 }),
      to: fc.constantFrom('reply', 'on_hold', 'in_progress', 'resolved', 'closed', 'cancelled'),
    }),
    { maxLength: 10 },
  );
  it('count every sample exactly once', () => {
    fc.assert(
      fc.property(histories, fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 6 }), (steps, cuts) => {
        const happenings = steps
          .toSorted((left, right) => left.hour - right.hour)
          .map(({ hour, to }) =>
            to === 'reply' ? say(start + hour * HOUR) : moveTo(start + hour * HOUR, to as Ticket['state']),
          );
        const samples = read(happenings);
        const bounds = [start, ...cuts.map((hour) => start + hour * HOUR), start + 5000 * HOUR].toSorted(
          (left, right) => left - right,
        );
        const windows = bounds.slice(1).map((to, place) => ({ from: bounds[place] ?? 0, to }));
        for (const sample of samples) expect(windows.filter((window) => isWithin(sample, window))).toHaveLength(1);
        const cycles = samples.filter(({ kind }) => kind === 'resolved').length;
        expect(samples.filter(({ kind }) => kind === 'reopened').length).toBeLessThanOrEqual(cycles);
      }),
    );
  });
});
