import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonRef } from '#shared/base/record.ts';
import {
  allowedArticleActions,
  articleActions,
  articleStandings,
  articleTransitions,
  standingOf,
  type ArticleAction,
} from '#shared/knowledge/actions.ts';
import { contentOf, isOutdated, stateOf, type Article } from '#shared/knowledge/article.ts';
import { planArticleMove, type ArticleMove } from '#shared/knowledge/plan.ts';
import { lin, sam } from '../tickets/sample-ticket.ts';
import { articleAt, text } from './sample-article.ts';

const at = '2026-10-01T09:00:00.000Z';

const moveOf = (action: ArticleAction): ArticleMove => {
  switch (action) {
    case 'edit':
      return { action, content: text('Reset a dock: edited'), note: 'clearer' };
    case 'sendBack':
    case 'retire':
      return { action, reason: 'because' };
    case 'confirm':
      return { action, validUntil: '2027-10-01' };
    case 'describe':
      return { action, kind: 'faq', owner: sam, validUntil: '2027-01-01' };
    default:
      return { action };
  }
};

const plan = (article: Article, action: ArticleAction, by: PersonRef) =>
  planArticleMove(article, moveOf(action), { by, at, seen: article.revision });

describe('every action in every standing', () => {
  for (const standing of articleStandings) {
    for (const action of articleActions) {
      const to = articleTransitions[standing][action];
      it(`${action} from ${standing} ${to === undefined ? 'is refused' : `leads to ${to}`}`, () => {
        const article = articleAt(standing);
        const planned = plan(article, action, sam);
        if (to === undefined) {
          expect(planned).toMatchObject({ ok: false, failure: { code: 'article.illegal-transition' } });
          return;
        }
        if (!planned.ok) throw new Error(planned.failure.message);
        expect(standingOf(planned.value.article)).toBe(to);
        expect(planned.value.article).toMatchObject({ revision: article.revision + 1, updatedAt: at });
        expect(planned.value.publishes).toBe(action === 'publish');
      });
    }
  }
});

describe('review', () => {
  it('needs somebody who did not write it: none of the authors publishes or sends back', () => {
    for (const standing of ['in_review', 'published_in_review'] as const) {
      expect(plan(articleAt(standing), 'publish', lin)).toMatchObject({ failure: { code: 'article.own-review' } });
      expect(plan(articleAt(standing), 'sendBack', lin)).toMatchObject({ failure: { code: 'article.own-review' } });
      const offered = allowedArticleActions(articleAt(standing), lin, ['team-lead']);
      expect(offered).not.toContain('publish');
      expect(allowedArticleActions(articleAt(standing), sam, ['team-lead'])).toContain('publish');
      expect(allowedArticleActions(articleAt(standing), sam, ['technician'])).not.toContain('publish');
    }
  });

  it('a reviewer who writes on it has become an author', () => {
    const edited = plan(articleAt('in_review'), 'edit', sam);
    if (!edited.ok) throw new Error(edited.failure.message);
    expect(edited.value.article.next?.authors).toEqual([lin, sam]);
    const submitted = plan(edited.value.article, 'submit', sam);
    if (!submitted.ok) throw new Error(submitted.failure.message);
    expect(plan(submitted.value.article, 'publish', sam)).toMatchObject({ failure: { code: 'article.own-review' } });
  });

  it('what is published stays readable while its next version is written, and is replaced as a whole', () => {
    const article = articleAt('published_in_review');
    expect(contentOf(article).title).toBe('Reset a dock');
    expect(stateOf(article)).toBe('published');
    const published = plan(article, 'publish', sam);
    if (!published.ok) throw new Error(published.failure.message);
    expect(published.value.article).toMatchObject({
      published: text('Reset a dock, once more'),
      version: 2,
      reviewer: sam,
      publishedAt: at,
      next: null,
    });
  });

  it('a reason for sending back stays until it is submitted again', () => {
    const back = plan(articleAt('in_review'), 'sendBack', sam);
    if (!back.ok) throw new Error(back.failure.message);
    expect(back.value.article.next?.sentBack).toEqual({ by: sam, at, reason: 'because' });
    const again = plan(back.value.article, 'submit', lin);
    expect(again).toMatchObject({ value: { article: { next: { sentBack: null } } } });
  });
});

it('is refused where somebody else changed it meanwhile', () => {
  const article = articleAt('draft');
  const stale = planArticleMove(article, moveOf('edit'), { by: lin, at, seen: article.revision - 1 });
  expect(stale).toMatchObject({ failure: { code: 'record.stale' } });
});

it('nothing that was discarded or withdrawn is lost, and all of it goes through a review again', () => {
  const discarded = plan(articleAt('draft'), 'discard', lin);
  if (!discarded.ok) throw new Error(discarded.failure.message);
  const restored = plan(discarded.value.article, 'restore', sam);
  expect(restored).toMatchObject({
    value: { article: { next: { title: 'Reset a dock, once more', stage: 'draft' } } },
  });
  const withdrawn = plan(articleAt('retired'), 'restore', sam);
  expect(withdrawn).toMatchObject({
    value: { article: { published: null, next: { title: 'Reset a dock', authors: [sam] }, version: 1 } },
  });
});

it('holds until the end of its last day', () => {
  expect(isOutdated({ validUntil: '2026-10-01' }, '2026-10-01')).toBe(false);
  expect(isOutdated({ validUntil: '2026-10-01' }, '2026-10-02')).toBe(true);
  expect(isOutdated({ validUntil: null }, '2099-01-01')).toBe(false);
});

it('whatever happens: always one standing, versions only grow, nobody publishes what they wrote', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...articleStandings),
      fc.array(fc.record({ action: fc.constantFrom(...articleActions), by: fc.constantFrom(lin, sam) }), {
        maxLength: 40,
      }),
      (start, moves) => {
        let article = articleAt(start);
        for (const { action, by } of moves) {
          const planned = plan(article, action, by);
          if (!planned.ok) continue;
          const after = planned.value.article;
          if (planned.value.publishes) expect(article.next?.authors.map(({ id }) => id)).not.toContain(by.id);
          expect(after.version).toBe(article.version + (planned.value.publishes ? 1 : 0));
          expect(after.published === null && after.next === null).toBe(false);
          expect(articleStandings).toContain(standingOf(after));
          article = after;
        }
      },
    ),
  );
});
