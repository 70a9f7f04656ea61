import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromChoices, fromDraft, parseQuantity, problemOf, toChoices, toDraft } from '#renderer/report/form-fields.ts';
import { noChoices } from '#shared/report/choices.ts';

const beginning = fromChoices(noChoices('Lin Yue'));

describe('what is typed about a report', () => {
  it.each([
    ['1', 1],
    ['2.5', 2.5],
    ['2,5', 2.5],
    ['３', 3],
    [' 12 ', 12],
    ['0', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['two', undefined],
    ['', undefined],
    ['100000', undefined],
  ])('%j is the quantity %s', (text, quantity) => {
    expect(parseQuantity(text)).toBe(quantity);
  });

  it('leaves empty lines out and names what a half-filled one lacks', () => {
    const line = { key: 0, name: '', number: '', quantity: '1' };
    expect(problemOf(line)).toBeUndefined();
    expect(problemOf({ ...line, number: 'SN 1' })).toBe('name');
    expect(problemOf({ ...line, name: 'Adapter', quantity: 'x' })).toBe('quantity');
    const parts = [line, { ...line, key: 1, name: ' Adapter ' }];
    expect(toChoices({ ...beginning, parts }).parts).toEqual([{ name: 'Adapter', number: '', quantity: 1 }]);
  });

  it('comes back from its draft as it was', () => {
    const fields = fc.record({
      language: fc.constantFrom('en', 'zh-CN', 'both' as const),
      site: fc.string(),
      parts: fc
        .array(fc.record({ name: fc.string(), number: fc.string(), quantity: fc.string() }))
        .map((lines) => lines.map((line, key) => ({ ...line, key }))),
      noteIds: fc.array(fc.string()),
      technician: fc.string(),
    });
    fc.assert(
      fc.property(fields, (typed) => {
        expect(fromDraft(toDraft(typed), beginning)).toEqual(typed);
      }),
    );
  });

  it('begins anew without a draft, and survives one that is broken', () => {
    expect(fromDraft({}, beginning)).toBe(beginning);
    fc.assert(
      fc.property(fc.anything(), fc.string(), (value, text) => {
        const parts = JSON.stringify(value) ?? text;
        const read = fromDraft({ technician: 'Lin', parts, notes: text }, beginning);
        expect(read.technician).toBe('Lin');
        expect(toChoices(read).parts.every(({ name }) => name !== '')).toBe(true);
      }),
    );
  });
});
