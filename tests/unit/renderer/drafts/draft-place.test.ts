import { describe, expect, it } from 'vitest';
import { draftHref, draftPlace, newArticleKey, newTemplateKey } from '#renderer/drafts/draft-place.ts';

describe('where a draft was being written', () => {
  it('is the template that was changed, or one that has no id yet', () => {
    const key = 'template:01JZ0000000000000000000000';
    expect(draftPlace(key)).toEqual({ kind: 'template', ticketId: null });
    expect(draftHref(key)).toBe(`#/templates/${encodeURIComponent(key)}`);
    expect(draftPlace('new-template:2')).toEqual({ kind: 'newTemplate', ticketId: null });
    expect(draftHref('new-template:2')).toBe(`#/templates/${encodeURIComponent('new-template:2')}`);
  });

  it('is the article that was changed, or one that is new', () => {
    const key = 'article:01JZ0000000000000000000000';
    expect(draftPlace(key)).toEqual({ kind: 'article', ticketId: null });
    expect(draftHref(key)).toBe(`#/knowledge/${encodeURIComponent(key)}/edit`);
    expect(draftPlace('new-article:2')).toEqual({ kind: 'newArticle', ticketId: null });
    expect(draftHref('new-article:2')).toBe('#/knowledge/new/2');
    expect(newArticleKey((taken) => taken === 'new-article:1')).toBe('new-article:2');
  });

  it('is a new template that no other is being written under', () => {
    const taken = new Set(['new-template:1', 'new-template:3']);
    expect(newTemplateKey((key) => taken.has(key))).toBe('new-template:2');
  });
});
