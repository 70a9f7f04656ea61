import { describe, expect, it } from 'vitest';
import { operations } from '#shared/contract/index.ts';
import { cutText, isWellFormed } from '#shared/base/well-formed.ts';

const ticketId = 'ticket:01J00000000000000000000001';
const half = 'half a \ud83d pair';

const report = {
  kind: 'incident',
  channel: 'phone',
  title: 'VPN drops',
  description: '',
  impact: 2,
  urgency: 2,
  category: null,
  requester: null,
  draftId: null,
};

describe('text that is no Unicode', () => {
  it.each([
    ['tickets.create', { ...report, title: half }],
    ['tickets.create', { ...report, requester: { id: null, name: half } }],
    ['tickets.workNote', { ticketId, text: half }],
    ['tickets.edit', { ticketId, seen: {}, tags: ['vpn', half] }],
    ['drafts.save', { key: 'new-ticket:1', fields: { [half]: 'x' } }],
    ['queue.saveView', { id: null, name: half, filter: {}, order: {} }],
    ['accounts.signIn', { userId: 'user:01J0000000000000000000000A', passphrase: half }],
  ] as const)('is refused by the contract: %s', (name, input) => {
    expect(operations[name].input.safeParse(input).success).toBe(false);
  });

  it('whole pairs pass', () => {
    expect(operations['tickets.create'].input.safeParse({ ...report, title: 'VPN 🖨 drops' }).success).toBe(true);
    expect(isWellFormed({ a: ['🖨', { '🖨': null }], n: 1 })).toBe(true);
    expect(isWellFormed({ a: ['🖨', { '\ude00': null }] })).toBe(false);
  });

  it('is not made by cutting', () => {
    expect(cutText('ab🖨', 3)).toBe('ab');
    expect(cutText('ab🖨', 4)).toBe('ab🖨');
    expect(cutText('ab🖨c', 4)).toBe('ab🖨');
    expect(cutText('abc', 2)).toBe('ab');
  });
});

describe('text that nobody can see', () => {
  const unseen = '\u200b\u2060\ufe0f \u3164';
  it.each([
    ['tickets.create', { ...report, title: unseen }],
    ['tickets.edit', { ticketId, seen: {}, title: unseen }],
    ['tickets.workNote', { ticketId, text: unseen }],
    ['tickets.reopen', { ticketId, reason: unseen }],
    ['tasks.add', { subjectId: ticketId, tasks: [{ title: unseen, required: false, assignee: null }] }],
    ['problems.note', { problemId: 'problem:01J00000000000000000000001', text: unseen }],
  ] as const)('is none: %s', (name, input) => {
    expect(operations[name].input.safeParse(input).success).toBe(false);
  });

  it.each(['👨\u200d👩\u200d👧', '\u200fטונר\u200f', 'नि\u200dष', '卡纸', '.'])(
    'leaves %s as it was written',
    (title) => {
      expect(operations['tickets.create'].input.parse({ ...report, title })).toMatchObject({ title });
    },
  );
});
