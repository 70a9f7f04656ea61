import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '#shared/search/condition.ts';
import { parseSearch } from '#shared/search/parse.ts';

const conditions = (text: string): readonly Condition[] =>
  parseSearch(text).flatMap((piece) => (piece.kind === 'condition' ? [piece.condition] : []));
const words = (text: string): readonly string[] =>
  parseSearch(text).flatMap((piece) => (piece.kind === 'word' ? [`${piece.isNegated ? '-' : ''}${piece.text}`] : []));

const open = ['new', 'assigned', 'in_progress', 'on_hold'];

describe('an operator', () => {
  it.each<[string, Condition]>([
    ['status:open', { on: 'status', states: open as never }],
    ['状态：处理中', { on: 'status', states: ['in_progress'] }],
    ['状态:未关闭', { on: 'status', states: open as never }],
    ['STATUS:In-Progress', { on: 'status', states: ['in_progress'] }],
    ['state:res', { on: 'status', states: ['resolved'] }],
    ['status:new,on-hold', { on: 'status', states: ['new', 'on_hold'] }],
    ['priority:1', { on: 'priority', priorities: [1] }],
    ['优先级:P2', { on: 'priority', priorities: [2] }],
    ['priority:1-2', { on: 'priority', priorities: [1, 2] }],
    ['priority:p3..p1', { on: 'priority', priorities: [1, 2, 3] }],
    ['priority:1,4', { on: 'priority', priorities: [1, 4] }],
    ['assignee:me', { on: 'assignee', wanted: { kind: 'me' } }],
    ['负责人:我', { on: 'assignee', wanted: { kind: 'me' } }],
    ['assignee:none', { on: 'assignee', wanted: { kind: 'none' } }],
    ['assignee:lin', { on: 'assignee', wanted: { kind: 'part', name: 'lin' } }],
    ['assignee:"Lin Yue"', { on: 'assignee', wanted: { kind: 'whole', name: 'lin yue' } }],
    ['处理组：“网络 一组”', { on: 'group', wanted: { kind: 'whole', name: '网络 一组' } }],
    ['requester:me', { on: 'requester', wanted: { kind: 'part', name: 'me' } }],
    ['kind:request', { on: 'kind', kinds: ['request'] }],
    ['channel:walk-up', { on: 'channel', channels: ['walk_up'] }],
    ['渠道:到台', { on: 'channel', channels: ['walk_up'] }],
    ['has:attachment', { on: 'has', content: 'attachment' }],
    ['含:工作笔记', { on: 'has', content: 'note' }],
    ['is:major', { on: 'is', trait: 'major' }],
    ['due<2h', { on: 'due', filter: { withinMinutes: 120 } }],
    ['due:2h', { on: 'due', filter: { withinMinutes: 120 } }],
    ['due:<=30m', { on: 'due', filter: { withinMinutes: 30 } }],
    ['到期＜2小时', { on: 'due', filter: { withinMinutes: 120 } }],
    ['due:overdue', { on: 'due', filter: 'breached' }],
    ['到期:逾期', { on: 'due', filter: 'breached' }],
    ['due:none', { on: 'dueNever' }],
    ['due:today', { on: 'dueOn', side: 'within', span: { kind: 'named', name: 'today' } }],
    ['due<3d', { on: 'dueOn', side: 'before', span: { kind: 'within', length: { minutes: 4320, isShort: false } } }],
    [
      'created:7d',
      { on: 'created', side: 'within', span: { kind: 'within', length: { minutes: 10_080, isShort: false } } },
    ],
    [
      'created>7d',
      { on: 'created', side: 'before', span: { kind: 'within', length: { minutes: 10_080, isShort: false } } },
    ],
    ['创建:昨天', { on: 'created', side: 'within', span: { kind: 'named', name: 'yesterday' } }],
    ['updated:2026-11-01', { on: 'updated', side: 'within', span: { kind: 'date', year: 2026, month: 11, day: 1 } }],
    ['created:2026年11月', { on: 'created', side: 'within', span: { kind: 'date', year: 2026, month: 11, day: 0 } }],
    ['before:2026', { on: 'created', side: 'before', span: { kind: 'date', year: 2026, month: 0, day: 0 } }],
    [
      'created:2026-11-01..2026-11-30',
      {
        on: 'created',
        side: 'within',
        span: {
          kind: 'range',
          from: { kind: 'date', year: 2026, month: 11, day: 1 },
          to: { kind: 'date', year: 2026, month: 11, day: 30 },
        },
      },
    ],
    [
      'created:..yesterday',
      { on: 'created', side: 'within', span: { kind: 'range', from: null, to: { kind: 'named', name: 'yesterday' } } },
    ],
  ])('%s is understood', (text, condition) => {
    expect(conditions(text)).toEqual([condition]);
  });

  it.each([
    ['status:', 'empty'],
    ['status:finished', 'unknown-value'],
    ['priority:7', 'unknown-value'],
    ['优先级:高', 'unknown-value'],
    ['created:2026-13-01', 'not-a-time'],
    ['created:2026-02-30', 'not-a-time'],
    ['due:soon', 'not-a-time'],
    ['has:', 'empty'],
    ['is:blue', 'unknown-value'],
  ])('%s has a value that is not: %s', (text, problem) => {
    expect(parseSearch(text)).toMatchObject([{ kind: 'problem', problem, from: 0, to: text.length }]);
  });

  it('is turned round by a minus', () => {
    expect(parseSearch('-status:closed')).toMatchObject([{ kind: 'condition', isNegated: true, operator: 'status' }]);
  });

  it.each(['foo:bar', 'https://desk.example', 'priority<1', '10:30', 'C:\\Temp', 'statuses:open', ':', '<'])(
    '%s is none: it stays a word',
    (text) => {
      expect(words(text)).toEqual([text]);
    },
  );
});

describe('a search', () => {
  it('is words, phrases and operators, each in its place', () => {
    const text = 'vpn  -"label printer" 状态：挂起 卡死';
    expect(words(text)).toEqual(['vpn', '-label printer', '卡死']);
    expect(parseSearch(text).map(({ from, to }) => text.slice(from, to))).toEqual([
      'vpn',
      '-"label printer"',
      '状态：挂起',
      '卡死',
    ]);
  });

  it('takes a quote that nobody closed to the end', () => {
    expect(parseSearch('"label pri')).toMatchObject([{ text: 'label pri', isQuoted: true, isOpenEnded: true }]);
    expect(parseSearch('"label pri"')).toMatchObject([{ isOpenEnded: false }]);
  });

  it('leaves nothing out and never fails, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc
        .array(
          fc.constantFrom(
            'status',
            '状态',
            ':',
            '：',
            '<',
            '"',
            '“',
            '-',
            ' ',
            '　',
            'due',
            '2h',
            'open',
            '卡死',
            '..',
            '2026-11',
          ),
          { maxLength: 12 },
        )
        .map((each) => each.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        let place = 0;
        for (const { from, to } of parseSearch(text)) {
          expect(text.slice(place, from).trim()).toBe('');
          expect(to).toBeGreaterThan(from);
          place = to;
        }
        expect(text.slice(place).trim()).toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});
