import { describe, expect, it } from 'vitest';
import { shippedRules } from '#core/alerts/shipped.ts';
import { keptRule, ruleDraftKey, ruleFields } from '#renderer/alerts/rule-draft.ts';
import { contentIn, editOfView, newRule, type RuleEdit } from '#renderer/alerts/rule-edit.ts';
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

  it('has nothing wrong while it is as the list tells of it, whatever else the list tells', () => {
    for (const rule of shippedRules()) {
      const told = { origin: 'edited', revision: 3, open: 2, shippedSince: null, runsHere: true, aside: null } as const;
      const { content, wrong } = contentIn(editOfView({ ...rule, ...told }));
      expect([...wrong]).toEqual([]);
      const { code: _, ...written } = rule;
      expect(content).toEqual(written);
    }
  });

  it('says which part of its diagnostic is wrong', () => {
    const texts = { ...edit.texts, diagnostic: 'tcp', targetFrom: 'given', target: '-x', port: '22' };
    expect(contentIn({ ...edit, texts }).wrong).toContain('target');
    expect(contentIn({ ...edit, texts: { ...texts, targetFrom: 'asset', port: '0' } }).wrong).toContain('port');
    expect(contentIn({ ...edit, texts: { ...texts, diagnostic: '' } }).wrong).not.toContain('target');
  });

  it('says of each field alone that it is wrong', () => {
    const right: RuleEdit = {
      ...edit,
      texts: { ...edit.texts, literals: 'lost', examples: 'line 2 lost' },
      content: { ...edit.content, name: { en: 'Line lost', 'zh-CN': '' } },
    };
    const wrongWith = (texts: Partial<RuleEdit['texts']>) => [
      ...contentIn({ ...right, texts: { ...right.texts, ...texts } }).wrong,
    ];
    expect(wrongWith({})).toEqual([]);
    expect(wrongWith({ count: '3', within: '0' })).toEqual(['within']);
    expect(wrongWith({ count: 'some' })).toEqual(['count']);
    expect(wrongWith({ coolDown: '5' })).toEqual(['coolDown']);
    // A pause that is shorter than the time that is counted over.
    expect(wrongWith({ count: '3', within: '600', coolDown: '60' })).toEqual(['coolDown']);
    expect(wrongWith({ providers: 'disk' })).toEqual(['eventIds']);
    expect(wrongWith({ eventIds: '7' })).toEqual(['providers']);
    expect(wrongWith({ providers: 'disk', eventIds: '7, x' })).toEqual(['eventIds']);
    expect(wrongWith({ pattern: '' })).toEqual(['pattern']);
    expect(wrongWith({ literals: 'a' })).toEqual(['literals']);
    expect(wrongWith({ examples: '' })).toEqual(['examples']);
    expect(wrongWith({ articleIds: 'KB-7' })).toEqual(['articleIds']);
    expect([...contentIn({ ...right, code: 'Line Lost' }).wrong]).toEqual(['code']);
    const nameless = { ...right.content, name: { en: ' ', 'zh-CN': '' }, platforms: [] };
    expect([...contentIn({ ...right, content: nameless }).wrong]).toEqual(['name', 'platforms']);
  });
});
