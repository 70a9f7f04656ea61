import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findWord, type Reach } from '#core/search/word-search.ts';
import { fold } from '#shared/search/fold.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { ticketIn } from '../../shared/tickets/sample-ticket.ts';
import { IndexedTickets } from './index-of-texts.ts';

const found = ({ index, rows }: IndexedTickets, text: string, reach: Reach = 'anywhere'): number[] => {
  const scores = findWord(index, { text, reach })?.scores;
  return [...rows.keys()].filter((slot) => {
    const doc = index.docAt(slot);
    return doc !== undefined && (scores?.[doc] ?? 0) > 0;
  });
};

const of = (change: Partial<Ticket>): IndexedTickets => {
  const tickets = new IndexedTickets();
  tickets.put(0, ticketIn('new', { requester: null, category: null, title: '', description: '', ...change }));
  return tickets;
};

describe('a word', () => {
  it.each([
    ['VPN drops', 'vpn'],
    ['VPN drops', 'dro'],
    ['Blueprint lost', 'print'],
    ['打印预览卡死', '预览'],
    ['打印预览卡死', '死'],
    ['打印预览卡死', '打印预览卡死'],
    ['ERP 登录失败', 'erp登录'],
    ['ERP登录失败', 'erp 登录'.split(' ')[1] ?? ''],
    ['Update KB5031455 fails', 'ＫＢ５０３１４５５'],
    ['0x80070005 in the log', '0x80070005'],
    ['event 4625', '4625'],
    ['srv-db01.corp.local is down', 'srv-db01'],
    ['srv-db01.corp.local is down', 'db01'],
    ['srv-db01.corp.local is down', 'db01.corp'],
    ['srv-db01.corp.local is down', 'srv-db01.corp.local'],
    ['C:\\Windows\\Temp full', 'windows\\temp'],
    ['Café Ångström', 'cafe'],
    ['Café Ångström', 'ÅNG'],
    ['𠮷野家 printer', '𠮷野'],
  ])('in %j is found by %j', (title, text) => {
    expect(found(of({ title }), text)).toEqual([0]);
    expect(found(of({ description: title }), text)).toEqual(text === 'print' ? [] : [0]);
  });

  it.each([
    ['打印预览', '印打'],
    ['打印，预览', '印预'],
    ['VPN drops', 'vpnd'],
    ['srv-db02', 'srv-db01'],
  ])('in %j is not found by %j', (title, text) => {
    expect(found(of({ title }), text)).toEqual([]);
  });

  it.each([
    'INC-7K3Q-000142',
    'inc-7k3q-142',
    'INC7K3Q142',
    'inc7k3q000142',
    'INC-7K3Q-OOO142',
    '7k3q-142',
    '000142',
    '14',
    'q-0001',
  ])('finds the number by %j', (text) => {
    expect(found(of({}), text)).toEqual([0]);
  });

  it.each(['INC-7K3Q-143', '7k3q-143'])('does not find the number by %j', (text) => {
    expect(found(of({}), text)).toEqual([]);
  });

  it('is taken for another only where it stands nowhere itself', () => {
    const tickets = of({ title: 'Printer jams', description: 'The password expired; the licence did not.' });
    const taken = (text: string) => findWord(tickets.index, { text, reach: 'anywhere' })?.takenFor ?? [];
    expect(taken('pritner')).toEqual(['printer']);
    expect(taken('passwrd')).toEqual(['password']);
    expect(taken('licnece')).toEqual(['licence']);
    expect(taken('licens')).toEqual(['licence']);
    expect(taken('printer')).toEqual([]);
    expect(taken('brinter')).toEqual([]);
    expect(taken('jma')).toEqual([]);
    const chinese = of({ title: '打印机登录和失败' });
    const meant = (text: string) => findWord(chinese.index, { text, reach: 'anywhere' })?.takenFor;
    expect(meant('登录失败')).toEqual(['登录', '失败']);
    expect(meant('打印几')).toEqual(['打印']);
    expect(meant('打印机')).toEqual([]);
    expect(meant('登陆不上')).toEqual([]);
    tickets.put(1, ticketIn('new', { title: 'Pritner' }));
    expect(taken('pritner')).toEqual([]);
  });

  it('in quotes stands together and ends where it ends', () => {
    const tickets = of({ title: 'The label printer prints' });
    expect(found(tickets, 'label printer', 'whole')).toEqual([0]);
    expect(found(tickets, 'label print', 'whole')).toEqual([]);
    expect(found(tickets, 'label print')).toEqual([0]);
    expect(found(tickets, 'printer label', 'whole')).toEqual([]);
  });

  it('does not reach from one text into the next', () => {
    expect(found(of({ title: '卡死', description: '打印' }), '死打')).toEqual([]);
    expect(found(of({ title: 'label', description: 'printer' }), 'label printer', 'whole')).toEqual([]);
  });

  it('is worth more in the title, and more often', () => {
    const tickets = new IndexedTickets();
    tickets.put(0, ticketIn('new', { title: 'Mouse', description: 'The printer is fine.' }));
    tickets.put(1, ticketIn('new', { title: 'Printer', description: 'Jams.' }));
    const scores = findWord(tickets.index, { text: 'printer', reach: 'anywhere' })?.scores ?? [];
    expect(scores[1]).toBeGreaterThan(scores[0] ?? 0);
  });
});

describe('the index', () => {
  const words = [
    'vpn',
    'vpn2',
    'drops',
    'ko5',
    '打印',
    '打印机',
    '登录失败',
    '失败',
    'srv-db01',
    '卡',
    'a',
    'ab',
    'zz9',
  ];
  const text = fc
    .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', '', '，', '-')), { maxLength: 6 })
    .map((pieces) => pieces.flat().join(''));
  const slots = 6;
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('put' as const),
        slot: fc.nat(slots - 1),
        title: text,
        description: text,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), slot: fc.nat(slots - 1) }) },
  );
  const query = fc.oneof(
    fc.constantFrom(...words, '印机', '录失', 'db01', 'srv', 'vp', 'dr', '机', '败打', 'b0', 'zz'),
  );

  const escape = (each: string): string => each.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  /** As the words say it, on the text itself. */
  const holds = (ticket: Ticket, word: string): boolean => {
    const isHan = /^\p{Script=Han}/u.test(word);
    const starts = new RegExp(isHan ? escape(word) : `(?<![a-z0-9])${escape(word)}`, 'u');
    if ([ticket.title, ticket.description].some((each) => starts.test(fold(each)))) return true;
    return (
      !isHan && word.length > 1 && (fold(ticket.title).includes(word) || 'inc7k3q142 inc7k3q000142'.includes(word))
    );
  };

  it('finds what a plain walk finds, whatever came and went before', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30, size: 'max' }),
        fc.array(query, { minLength: 1, maxLength: 8 }),
        (steps, queries) => {
          const indexed = new IndexedTickets();
          const tickets = new Map<number, Ticket>();
          for (const action of steps) {
            if (action.kind === 'remove') {
              tickets.delete(action.slot);
              indexed.remove(action.slot);
              continue;
            }
            const { title, description } = action;
            const ticket = ticketIn('new', { title, description, requester: null, category: null });
            tickets.set(action.slot, ticket);
            indexed.put(action.slot, ticket);
          }
          expect(indexed.index.live).toBe(tickets.size);
          for (const word of queries) {
            const expected = [...tickets].flatMap(([slot, ticket]) => (holds(ticket, word) ? [slot] : []));
            // Nothing holds it: then it may be taken for another.
            if (expected.length > 0 || word.length < 3)
              expect(found(indexed, word)).toEqual(expected.toSorted((left, right) => left - right));
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('keeps lists of any length, of few documents or many', () => {
    const indexed = new IndexedTickets();
    for (let slot = 0; slot < 3_000; slot++)
      indexed.put(
        slot,
        ticketIn('new', {
          title: `Ticket ${slot % 7 === 0 ? 'seventh' : 'other'}`,
          description: 'again '.repeat(slot % 50),
        }),
      );
    expect(found(indexed, 'seventh')).toHaveLength(429);
    expect(found(indexed, 'again')).toHaveLength(2_940);
    expect(found(indexed, 'ticket')).toHaveLength(3_000);
    expect(found(indexed, 'again again again', 'whole')).toHaveLength(2_820);
  });
});
