import { describe, expect, it } from 'vitest';
import { planTaskEdit, planTaskState } from '#shared/tasks/plan.ts';
import { countTasks, taskPrefix, titlesIn, type Task } from '#shared/tasks/task.ts';
import { lin, sam } from '../tickets/sample-ticket.ts';

const at = '2026-10-14T09:00:00.000Z';
const task = (change: Partial<Task> = {}): Task => ({
  id: 'task:01J00000000000000000000001:01J0000000000000000000000T',
  type: 'task',
  schema: 1,
  createdAt: at,
  updatedAt: at,
  createdBy: 'user:01J0000000000000000000000A',
  device: 'device:01J0000000000000000000000D',
  subjectId: 'ticket:01J00000000000000000000001',
  title: 'Back up the profile',
  required: true,
  assignee: null,
  state: 'open',
  reason: null,
  settled: null,
  ...change,
});

describe('a pasted list', () => {
  it.each([
    ['- one\n- two', ['one', 'two']],
    ['1. one\r\n2) two\r\n10、三', ['one', 'two', '三']],
    ['[ ] one\n- [x] two\n* [] three', ['one', 'two', 'three']],
    ['• 备份\n\n  · 重装  ', ['备份', '重装']],
    ['2026 licence\n-v flag', ['2026 licence', '-v flag']],
    ['  \n', []],
  ])('%j becomes %j', (text, titles) => {
    expect(titlesIn(text)).toEqual(titles);
  });
});

it('finds the tasks of a record by its ULID', () => {
  expect(task().id.startsWith(taskPrefix('ticket:01J00000000000000000000001'))).toBe(true);
  expect(task().id.startsWith(taskPrefix('ticket:01J00000000000000000000002'))).toBe(false);
});

it('counts what is settled and names what is missing', () => {
  const tasks = [
    task(),
    task({ title: 'Label the dock', required: false }),
    task({ state: 'done' }),
    task({ state: 'not_needed', reason: 'no disk' }),
  ];
  expect(countTasks(tasks)).toEqual({ total: 4, settled: 2, missing: ['Back up the profile'] });
});

describe('settling', () => {
  const mover = { by: lin, at: '2026-10-14T10:00:00.000Z' };
  it('keeps who did it and when', () => {
    expect(planTaskState(task(), { state: 'done', reason: 'ignored' }, mover)).toMatchObject({
      ok: true,
      value: { state: 'done', reason: null, settled: mover, updatedAt: mover.at },
    });
  });
  it('changes nothing the second time', () => {
    const done = task({ state: 'done', settled: { by: sam, at } });
    expect(planTaskState(done, { state: 'done', reason: null }, mover)).toEqual({ ok: true, value: done });
  });
  it('opens again without a trace of how it was settled', () => {
    const dropped = task({ state: 'not_needed', reason: 'no disk', settled: { by: sam, at } });
    expect(planTaskState(dropped, { state: 'open', reason: null }, mover)).toMatchObject({
      value: { state: 'open', reason: null, settled: null },
    });
  });
  it.each([null, '', '  '])('wants a reason for what is not needed, not %j', (reason) => {
    expect(planTaskState(task(), { state: 'not_needed', reason }, mover)).toMatchObject({
      failure: { code: 'ticket.fields-missing', details: { fields: ['reason'] } },
    });
  });
});

describe('editing', () => {
  it('takes what differs from what was seen', () => {
    const edit = { title: 'Back up profile and mail', required: false, assignee: sam };
    const seen = { title: 'Back up the profile', required: true, assignee: null };
    expect(planTaskEdit(task(), edit, { seen, at })).toMatchObject({ ok: true, value: edit });
  });
  it('refuses what somebody else changed meanwhile, and names it', () => {
    const changed = task({ title: 'Export the profile' });
    const result = planTaskEdit(changed, { title: 'Copy it' }, { seen: { title: 'Back up the profile' }, at });
    expect(result).toMatchObject({
      failure: {
        code: 'record.stale',
        details: {
          fields: [{ field: 'title', seen: 'Back up the profile', current: 'Export the profile', wanted: 'Copy it' }],
        },
      },
    });
  });
  it('is content where it is so already', () => {
    const assigned = task({ assignee: lin });
    expect(planTaskEdit(assigned, { assignee: lin }, { seen: { assignee: null }, at })).toEqual({
      ok: true,
      value: assigned,
    });
  });
});
