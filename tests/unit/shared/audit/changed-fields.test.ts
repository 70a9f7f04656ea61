import { describe, expect, it } from 'vitest';
import { changedFields } from '#shared/audit/changed-fields.ts';

const rules = { personal: ['requester'], texts: ['description'] };
const conceal = {
  hash: (text: string) => `hash(${text.length})`,
  commit: (canonical: string) => `commit(${canonical})`,
};
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
      after: { description: { length: 0, sha256: 'hash(0)' }, state: 'new', title: 'VPN' },
    });
    expect(changedFields(ticket, undefined, rules, conceal).after).toBeNull();
  });

  it('never shows a person in clear', () => {
    const change = changedFields(ticket, { ...ticket, requester: { id: null, name: '赵敏' } }, rules, conceal);
    expect(change).toEqual({
      before: { requester: null },
      after: { requester: { commitment: 'commit({"id":null,"name":"赵敏"})' } },
    });
  });

  it('logs texts, and any long string, as hash and length', () => {
    const long = 'x'.repeat(121);
    const change = changedFields(
      ticket,
      { ...ticket, description: 'short', title: long, nested: { note: long } },
      rules,
      conceal,
    );
    expect(change.after).toEqual({
      description: { length: 5, sha256: 'hash(5)' },
      title: { length: 121, sha256: 'hash(121)' },
      nested: { note: { length: 121, sha256: 'hash(121)' } },
    });
  });
});
