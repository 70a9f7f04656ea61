import { describe, expect, it } from 'vitest';
import { matchesTerms, searchableText, searchTerms } from '#shared/queue/text-match.ts';
import { ticketRow, type TicketRow } from '#shared/tickets/row.ts';
import { ticketIn } from '../tickets/sample-ticket.ts';

const row: TicketRow = {
  ...ticketRow(
    ticketIn('assigned', {
      title: '打印预览卡死 after Update KB5031455',
      assignmentGroup: '桌面 Support',
      category: 'Printing',
    }),
  ),
  externalId: 'INC0012345',
};
const finds = (text: string, other: Partial<TicketRow> = {}): boolean =>
  matchesTerms(searchableText({ ...row, ...other }), searchTerms(text));

describe('a text filter', () => {
  it.each([
    '',
    '   ',
    'INC-7K3Q-000142',
    'inc-7k3q-142',
    'INC7K3Q142',
    'inc7k3q000142',
    'INC-7K3Q-OOO142',
    'INC–7k3q–142',
    '7k3q-142',
    '000142',
    '142',
    'INC0012345',
    'kb5031455',
    'ＫＢ５０３１４５５',
    '预览',
    '打印 update',
    'update　打印',
    'UPDATE lin 王芳 桌面',
    'printing',
  ])('%j finds it', (text) => {
    expect(finds(text)).toBe(true);
  });

  it.each(['打印 vpn', 'INC-7K3Q-143', 'supportprinting', 'desk'])('%j does not', (text) => {
    expect(finds(text)).toBe(false);
  });

  it('does not match across fields', () => {
    expect(finds('芳lin')).toBe(false);
  });

  it('survives empty fields', () => {
    expect(finds('null', { requester: null, assignee: null, category: null, group: null, externalId: null })).toBe(
      false,
    );
  });
});
