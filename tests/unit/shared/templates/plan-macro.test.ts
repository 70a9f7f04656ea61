import { describe, expect, it } from 'vitest';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { planMacro, type MacroSetting } from '#shared/templates/plan-macro.ts';
import type { MacroContent, MacroStep } from '#shared/templates/template.ts';
import { lin, sam, ticketIn } from '../tickets/sample-ticket.ts';

const now = '2026-10-01T08:00:00.000Z';
const setting = (more: Partial<MacroSetting> = {}): MacroSetting => ({
  by: lin,
  roles: ['technician'],
  now,
  matrix: defaultPriorityMatrix,
  values: {
    number: 'INC-7K3Q-000142',
    title: 'VPN',
    requester: '王芳',
    me: 'Lin Yue',
    desk: 'Desk',
    now,
    due: null,
    answers: {},
  },
  requiredTasks: [],
  openBelow: [],
  children: null,
  ...more,
});
const macro = (...steps: readonly MacroStep[]): MacroContent => ({
  kind: 'macro',
  name: 'x',
  language: 'en',
  keywords: '',
  steps,
});
const take: MacroStep = { do: 'assign', to: null, group: null };
const resolve: MacroStep = { do: 'resolve', code: 'other', text: 'Done by {{me.name}}', noArticleReason: 'One-off' };
const set: MacroStep = {
  do: 'set',
  kind: null,
  category: 'Access',
  impact: 1,
  urgency: 1,
  addTags: ['access', 'vip'],
  removeTags: ['old'],
};

describe('a macro', () => {
  it('does its steps one after the other, each on what the ones before made', () => {
    const planned = planMacro(
      ticketIn('new', { tags: ['old', 'vip'] }),
      macro(take, set, { do: 'comment', text: '{{requester.name}}: {{ticket.number}}', delivery: 'phone' }, resolve),
      setting(),
    );
    if (!planned.ok) throw new Error(planned.failure.message);
    const last = planned.value.at(-1);
    expect(last?.do === 'change' ? last.change.ticket : undefined).toMatchObject({
      state: 'resolved',
      assignee: lin,
      category: 'Access',
      priority: 1,
      tags: ['vip', 'access'],
      resolution: { text: 'Done by Lin Yue' },
    });
    const events = planned.value.flatMap((step) =>
      step.do === 'tasks' ? [] : step.change.events.map(({ kind }) => kind),
    );
    expect(events).toEqual(['assignment', 'transition', 'edit', 'comment', 'transition']);
    const times = planned.value.flatMap((step) => (step.do === 'tasks' ? [] : [step.change.ticket.updatedAt]));
    expect(times).toEqual([...new Set(times)].toSorted());
  });

  it('leaves out what is so already', () => {
    const mine = ticketIn('in_progress', {
      assignee: lin,
      category: 'Access',
      impact: 1,
      urgency: 1,
      priority: 1,
      tags: ['access', 'vip'],
    });
    expect(planMacro(mine, macro(take, set), setting())).toEqual({ ok: true, value: [] });
  });

  it.each([
    ['closed', macro(set), 'ticket.illegal-transition', 1],
    [
      'merged',
      macro({ do: 'workNote', text: 'x' }, { do: 'hold', reason: 'vendor', hours: 4, comment: '' }),
      'ticket.illegal-transition',
      2,
    ],
    ['new', macro(take, { do: 'hold', reason: 'requester', hours: 4, comment: ' ' }), 'ticket.fields-missing', 2],
    ['new', macro({ do: 'assign', to: sam, group: null }), 'auth.denied', 1],
    ['new', macro({ do: 'comment', text: 'by {{due}}', delivery: 'pending' }), 'template.gaps', 1],
    ['new', macro({ do: 'tasks', tasks: [{ title: 'Check', required: true }] }, resolve), 'ticket.tasks-open', 2],
  ] as const)('is refused as a whole on a ticket that is %s: %#', (state, content, code, step) => {
    expect(planMacro(ticketIn(state), content, setting())).toMatchObject({ failure: { code, details: { step } } });
  });

  it('assigns to others for who may', () => {
    const planned = planMacro(
      ticketIn('new'),
      macro({ do: 'assign', to: sam, group: 'Network' }),
      setting({ roles: ['team-lead'] }),
    );
    expect(planned).toMatchObject({
      ok: true,
      value: [{ change: { ticket: { assignee: sam, assignmentGroup: 'Network' } } }],
    });
  });

  it('changes a hold that there is, and counts the hours from now', () => {
    const planned = planMacro(
      ticketIn('on_hold'),
      macro({ do: 'hold', reason: 'parts', hours: 24, comment: '' }),
      setting(),
    );
    expect(planned).toMatchObject({
      value: [
        {
          action: 'ticket.change-hold',
          change: { ticket: { hold: { reason: 'parts', until: '2026-10-02T08:00:00.000Z' } } },
        },
      ],
    });
  });
});
