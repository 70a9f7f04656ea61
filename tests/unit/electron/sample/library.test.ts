/** Knowledge of the sample desk: used on most of what is resolved, and told the same on the ticket, at the article and in the figures. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '#shared/knowledge/article.ts';
import { ticketUseId } from '#shared/knowledge/ticket-use.ts';
import type { ArticleUse } from '#shared/knowledge/use.ts';
import { samplesOf, type Sample } from '#shared/services/samples.ts';
import { filledDesk, type FilledDesk } from './filled-desk.ts';

const DAY = 86_400_000;

const moments: readonly (readonly [zone: string, what: string, at: string])[] = [
  ['Europe/Berlin', 'a Wednesday noon', '2026-10-14T12:00:00+02:00'],
  ['Asia/Shanghai', 'National Day', '2026-10-05T15:00:00+08:00'],
  ['UTC', 'a Saturday', '2027-01-02T15:00:00Z'],
  ['America/New_York', 'a Monday before opening', '2026-10-19T06:10:00-04:00'],
];

describe.each(moments)('a desk in %s, filled on %s', (zone, _what, at) => {
  let filled: FilledDesk;
  let articles: ReadonlyMap<string, Article>;
  let uses: readonly ArticleUse[];
  beforeAll(async () => {
    filled = await filledDesk(at, zone);
    const { records } = filled.folder.desk;
    articles = new Map(
      [...records.ids('article')].flatMap((id) => {
        const article = records.get<Article>('article', id);
        return article ? [[id, article] as const] : [];
      }),
    );
    uses = [...records.ids('articleUse')].flatMap((id) => records.get<ArticleUse>('articleUse', id) ?? []);
  });
  afterAll(() => filled.folder.remove());

  it.each([30, 90])('has articles behind 55 to 65 % of what was resolved within %i days', (days) => {
    const { now, sla, tickets, timelineOf } = filled;
    const resolved = tickets
      .flatMap((ticket) => samplesOf(ticket, timelineOf(ticket), { book: sla.rules.book, now }))
      .filter((sample): sample is Extract<Sample, { kind: 'resolved' }> => sample.kind === 'resolved')
      .filter((sample) => sample.at >= now - days * DAY);
    const share = resolved.filter(({ withArticle }) => withArticle).length / resolved.length;
    expect(resolved.length).toBeGreaterThan(60);
    expect(share).toBeGreaterThanOrEqual(0.55);
    expect(share).toBeLessThanOrEqual(0.65);
  });

  it('names on a ticket only what had been published, and counts each naming once at the article', () => {
    const named = new Map<string, string>();
    for (const ticket of filled.tickets) {
      const { articleId, noArticleReason } = ticket.resolution ?? {};
      for (const { at: moment, by, event } of filled.timelineOf(ticket)) {
        if (event.kind !== 'article') continue;
        const article = articles.get(event.articleId);
        expect(event.number).toBe(article?.number);
        expect(Date.parse(article?.createdAt ?? '')).toBeLessThan(Date.parse(moment));
        expect(event.version).toBeGreaterThanOrEqual(1);
        if (article?.version === event.version)
          expect(Date.parse(article.publishedAt ?? '')).toBeLessThanOrEqual(Date.parse(moment));
        const id = ticketUseId(event.articleId, ticket.id);
        expect(named.has(id)).toBe(false);
        named.set(id, `${moment} ${by.name} ${event.version}`);
      }
      if (typeof articleId !== 'string') continue;
      expect(named.has(ticketUseId(articleId, ticket.id))).toBe(true);
      expect(noArticleReason).toBeNull();
    }
    const counted = uses.filter(({ ticketId }) => ticketId !== null);
    expect(new Map(counted.map((use) => [use.id, `${use.at} ${use.by.name} ${use.version}`]))).toEqual(named);
  });

  it('uses some articles often and others hardly ever', () => {
    const counts = new Map<string, number>();
    for (const { articleId, ticketId } of uses)
      if (ticketId !== null) counts.set(articleId, (counts.get(articleId) ?? 0) + 1);
    const published = [...articles.values()].filter(({ published: content }) => content !== null);
    const perArticle = published.map(({ id }) => counts.get(id) ?? 0).toSorted((left, right) => right - left);
    expect(perArticle[0]).toBeGreaterThanOrEqual(7);
    expect(perArticle.filter((count) => count <= 2).length).toBeGreaterThan(published.length / 4);
    expect(perArticle.at(-1)).toBe(0);
  });
});
