import { describe, expect, it } from 'vitest';
import {
  blankArticle,
  contentIn,
  draftOf,
  editedOf,
  isSameEdit,
  keptArticle,
} from '#renderer/knowledge/editor/edited-article.ts';
import { lacking, movesFor } from '#renderer/knowledge/editor/save-plan.ts';
import { articleStandings } from '#shared/knowledge/actions.ts';
import { planArticleMove } from '#shared/knowledge/plan.ts';
import type { Article } from '#shared/knowledge/article.ts';
import { articleAt } from '../../../shared/knowledge/sample-article.ts';
import { lin, sam } from '../../../shared/tickets/sample-ticket.ts';

const at = '2026-10-01T09:00:00.000Z';

/** Carries the moves out as the core does. */
const carryOut = (article: Article, moves: ReturnType<typeof movesFor>): Article =>
  moves.reduce((before, move) => {
    const planned = planArticleMove(before, move, { by: lin, at, seen: before.revision });
    if (!planned.ok) throw new Error(`${move.action}: ${planned.failure.message}`);
    return planned.value.article;
  }, article);

const writable = articleStandings.filter((standing) => standing !== 'retired');

describe('what saving does', () => {
  for (const standing of writable) {
    it(`from ${standing}: the article then says what the form says`, () => {
      const article = articleAt(standing);
      const edited = {
        ...editedOf(article),
        body: 'Pull the plug.',
        tags: 'dock，USB、usb-c, dock',
        kind: 'faq',
        owner: sam,
        validUntil: '2027-01-01',
        note: 'shorter',
      } as const;
      const saved = carryOut(article, movesFor(article, edited, { submit: false }));
      expect(editedOf(saved)).toEqual({ ...edited, tags: 'dock, USB, usb-c' });
      expect(saved.next?.stage).toBe('draft');
      const submitted = carryOut(article, movesFor(article, edited, { submit: true }));
      expect(submitted.next).toMatchObject({ stage: 'in_review', body: 'Pull the plug.' });
    });

    it(`from ${standing}: nothing where nothing was changed`, () => {
      const article = articleAt(standing);
      expect(movesFor(article, editedOf(article), { submit: false })).toEqual([]);
    });
  }

  it('who keeps it, of which kind and until when needs no new version', () => {
    const article = articleAt('published');
    const moves = movesFor(article, { ...editedOf(article), owner: sam }, { submit: true });
    expect(moves.map(({ action }) => action)).toEqual(['describe']);
  });

  it('what waits for review is not submitted again', () => {
    const article = articleAt('in_review');
    expect(movesFor(article, editedOf(article), { submit: true })).toEqual([]);
  });

  it('a review needs a title and a text', () => {
    expect(lacking(blankArticle('en', lin))).toEqual(['title', 'body']);
    expect(lacking({ ...blankArticle('en', lin), title: 'A', body: 'b' })).toEqual([]);
  });
});

describe('the draft of an article', () => {
  it('gives back all that was kept', () => {
    const edited = { ...editedOf(articleAt('published_draft')), note: 'why', validUntil: '2027-01-01' };
    const file = { sha256: 'a'.repeat(64), name: 'tray.png', mediaType: 'image/png', bytes: 3 };
    const kept = { edited, seen: 7, translates: 'article:01J00000000000000000000009', files: [file] };
    expect(keptArticle(draftOf(kept), blankArticle('zh-CN', sam))).toEqual(kept);
  });

  it('is none without fields, and takes what is missing or unknown from what it begins with', () => {
    const begun = blankArticle('zh-CN', lin);
    expect(keptArticle({}, begun)).toBeUndefined();
    expect(keptArticle({ title: 'VPN', kind: 'essay', seen: '-1', files: '{' }, begun)).toEqual({
      edited: { ...begun, title: 'VPN' },
      seen: null,
      translates: null,
      files: [],
    });
  });

  it('spaces around are no change', () => {
    const edited = editedOf(articleAt('draft'));
    expect(isSameEdit(edited, { ...edited, title: `${edited.title} `, tags: `${edited.tags} ,` })).toBe(true);
    expect(isSameEdit(edited, { ...edited, body: `${edited.body}.` })).toBe(false);
    expect(contentIn({ ...edited, category: '  ' }).category).toBeNull();
  });
});
