import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { AuditEntryView } from '#shared/audit/operations.ts';
import type { Json } from '#shared/base/result.ts';
import { fetchLaterTexts, startI18n } from '#renderer/app/i18n.ts';
import { actorLabel, evidence, fieldChanges, objectLabel, summary, valueText } from '#renderer/audit/entry-words.ts';
import { listItems } from '#renderer/audit/list-items.ts';

// Node has no document; the language of the page is not what is tested here.
Object.assign(globalThis, { document: { documentElement: { lang: '' } } });
const i18n = await startI18n('en');
await fetchLaterTexts();
const t = i18n.getFixedT('en', 'audit');

const hash = '9c1e'.padEnd(60, '0') + '77a0';
const view = (entry: Partial<AuditEntry>, extra: Partial<AuditEntryView> = {}): AuditEntryView => ({
  hash: '',
  actorName: 'Lin Yue',
  objectName: null,
  known: {},
  entry: {
    action: 'ticket.change',
    actor: 'user:1',
    after: null,
    appVersion: '0.1.0',
    at: '2026-10-10T07:12:19.402Z',
    before: null,
    correlation: null,
    device: 'device:1',
    host: 'loopback',
    mono: 1,
    object: null,
    prev: '',
    reason: null,
    result: 'ok',
    role: null,
    seq: 1,
    session: null,
    v: 1,
    ...entry,
  },
  ...extra,
});

describe('fields of an entry', () => {
  it('are those that either side names, nested ones by their path', () => {
    expect(
      fieldChanges({ priority: 4, sla: { resolve: '5 bd' } }, { priority: 3, sla: { resolve: '2 bd' }, note: 'x' }),
    ).toEqual([
      { field: 'priority', before: 4, after: 3 },
      { field: 'sla.resolve', before: '5 bd', after: '2 bd' },
      { field: 'note', before: null, after: 'x' },
    ]);
  });

  it('have no side where there was no record', () => {
    expect(fieldChanges(null, { name: 'lin' })).toEqual([{ field: 'name', before: undefined, after: 'lin' }]);
    expect(fieldChanges({ name: 'lin' }, null)).toEqual([{ field: 'name', before: 'lin', after: undefined }]);
    expect(fieldChanges(null, null)).toEqual([]);
  });

  it('say nothing twice where one side is empty and the other has fields within', () => {
    expect(fieldChanges({ hold: null }, { hold: { reason: 'parts' } }).map(({ field }) => field)).toEqual([
      'hold.reason',
    ]);
  });

  it('show a person as one value, and what is concealed by what is known of it', () => {
    const person = { id: 'user:1', name: { commitment: hash } };
    expect(fieldChanges({ assignee: null }, { assignee: person })).toEqual([
      { field: 'assignee', before: null, after: person },
    ]);
    const text = { length: 412, sha256: hash };
    const values: readonly (readonly [Json, string, Record<string, string>?])[] = [
      [person, 'commitment 9c1e…77a0'],
      [person, '周凯', { 'user:1': '周凯' }],
      [{ ...person, id: null }, '周凯', { [hash]: '周凯' }],
      [null, 'empty'],
      ['', 'empty'],
      [[], 'empty'],
      [0, '0'],
      [false, 'false'],
      [['technician', 'auditor'], 'technician, auditor'],
      ['device:1', '7K3Q', { 'device:1': '7K3Q' }],
      [text, '412 characters'],
      [{ ...text, length: 1 }, '1 character'],
      [text, 'Since Monday', { [hash]: 'Since Monday' }],
      [{ commitment: hash }, 'commitment 9c1e…77a0'],
      [[text, 'x'], 'Since Monday, x', { [hash]: 'Since Monday' }],
    ];
    for (const [value, words, known = {}] of values) expect(valueText(value, t, known)).toBe(words);
    expect([evidence(text), evidence(person), evidence('new')]).toEqual([hash, hash, undefined]);
  });
});

describe('an entry in one line', () => {
  it('says the reason if there is one, in words where the console noted a code', () => {
    expect(summary(view({ reason: 'Month-end closing', after: { a: 1 } }), t)).toBe('Month-end closing');
    expect(summary(view({ reason: 'idle' }), t)).toBe('locked after a time without input');
  });

  it('says the first fields that changed, without what it may not or need not say', () => {
    const before = { state: 'new', title: { length: 9, sha256: hash }, flag: null };
    const after = { state: 'on_hold', title: { length: 9, sha256: hash }, flag: false };
    expect(summary(view({ before, after }), t)).toBe('state new → on_hold');
    expect(summary(view({ after: { desk: 'North', key: 'x'.repeat(61) } }), t)).toBe('desk North');
    const assignee = { id: 'user:1', name: { commitment: hash } };
    expect(summary(view({ before: { assignee: null }, after: { assignee } }), t)).toBe('');
    expect(summary(view({ before: { assignee: null }, after: { assignee } }, { known: { 'user:1': '周凯' } }), t)).toBe(
      'assignee empty → 周凯',
    );
    expect(summary(view({}), t)).toBe('');
  });

  it('says how long texts were and are, where nothing else changed', () => {
    const title = (length: number) => ({ title: { length, sha256: String(length) } });
    expect(summary(view({ before: title(12), after: title(18) }), t)).toBe('title 12 → 18 characters');
    expect(summary(view({ before: { ...title(12), impact: 3 }, after: { ...title(18), impact: 2 } }), t)).toBe(
      'impact 3 → 2',
    );
    expect(summary(view({ reason: 'rolled-back' }), t)).toBe('older state of the desk put back');
  });

  it('names its object and actor as people do', () => {
    const ticket = { type: 'ticket', id: 'ticket:1', number: 'INC-7K3Q-000142' };
    expect(objectLabel(view({ object: ticket }), t)).toBe('INC-7K3Q-142');
    expect(objectLabel(view({ object: { ...ticket, number: 'INC-7K3Q-000000' } }), t)).toBe('INC-7K3Q-0');
    const user = { type: 'user', id: 'user:1', number: null };
    expect(objectLabel(view({ object: user }, { objectName: '周凯' }), t)).toBe('周凯');
    expect(objectLabel(view({ object: user }), t)).toBe('User');
    expect(objectLabel(view({ object: { type: 'somethingNew', id: 'x', number: null } }), t)).toBe('somethingNew');
    expect(objectLabel(view({}), t)).toBeNull();
    expect(actorLabel(view({ actor: 'device:1' }, { actorName: '7K3Q' }), t)).toBe('device 7K3Q');
    expect(actorLabel(view({}), t)).toBe('Lin Yue');
  });
});

describe('the list', () => {
  it('puts entries under their days', () => {
    const on = (at: string, seq: number) => view({ at, seq });
    const entries = [
      on('2026-10-10T09:00:00.000Z', 3),
      on('2026-10-10T08:00:00.000Z', 2),
      on('2026-10-09T08:00:00.000Z', 1),
    ];
    const dayOf = (at: string): string => at.slice(0, 10);
    const items = listItems(entries, dayOf);
    expect(
      items.map((item) => (item.kind === 'entry' ? item.view.entry.seq : item.kind === 'day' && item.day)),
    ).toEqual(['2026-10-10', 3, 2, '2026-10-09', 1]);
  });

  it('of a whole chain has a line for what is missing; of chosen entries it has none', () => {
    const entries = [9, 8, 4, 3].map((seq) => view({ seq }));
    const words = (whole?: { from: number; to: number }) =>
      listItems(entries, () => 'day', whole).flatMap((item) =>
        item.kind === 'day' ? [] : [item.kind === 'gap' ? `${item.from}-${item.to}` : item.view.entry.seq],
      );
    expect(words()).toEqual([9, 8, 4, 3]);
    expect(words({ from: 3, to: 9 })).toEqual([9, 8, '5-7', 4, 3]);
    expect(words({ from: 1, to: 12 })).toEqual(['10-12', 9, 8, '5-7', 4, 3, '1-2']);
  });
});
