import { afterEach, beforeEach, expect, it } from 'vitest';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Article } from '#shared/knowledge/article.ts';
import { beginArticle } from '#shared/knowledge/create.ts';
import { planArticleMove } from '#shared/knowledge/plan.ts';
import { ArticleLinks, passOnArticles } from '#core/article-links.ts';
import { ArticleIndex } from '#core/knowledge/article-index.ts';
import { UseCounts } from '#core/knowledge/use-counts.ts';
import { openTicketIndex } from '#core/queue/ticket-index.ts';
import { rowMatcher } from '#core/queue/text-search.ts';
import { ArticleSearch } from '#core/search/article-search.ts';
import { errorCodes } from '#core/search/error-terms.ts';
import { plainLexicon } from '#core/search/lexicon.ts';
import { TicketSearch } from '#core/search/ticket-search.ts';
import { actorOf } from '#core/session.ts';
import { suggestionHandlers } from '#core/suggestions/handlers.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const lin = contextOf('Lin Yue', ['team-lead']);
const sam = contextOf('Sam Okafor', ['team-lead'], 'user:01J0000000000000000000000B');
const person = ({ session }: typeof lin) => ({ id: session.userId, name: session.displayName });
let folder: DeskFolder;
let tickets: ReturnType<typeof ticketHandlers>;
let suggestions: ReturnType<typeof suggestionHandlers>;

const valueOf = async <T>(reply: Result<T> | Promise<Result<T>>): Promise<T> => {
  const settled = await reply;
  if (!settled.ok) throw new Error(`${settled.failure.code}: ${settled.failure.message}`);
  return settled.value;
};

beforeEach(async () => {
  folder = await deskFolder(testAmbient('2026-10-01T02:00:00.000Z'));
  const { desk } = folder;
  const index = openTicketIndex(desk);
  const links = new ArticleLinks(desk);
  const rows = new ArticleIndex(desk);
  const uses = new UseCounts(desk);
  const articles = new ArticleSearch(desk, { lexicon: plainLexicon, onRead: () => undefined });
  const search = new TicketSearch(desk, {
    rows: index,
    matchRow: rowMatcher(index),
    readTimeline: (ticketId) => readTimeline(desk.records, ticketId),
    dueNow: () => () => false,
    zone: 'UTC',
    onRead: () => undefined,
  });
  const passOn = passOnArticles(links);
  tickets = ticketHandlers(desk, { ...plainRules, onMerged: passOn, onFollowedUp: passOn });
  suggestions = suggestionHandlers(desk, {
    articles: {
      index: () => {
        articles.settle();
        return articles.index;
      },
      idAt: (slot) => {
        const found = articles.articleAt(slot);
        return found?.side === 'read' ? found.articleId : undefined;
      },
    },
    tickets: {
      index: () => {
        search.settle();
        return search.index;
      },
      idAt: (slot) => index.row(slot)?.id,
    },
    codes: errorCodes,
    articleRow: (id) => rows.row(id),
    ticketState: (id) => index.row(index.slotOf(id) ?? -1)?.state,
    articlesOf: (id) => links.ofTicket(id),
    useOf: (id, version) => uses.of(id, version),
  });
});
afterEach(() => folder.remove());

const published = (title: string, body: string): Promise<string> =>
  valueOf(
    folder.desk.commit(actorOf(lin.session), (unit) => {
      const content = { title, body, category: null, tags: [], audience: 'internal' } as const;
      const beginning = { kind: 'known_error', language: 'en', content, translates: null } as const;
      const stamp = unit.stamp('article', unit.newId('article'));
      const begun = beginArticle(beginning, stamp, unit.nextNumber('KB'), person(lin));
      const submitted = planArticleMove(begun, { action: 'submit' }, { by: person(lin), at: unit.at, seen: 1 });
      if (!submitted.ok) return submitted;
      const { article } = submitted.value;
      const seen = article.revision;
      const done = planArticleMove(article, { action: 'publish' }, { by: person(sam), at: unit.at, seen });
      if (!done.ok) return done;
      unit.write('knowledge.publish', done.value.article);
      return succeed(done.value.article.id);
    }),
  );
const aTicket = async (title: string, description = ''): Promise<string> => {
  const report = { kind: 'incident', channel: 'phone', impact: 2, urgency: 2, category: null } as const;
  const made = tickets['tickets.create']({ ...report, title, description, requester: null, draftId: null }, lin);
  return (await valueOf(made)).ticketId;
};
const suggestedFor = (ticketId: string) =>
  valueOf(suggestions['suggestions.forTicket']({ ticketId, language: 'en', limit: 5 }, lin));
const namedOn = async (ticketId: string) =>
  (await valueOf(suggestions['suggestions.ofTicket']({ ticketId }, lin))).map(({ article }) => article.id);
const link = (ticketId: string, articleId: string) =>
  suggestions['suggestions.link']({ ticketId, articleId, kind: 'linked' }, lin);
const resolveWith = (ticketId: string, articleId: string) =>
  valueOf(tickets['tickets.resolve']({ ticketId, code: 'other', text: 'Done', articleId, noArticleReason: null }, lin));

it('suggests by the same code however it is written, says so, and nothing where nothing fits', async () => {
  const article = await published('VIDEO_TDR_FAILURE after an update', 'The stop code is 0x116.');
  await published('Barcode scanner sends nothing', 'Scan the reset code.');
  const { shown, hasArticles } = await suggestedFor(await aTicket('Blue screen', 'bugcheck was 0x00000116 (0x1)'));
  expect(hasArticles).toBe(true);
  expect(shown.map(({ article: { id } }) => id)).toEqual([article]);
  expect(shown[0]?.why[0]).toEqual({ kind: 'code', codes: ['0x116'] });
  expect((await suggestedFor(await aTicket('Coffee on the keyboard'))).shown).toEqual([]);
});

it('learns from resolved tickets like it, and from open ones nothing', async () => {
  const article = await published('Reseat the riser card', 'Open the case.');
  const past = await aTicket('Plotter on floor three draws wavy lines');
  await valueOf(link(past, article));
  const next = await aTicket('Plotter on floor three: wavy lines again');
  expect((await suggestedFor(next)).shown).toEqual([]);
  await resolveWith(past, article);
  const { shown } = await suggestedFor(next);
  expect(shown.map(({ article: { id }, why }) => [id, why[0]])).toEqual([[article, { kind: 'past', tickets: 1 }]]);
});

it('is linked once, counted once, left out of what is suggested, and taken off again', async () => {
  const article = await published('Dock loses the network', 'Update the firmware.');
  const ticketId = await aTicket('Dock loses the network');
  await valueOf(link(ticketId, article));
  const again = suggestions['suggestions.link']({ ticketId, articleId: article, kind: 'inserted' }, lin);
  expect(await valueOf(again)).toMatchObject([{ article: { id: article, uses: 1 }, kind: 'linked', usedVersion: 1 }]);
  expect((await suggestedFor(ticketId)).shown).toEqual([]);
  expect(await valueOf(suggestions['suggestions.unlink']({ ticketId, articleId: article }, lin))).toEqual([]);
  const { timeline } = await valueOf(tickets['tickets.get']({ ticketId }, lin));
  const told = timeline.map(({ event }) => (event.kind === 'article' ? event.change : event.kind));
  expect(told).toEqual(['created', 'linked', 'unlinked']);
  expect((await suggestedFor(ticketId)).shown).toHaveLength(1);
});

it('stays on a ticket that is resolved with it', async () => {
  const article = await published('Dock loses the network', 'Update the firmware.');
  const ticketId = await aTicket('Dock loses the network');
  await resolveWith(ticketId, article);
  expect(await suggestions['suggestions.unlink']({ ticketId, articleId: article }, lin)).toMatchObject({
    failure: { code: 'article.is-solution' },
  });
});

it('goes with a ticket that is merged, which learns nothing more itself', async () => {
  const article = await published('Dock loses the network', 'Update the firmware.');
  const [from, into] = [await aTicket('Dock'), await aTicket('Dock again')];
  await valueOf(link(from, article));
  await valueOf(tickets['tickets.merge']({ ticketId: from, into }, lin));
  expect(await namedOn(into)).toEqual([article]);
  const other = await published('Other', 'x');
  const ended = { failure: { code: 'link.ended', details: { state: 'merged' } } };
  expect(await link(from, other)).toMatchObject(ended);
  expect(await suggestions['suggestions.unlink']({ ticketId: from, articleId: article }, lin)).toMatchObject(ended);
});

it('puts the most used first of several that answer equally well', async () => {
  const [unused, once, often] = [
    await published('Dock loses the network', 'Update the firmware.'),
    await published('Dock loses the network', 'Update the firmware.'),
    await published('Dock loses the network', 'Update the firmware.'),
  ];
  for (const [articleId, times] of [
    [once, 1],
    [often, 2],
  ] as const)
    for (let use = 0; use < times; use++) await valueOf(link(await aTicket('Chair'), articleId));
  const { shown } = await suggestedFor(await aTicket('Dock loses the network'));
  expect(shown.map(({ article }) => article.id)).toEqual([often, once, unused]);
});

it('is no longer linked once it is retired, stays where it was, and goes on with a merged ticket', async () => {
  const article = await published('Dock loses the network', 'Update the firmware.');
  const [from, into] = [await aTicket('Dock'), await aTicket('Dock again')];
  await valueOf(link(from, article));
  await valueOf(
    folder.desk.commit(actorOf(lin.session), (unit) => {
      const before = unit.get<Article>('article', article);
      if (!before) throw new Error('it is gone');
      unit.write('knowledge.retire', {
        ...before,
        retired: { by: person(lin), at: unit.at, reason: 'old' },
      } as Article);
      return succeed(null);
    }),
  );
  const refused = { failure: { code: 'article.retired', details: { number: 'KB-7K3Q-000001' } } };
  expect(await link(into, article)).toMatchObject(refused);
  const solved = { ticketId: into, code: 'other', text: 'Done', articleId: article, noArticleReason: null } as const;
  expect(await tickets['tickets.resolve'](solved, lin)).toMatchObject(refused);
  const report = { kind: 'incident', channel: 'phone', impact: 2, urgency: 2, category: null } as const;
  const typed = { ...report, title: 'Dock', description: '', requester: null, draftId: null, articleIds: [article] };
  expect(await namedOn((await valueOf(tickets['tickets.create'](typed, lin))).ticketId)).toEqual([]);
  await valueOf(link(from, article));
  await valueOf(tickets['tickets.merge']({ ticketId: from, into }, lin));
  expect(await namedOn(into)).toEqual([article]);
});

it('says whether there is anything to suggest', async () => {
  expect(await valueOf(suggestions['suggestions.stock']({}, lin))).toEqual({ hasArticles: false });
  await published('Dock loses the network', 'Update the firmware.');
  expect(await valueOf(suggestions['suggestions.stock']({}, lin))).toEqual({ hasArticles: true });
});
