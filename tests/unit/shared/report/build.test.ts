import { describe, expect, it } from 'vitest';
import { buildReport } from '#shared/report/build.ts';
import { noChoices } from '#shared/report/choices.ts';
import { reportOperations } from '#shared/report/operations.ts';
import { slaClocks } from '#shared/sla/clocks.ts';
import { factsOf } from '#shared/sla/facts.ts';
import type { Task } from '#shared/tasks/task.ts';
import { bookOf, entriesOf, moveTo, say, ticketAt, type Happening } from '../sla/tickets.ts';
import { lin } from '../tickets/sample-ticket.ts';

const at = (hour: number): number => Date.UTC(2026, 9, 12, hour);
const received = at(1);
const answer = {
  score: 4,
  comment: '很快',
  answeredBy: '王芳',
  signature: { way: 'typed', name: '王芳' },
  language: 'zh-CN',
  solved: true,
} as const;
const happenings: readonly Happening[] = [
  say(at(2), 'phone'),
  { at: at(3), event: { kind: 'workNote', text: 'The dock is on the list of known bad ones' } },
  { at: at(3), event: { kind: 'workNote', text: 'Measured 0 V at the plug' } },
  {
    at: at(4),
    event: {
      kind: 'time',
      startedAt: new Date(at(3)).toISOString(),
      minutes: 50,
      work: 'on_site',
      note: 'internal',
      corrects: null,
    },
  },
  moveTo(at(4), 'resolved'),
  { at: at(5), event: { kind: 'survey', cycle: 1, answer, replaces: null } },
];
const task: Task = {
  id: 'task:1:1',
  type: 'task',
  schema: 1,
  createdAt: '2026-10-12T01:00:00.000Z',
  updatedAt: '2026-10-12T01:00:00.000Z',
  createdBy: lin.id ?? '',
  device: 'device:1',
  subjectId: 'ticket:1',
  title: 'Replace the power supply',
  required: true,
  assignee: null,
  state: 'done',
  reason: null,
  settled: null,
};

const sources = () => {
  const { ticket, timeline } = ticketAt(received, happenings);
  const clocks = slaClocks(factsOf(ticket, timeline), bookOf(), at(6));
  return { ticket, timeline, tasks: [task], clocks, desk: 'Northgate desk' };
};
const choices = noChoices('Lin Yue');
const noteIds = entriesOf(happenings).map(({ id }) => id);

describe('a service report', () => {
  it('holds no work note that was not chosen, and no note on working time', () => {
    const model = buildReport(sources(), choices);
    expect(model.notes).toEqual([]);
    expect(JSON.stringify(model)).not.toMatch(/known bad|Measured|internal/);
    const chosen = buildReport(sources(), { ...choices, noteIds: [noteIds[2] ?? ''] });
    expect(chosen.notes.map(({ text }) => text)).toEqual(['Measured 0 V at the plug']);
    // A comment is on it anyway, and nothing else can be chosen as a note.
    expect(buildReport(sources(), { ...choices, noteIds: [noteIds[0] ?? '', noteIds[3] ?? ''] }).notes).toEqual([]);
  });

  it('says what was done, by whom and how long, whether it was in time, and what the requester thinks', () => {
    expect(buildReport(sources(), choices)).toMatchObject({
      desk: 'Northgate desk',
      requester: '王芳',
      site: null,
      comments: [{ text: 'x', by: 'Lin Yue' }],
      work: [{ minutes: 50, work: 'on_site', by: 'Lin Yue' }],
      tasks: [{ title: 'Replace the power supply', state: 'done' }],
      targets: [
        { target: 'response', state: 'met' },
        { target: 'resolve', state: 'met' },
        { target: 'feedback', state: 'met' },
      ],
      satisfaction: { score: 4, answeredBy: '王芳', signature: { way: 'typed', name: '王芳' } },
      technician: 'Lin Yue',
    });
  });

  it('is the same for the same ticket and choices, whatever spaces were typed around them', () => {
    const parts = [{ name: 'Adapter', number: '', quantity: 1 }];
    const typed = { ...choices, site: ' 3.12 ', parts: [{ name: ' Adapter ', number: ' ', quantity: 1 }] };
    expect(buildReport(sources(), typed)).toEqual(buildReport(sources(), { ...choices, site: '3.12', parts }));
  });

  it('takes no part without name or quantity', () => {
    const { input } = reportOperations['report.preview'];
    const ticketId = 'ticket:01J00000000000000000000001';
    const takes = (part: object) => input.safeParse({ ticketId, choices: { ...choices, parts: [part] } }).success;
    expect(takes({ name: 'Adapter', number: '', quantity: 0.5 })).toBe(true);
    for (const quantity of [0, -1, Number.NaN, Infinity, 1e9])
      expect(takes({ name: 'Adapter', number: '', quantity })).toBe(false);
    expect(takes({ name: ' ', number: 'SN 1', quantity: 1 })).toBe(false);
  });
});
