import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openDirectory } from '#core/directory/handlers.ts';
import { actorOf } from '#core/session.ts';
import { compareNames } from '#shared/base/name-order.ts';
import { succeed } from '#shared/base/result.ts';
import { emptyPerson, type Person } from '#shared/directory/person.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const ambient = testAmbient('2026-10-01T09:00:00.000Z');
const actor = actorOf(contextOf('Lin Yue').session);
const everybody = { view: 'active', text: '', organisationId: null, siteId: null } as const;

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder(ambient);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await folder.remove();
});

const idOf = (place: number): string => `person:01J00000000000000000000${String(place).padStart(3, '0')}`;
const store = (people: Readonly<Record<number, string>>, removes: readonly string[] = []) =>
  folder.desk.commit(actor, (unit) => {
    for (const [place, name] of Object.entries(people)) {
      const person: Person = {
        ...unit.stamp('person', idOf(Number(place))),
        ...emptyPerson,
        name,
        emails: [`p${place}@example.com`],
        revision: 1,
        active: true,
        mergedInto: null,
        batch: null,
        cardUid: null,
      };
      unit.write('directory.save-person', person);
    }
    for (const id of removes) {
      unit.remove(id);
      unit.audit({ action: 'directory.undo-cards', object: { type: 'person', id, number: null } });
    }
    return succeed(null);
  });

it('has everybody in order, whatever changes while people are read in slices', async () => {
  const COUNT = 130;
  await store(Object.fromEntries(Array.from({ length: COUNT }, (_, place) => [place, `N${(place * 37) % COUNT}`])));
  let begin = (): void => undefined;
  const { people } = openDirectory(folder.desk, (work) => {
    begin = work;
  });
  // Each slice has its time used up with the first piece.
  let clock = 0;
  vi.spyOn(ambient, 'mono').mockImplementation(() => (clock += 1_000));
  begin();
  await nextTurn();
  await store({ 3: 'Zoe', 120: 'Abel', 200: 'N65b' }, [idOf(10), idOf(121)]);
  const names = people.find(everybody).map(({ name }) => name);
  expect(names).toHaveLength(COUNT - 1);
  expect(names).toEqual(names.toSorted(compareNames));
  expect([names[0], names.at(-1)]).toEqual(['Abel', 'Zoe']);
  expect(new Set(names).size).toBe(names.length);
  const withMail = (place: number) => people.withMark(`mail:p${place}@example.com`).map(({ name }) => name);
  expect([withMail(3), withMail(120), withMail(10), withMail(121)]).toEqual([['Zoe'], ['Abel'], [], []]);
  expect(people.withMark('name:n111')).toEqual([]);
  expect(people.find({ ...everybody, text: 'n65' }).map(({ name }) => name)).toEqual(['N65', 'N65b']);
});
