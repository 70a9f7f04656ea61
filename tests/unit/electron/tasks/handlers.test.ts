import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#shared/audit/entry.ts';
import { succeed } from '#shared/base/result.ts';
import type { Task } from '#shared/tasks/task.ts';
import { requiredTasks, taskHandlers } from '#core/tasks/handlers.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const lin = contextOf('Lin Yue');
const sam = 'user:01J0000000000000000000000B';
const gone = 'user:01J0000000000000000000000C';
const solution = { code: 'assistance', text: 'Done', articleId: null, noArticleReason: 'Trivial' } as const;

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const console_ = () => {
  const { desk } = folder;
  return {
    desk,
    tasks: taskHandlers(desk),
    tickets: ticketHandlers(desk, {
      ...plainRules,
      requiredTasks: (ticketId) => requiredTasks(desk.records, ticketId),
    }),
  };
};
const newTicket = async (): Promise<string> => {
  const made = await console_().tickets['tickets.create'](
    {
      kind: 'request',
      channel: 'phone',
      title: 'New laptop for Wang Fang',
      description: '',
      impact: 3,
      urgency: 3,
      category: null,
      requester: null,
      draftId: null,
    },
    lin,
  );
  if (!made.ok) throw new Error(made.failure.message);
  return made.value.ticketId;
};
const addTo = async (subjectId: string, titles: readonly string[], required = true): Promise<readonly Task[]> => {
  const tasks = titles.map((title) => ({ title, required, assignee: null }));
  const made = await console_().tasks['tasks.add']({ subjectId, tasks }, lin);
  if (!made.ok) throw new Error(made.failure.message);
  return made.value;
};

describe('required tasks', () => {
  it('keep a ticket from being resolved until each is done or not needed', async () => {
    const ticketId = await newTicket();
    const [image, hand] = await addTo(ticketId, ['Install the image', 'Hand it over']);
    await addTo(ticketId, ['Tidy the cables'], false);
    const { tasks, tickets } = console_();
    const resolve = () => tickets['tickets.resolve']({ ticketId, ...solution }, lin);
    expect(await resolve()).toMatchObject({
      failure: { code: 'ticket.tasks-open', details: { count: 2, titles: 'Install the image · Hand it over' } },
    });
    await tasks['tasks.set']({ taskId: image?.id ?? '', state: 'done', reason: null }, lin);
    expect(await resolve()).toMatchObject({ failure: { details: { count: 1, titles: 'Hand it over' } } });
    await tasks['tasks.set']({ taskId: hand?.id ?? '', state: 'not_needed', reason: 'Sent by courier' }, lin);
    expect(await resolve()).toMatchObject({ ok: true, value: { ticket: { state: 'resolved' } } });
  });

  it('are there after a restart, in the order they were added', async () => {
    const ticketId = await newTicket();
    await addTo(ticketId, ['one', 'two', 'three']);
    await addTo(ticketId, ['four']);
    await folder.reopen();
    const { tasks } = { tasks: taskHandlers(folder.keeper.desk ?? folder.desk) };
    const listed = await tasks['tasks.list']({ subjectId: ticketId }, lin);
    expect(listed.ok && listed.value.map(({ title }) => title)).toEqual(['one', 'two', 'three', 'four']);
  });
});

describe('timeline and trail', () => {
  it('say what became of each task; typed text stands in neither the trail nor its reason', async () => {
    const ticketId = await newTicket();
    const [task] = await addTo(ticketId, ['Wipe the disk of Wang Fang']);
    const { desk, tasks, tickets } = console_();
    const taskId = task?.id ?? '';
    await tasks['tasks.set']({ taskId, state: 'done', reason: null }, lin);
    await tasks['tasks.set']({ taskId, state: 'done', reason: null }, lin);
    await tasks['tasks.set']({ taskId, state: 'open', reason: null }, lin);
    await tasks['tasks.remove']({ taskId }, lin);
    const detail = await tickets['tickets.get']({ ticketId }, lin);
    const events = detail.ok ? detail.value.timeline.map(({ event }) => event) : [];
    expect(events.flatMap((event) => (event.kind === 'task' ? [event.change] : []))).toEqual([
      'added',
      'done',
      'reopened',
      'removed',
    ]);
    const lines = await desk.readAudit(1, desk.auditHead.seq);
    const trail = lines
      .map((line) => JSON.parse(line) as AuditEntry)
      .filter(({ action }) => action.startsWith('task.'));
    expect(trail.map(({ action }) => action)).toEqual(['task.added', 'task.done', 'task.reopened', 'task.removed']);
    expect(lines.join('\n')).not.toContain('Wang Fang');
  });
});

describe('refusals', () => {
  it('leave what has ended as it is', async () => {
    const ticketId = await newTicket();
    const [task] = await addTo(ticketId, ['one']);
    const { tasks, tickets } = console_();
    await tickets['tickets.cancel']({ ticketId, reason: 'withdrawn' }, lin);
    const more = { subjectId: ticketId, tasks: [{ title: 'two', required: false, assignee: null }] };
    expect(await tasks['tasks.add'](more, lin)).toMatchObject({ failure: { code: 'ticket.illegal-transition' } });
    const done = { taskId: task?.id ?? '', state: 'done', reason: null } as const;
    expect(await tasks['tasks.set'](done, lin)).toMatchObject({ failure: { code: 'ticket.illegal-transition' } });
  });

  it('keep the number of tasks within bounds, and add none beyond', async () => {
    const ticketId = await newTicket();
    await addTo(
      ticketId,
      Array.from({ length: 199 }, (_, place) => `task ${place}`),
    );
    const two = ['a', 'b'].map((title) => ({ title, required: false, assignee: null }));
    expect(await console_().tasks['tasks.add']({ subjectId: ticketId, tasks: two }, lin)).toMatchObject({
      failure: { code: 'task.too-many', details: { most: 200 } },
    });
  });

  it('give a task only to people of this desk who can sign in, under the name that they have here', async () => {
    await folder.desk.commit(folder.desk.deviceActor, (unit) => {
      for (const [id, displayName, disabled] of [
        [sam, 'Sam Okafor', false],
        [gone, 'Old Hand', true],
      ] as const)
        unit.putLocal(Object.assign(unit.stamp('user', id), { displayName, disabled, roles: ['technician'] }));
      return succeed(null);
    });
    const ticketId = await newTicket();
    const { tasks } = console_();
    const add = (id: string, name: string) =>
      tasks['tasks.add'](
        { subjectId: ticketId, tasks: [{ title: 'Image', required: true, assignee: { id, name } }] },
        lin,
      );
    expect(await add(gone, 'Old Hand')).toMatchObject({ failure: { code: 'auth.user-disabled' } });
    expect(await add('user:01J0000000000000000000000F', 'Nobody')).toMatchObject({
      failure: { code: 'record.not-found' },
    });
    expect(await tasks['tasks.list']({ subjectId: ticketId }, lin)).toEqual({ ok: true, value: [] });
    const added = await add(sam, 'Somebody');
    expect(added).toMatchObject({ value: [{ assignee: { id: sam, name: 'Sam Okafor' } }] });
    const taskId = added.ok ? (added.value[0]?.id ?? '') : '';
    const give = (id: string, name: string) =>
      tasks['tasks.edit']({ taskId, seen: { assignee: { id: sam, name: 'Sam Okafor' } }, assignee: { id, name } }, lin);
    expect(await give(gone, 'Old Hand')).toMatchObject({ failure: { code: 'auth.user-disabled' } });
    expect(await give(sam, 'Somebody')).toMatchObject({ value: { assignee: { name: 'Sam Okafor' } } });
  });

  it('name a task that is gone', async () => {
    const taskId = 'task:01J00000000000000000000001:01J0000000000000000000000T';
    expect(await console_().tasks['tasks.remove']({ taskId }, lin)).toMatchObject({
      failure: { code: 'record.not-found' },
    });
  });
});
