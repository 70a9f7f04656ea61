import { describe, expect, it } from 'vitest';
import { draftHref, draftPlace, newTemplateKey } from '#renderer/drafts/draft-place.ts';

describe('where a draft was being written', () => {
  it('is the template that was changed, or one that has no id yet', () => {
    const key = 'template:01JZ0000000000000000000000';
    expect(draftPlace(key)).toEqual({ kind: 'template', ticketId: null });
    expect(draftHref(key)).toBe(`#/templates/${encodeURIComponent(key)}`);
    expect(draftPlace('new-template:2')).toEqual({ kind: 'newTemplate', ticketId: null });
    expect(draftHref('new-template:2')).toBe(`#/templates/${encodeURIComponent('new-template:2')}`);
  });

  it('is a new template that no other is being written under', () => {
    const taken = new Set(['new-template:1', 'new-template:3']);
    expect(newTemplateKey((key) => taken.has(key))).toBe('new-template:2');
  });
});
