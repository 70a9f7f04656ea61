import { describe, expect, it } from 'vitest';
import { emptyContent } from '#renderer/templates/content-edits.ts';
import { keptTemplate, templateDraft, type EditedTemplate } from '#renderer/templates/template-draft.ts';
import { draftOperations } from '#shared/drafts/operations.ts';
import type { MacroContent } from '#shared/templates/template.ts';

const macro = (texts: readonly string[]): EditedTemplate => ({
  content: {
    ...(emptyContent('macro', 'zh-CN') as MacroContent),
    name: '领取并确认',
    steps: texts.map((text) => ({ do: 'workNote', text })),
  },
  scope: 'own',
  version: 3,
});

describe('a template kept as a draft', () => {
  it('comes back as it was, and is recognised by its name and text', () => {
    const edited = macro(['你好 {{requester.name}}']);
    const fields = templateDraft(edited);
    expect(keptTemplate(fields)).toEqual(edited);
    expect(fields).toMatchObject({ title: '领取并确认', text: '你好 {{requester.name}}' });
    const fresh: EditedTemplate = { content: emptyContent('ticket', 'en'), scope: 'desk', version: null };
    expect(keptTemplate(templateDraft(fresh))).toEqual(fresh);
  });

  it('fits into a draft however long its texts are', () => {
    const edited = macro(Array.from({ length: 20 }, (_, at) => String(at % 10).repeat(20_000)));
    const fields = templateDraft(edited);
    expect(draftOperations['drafts.save'].input.safeParse({ key: 'template:1', fields }).success).toBe(true);
    expect(keptTemplate(fields)).toEqual(edited);
  });

  it('is none where nothing of a template can be read', () => {
    expect(keptTemplate({})).toBeUndefined();
    expect(keptTemplate({ 'content.0': '{"kind":"reply","langua' })).toBeUndefined();
    expect(keptTemplate({ 'content.0': '{"kind":"poem","language":"en"}' })).toBeUndefined();
    expect(keptTemplate({ 'content.0': 'null' })).toBeUndefined();
  });

  it('has empty what it did not know of when it was kept', () => {
    const { content } = keptTemplate({ 'content.0': '{"kind":"ticket","language":"en","name":"Printer"}' }) ?? {};
    expect(content).toEqual({ ...emptyContent('ticket', 'en'), name: 'Printer' });
  });
});
