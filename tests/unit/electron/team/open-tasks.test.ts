import { afterEach, beforeEach, expect, it } from 'vitest';
import { OpenTasks } from '#core/team/open-tasks.ts';
import type { Unit } from '#core/unit.ts';
import { succeed } from '#shared/base/result.ts';
import type { Task } from '#shared/tasks/task.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';

const ada = { id: 'user:01J0000000000000000000000A', name: 'Ada' };
const ben = { id: 'user:01J0000000000000000000000B', name: 'Ben' };
const subjectId = 'ticket:01J0000000000000000000000T';
const idOf = (place: number): string => `task:01J0000000000000000000000T:01J0000000000000000000000${place}`;

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const change = async (act: (unit: Unit) => void): Promise<void> => {
  const { desk } = folder;
  await desk.commit(desk.deviceActor, (unit) => {
    act(unit);
    unit.audit({ action: 'test.change', object: null });
    return succeed(null);
  });
};
const put = (place: number, of: Partial<Task>): Promise<void> =>
  change((unit) => {
    const task: Task = {
      ...unit.stamp('task', idOf(place)),
      subjectId,
      title: `Task ${place}`,
      required: false,
      assignee: ada,
      state: 'open',
      reason: null,
      settled: null,
      ...of,
    };
    unit.put(task);
  });

it('are a person’s until they are settled, given to another, or gone', async () => {
  await put(1, {});
  await put(2, { state: 'done' });
  await put(3, { assignee: { id: null, name: 'Ada' } });
  const { desk } = folder;
  const tasks = new OpenTasks(desk);
  const titles = ({ id }: typeof ada) => tasks.of(id).map(({ title }) => title);
  expect([titles(ada), titles(ben)]).toEqual([['Task 1'], []]);
  await put(2, {});
  await put(1, { assignee: ben, title: 'Renamed' });
  expect([titles(ada), titles(ben)]).toEqual([['Task 2'], ['Renamed']]);
  await put(1, {});
  await put(3, { assignee: ben });
  expect([titles(ada), titles(ben)]).toEqual([['Task 1', 'Task 2'], ['Task 3']]);
  await put(3, { state: 'not_needed' });
  await change((unit) => unit.remove(idOf(1)));
  expect([titles(ada), titles(ben)]).toEqual([['Task 2'], []]);
});

it('are looked at one by one only when they are asked for first', async () => {
  for (let place = 1; place <= 9; place++) await put(place, { state: 'done' });
  const { desk } = folder;
  let reads = 0;
  const records = new Proxy(desk.records, {
    get: (target, name) => {
      if (name === 'get') reads++;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const tasks = new OpenTasks({ records, onApplied: (listener) => desk.onApplied(listener) });
  tasks.of(ada.id);
  expect(reads).toBe(9);
  await put(5, {});
  expect(tasks.of(ada.id)).toHaveLength(1);
  expect(reads).toBe(10);
});
