import { describe, expect, it } from 'vitest';
import { keptRule, ruleDraftKey, ruleFields } from '#renderer/alerts/rule-draft.ts';
import { contentIn, newRule } from '#renderer/alerts/rule-edit.ts';
import { draftHref, draftPlace } from '#renderer/drafts/draft-place.ts';

describe('a rule being written', () => {
  const edit = {
    ...newRule,
    code: 'gateway-line',
    texts: { ...newRule.texts, pattern: 'line (\\d+) lost', port: '22x' },
  };

  it('comes back from its draft as it was typed, half-written numbers too', () => {
    expect(keptRule(ruleFields(edit))).toEqual(edit);
  });

  it('from an earlier edition has what is new as it is in the rule', () => {
    const { diagnostic: _, targetFrom: __, ...texts } = edit.texts;
    const fields = { ...ruleFields(edit), edit: JSON.stringify({ ...edit, texts }) };
    expect(keptRule(fields)).toEqual(edit);
  });

  it('that cannot be read is none', () => {
    for (const text of ['', '{', '[]', 'null', '{"code":1}']) expect(keptRule({ edit: text })).toBeUndefined();
  });

  it('is found again from the list of drafts', () => {
    expect(draftPlace(ruleDraftKey('disk-full')).kind).toBe('rule');
    expect(draftHref(ruleDraftKey('disk-full'))).toBe('#/alerts/rules/disk-full/edit');
    expect(draftPlace(ruleDraftKey(undefined)).kind).toBe('newRule');
    expect(draftHref(ruleDraftKey(undefined))).toBe('#/alerts/rules/new/edit');
  });

  it('says which part of its diagnostic is wrong', () => {
    const texts = { ...edit.texts, diagnostic: 'tcp', targetFrom: 'given', target: '-x', port: '22' };
    expect(contentIn({ ...edit, texts }).wrong).toContain('diagnostic.given');
    expect(contentIn({ ...edit, texts: { ...texts, targetFrom: 'asset', port: '0' } }).wrong).toContain(
      'diagnostic.port',
    );
    expect(contentIn({ ...edit, texts: { ...texts, diagnostic: '' } }).wrong).not.toContain('diagnostic.given');
  });
});
