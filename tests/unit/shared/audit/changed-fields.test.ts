import { describe, expect, it } from 'vitest';
import { changedFields, type AuditRules } from '#shared/audit/changed-fields.ts';

const rules: AuditRules = {
  open: ['state', 'hold', 'resolution.code', 'ids'],
  personal: ['requester', 'looksFor.text'],
};
const conceal = {
  hash: (text: string) => `hash(${text})`,
  commit: (canonical: string) => `commit(${canonical})`,
};
const hashed = (text: string) => ({ length: text.length, sha256: `hash(${text})` });
const ticket = {
  id: 'ticket:1',
  type: 'ticket',
  schema: 1,
  updatedAt: 'a',
  title: 'VPN',
  state: 'new',
  requester: null,
  description: '',
};
const afterOf = (change: object, by: AuditRules = rules) =>
  changedFields(ticket, { ...ticket, ...change }, by, conceal).after;

describe('what an audit entry shows of a change', () => {
  it('holds only the fields that differ, without bookkeeping', () => {
    expect(changedFields(ticket, { ...ticket, state: 'assigned', updatedAt: 'b' }, rules, conceal)).toEqual({
      before: { state: 'new' },
      after: { state: 'assigned' },
    });
  });

  it('has no before for a new record and no after for a removed one', () => {
    expect(changedFields(undefined, ticket, rules, conceal)).toEqual({
      before: null,
      after: { description: hashed(''), state: 'new', title: hashed('VPN') },
    });
    expect(changedFields(ticket, undefined, rules, conceal).after).toBeNull();
  });

  it('never shows a person in clear, wherever they stand', () => {
    expect(afterOf({ requester: { id: null, name: '赵敏' } })).toEqual({
      requester: { commitment: 'commit({"id":null,"name":"赵敏"})' },
    });
    const zhao = { id: 'user:1', name: '赵敏' };
    const shown = { id: 'user:1', name: { commitment: 'commit("赵敏")' } };
    expect(afterOf({ assignee: zhao, watchers: [zhao], resolution: { code: 'access', by: zhao } })).toEqual({
      assignee: shown,
      watchers: [shown],
      resolution: { code: 'access', by: shown },
    });
    expect(afterOf({ looksFor: { text: '赵敏', most: 3 } })).toEqual({
      looksFor: { text: { commitment: 'commit("赵敏")' }, most: 3 },
    });
  });

  it('shows a string only where it is said to be a code; numbers, truths and nothing as they are', () => {
    expect(
      afterOf({
        title: 'no',
        state: 'closed',
        hold: { reason: 'parts', until: 'then' },
        resolution: { code: 'access', text: 'no' },
        ids: ['a', 'b'],
        tags: ['one', 'two'],
        major: true,
        impact: 2,
        category: null,
      }),
    ).toEqual({
      title: hashed('no'),
      state: 'closed',
      hold: { reason: 'parts', until: 'then' },
      resolution: { code: 'access', text: hashed('no') },
      ids: ['a', 'b'],
      tags: [hashed('one'), hashed('two')],
      major: true,
      impact: 2,
    });
    expect(afterOf({ state: 'assigned' }, { open: [], personal: [] })).toEqual({ state: hashed('assigned') });
  });

  it('conceals what nobody named, the names of its members too', () => {
    expect(afterOf({ values: { 'Frau Meier': 'open' } })).toEqual({ values: hashed('{"Frau Meier":"open"}') });
  });

  it('takes no string for a code that is as long as a text', () => {
    const long = 'x'.repeat(121);
    expect(afterOf({ state: long })).toEqual({ state: hashed(long) });
  });

  it('has a form for half a character, which people paste', () => {
    expect(afterOf({ title: 'a\ud800', state: '\udc00', requester: { id: null, name: '\ud83d' } })).toEqual({
      title: hashed('a\ufffd'),
      state: '\ufffd',
      requester: { commitment: 'commit({"id":null,"name":"\ufffd"})' },
    });
  });
});
