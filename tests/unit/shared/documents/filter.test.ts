import { describe, expect, it } from 'vitest';
import { nothing } from '#shared/documents/document.ts';
import { countStates, everyDocument, isNarrowed, listDocuments } from '#shared/documents/filter.ts';
import { listed } from './listed.ts';

const rack = listed();
const contract = listed({
  id: 'document:01J00000000000000000000002',
  number: 'DOC-7K3Q-000002',
  title: '维护合同',
  kind: 'contract',
  owner: null,
  fileName: 'Haichuan.pdf',
  tags: [],
  states: ['expired', 'here'],
  belongsTo: { ...nothing, organisationId: 'organisation:01J00000000000000000000001' },
});
const gone = listed({
  id: 'document:01J00000000000000000000003',
  number: 'DOC-7K3Q-000003',
  title: 'Zone map',
  states: ['missing'],
});
const old = listed({
  id: 'document:01J00000000000000000000004',
  number: 'DOC-7K3Q-000004',
  title: 'Aged form',
  states: ['withdrawn'],
});
const all = [rack, contract, gone, old];
const titles = (filter: Partial<typeof everyDocument>) =>
  listDocuments(all, { ...everyDocument, ...filter }).map(({ title }) => title);

describe('the list of documents', () => {
  it('begins with what somebody has to see to, and leaves out what was withdrawn', () => {
    expect(titles({})).toEqual(['Zone map', '维护合同', 'Rack plan']);
    expect(titles({ state: 'withdrawn' })).toEqual(['Aged form']);
  });

  it('finds by title, by file name, by tag and by number however written', () => {
    expect(titles({ text: '合同' })).toEqual(['维护合同']);
    expect(titles({ text: 'haichuan' })).toEqual(['维护合同']);
    expect(titles({ text: 'doc7k3q1' })).toEqual(['Rack plan']);
    expect(titles({ text: 'DOC-7K3Q-000003' })).toEqual(['Zone map']);
    expect(titles({ text: 'rack', kind: 'contract' })).toEqual([]);
  });

  it('is narrowed by state, owner and what it belongs to', () => {
    expect(titles({ state: 'trouble' })).toEqual(['Zone map', '维护合同']);
    expect(titles({ state: 'here' })).toEqual(['维护合同', 'Rack plan']);
    expect(titles({ owner: 'Lin Yue' })).toEqual(['Zone map', 'Rack plan']);
    expect(titles({ belongsTo: 'organisation:01J00000000000000000000001' })).toEqual(['维护合同']);
  });

  it('is narrowed by any part of a filter', () => {
    expect(isNarrowed({ ...everyDocument })).toBe(false);
    expect(isNarrowed({ ...everyDocument, text: 'rack' })).toBe(true);
    expect(isNarrowed({ ...everyDocument, owner: 'Lin Yue' })).toBe(true);
  });

  it('counts a document under everything that holds of it', () => {
    expect(countStates(all)).toMatchObject({ missing: 1, expired: 1, here: 2, withdrawn: 1, changed: 0 });
  });
});
