/** Assignment groups: who belongs to which. Tickets name a group; what they do with it is theirs. */
import type { PersonRef } from '#shared/base/record.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { foldGroupName, isIn, namesOf, renamed, type Group } from '#shared/groups/group.ts';
import type { GroupView } from '#shared/groups/operations.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import { compareNames } from '#shared/base/name-order.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { knownPerson } from '../known-person.ts';
import { actorOf } from '../session.ts';
import type { Records } from '../storage/store.ts';

type GroupOperation = 'groups.list' | 'groups.save';

const readGroups = (records: Records): readonly Group[] =>
  [...records.ids('group')].flatMap((id) => records.get<Group>('group', id) ?? []);

const namesWith = (records: Records, isWanted: (group: Group) => boolean): ReadonlySet<string> =>
  new Set(readGroups(records).flatMap((group) => (isWanted(group) ? namesOf(group) : [])));

/** Folded names of the active groups that somebody is in, former names included. */
export const groupNamesOf = (records: Records, userId: string): ReadonlySet<string> =>
  namesWith(records, (group) => group.active && isIn(group, userId));

/** The same with groups that are given no work any more: what was left to them is still theirs. */
export const everyGroupNameOf = (records: Records, userId: string): ReadonlySet<string> =>
  namesWith(records, (group) => isIn(group, userId));

/** People under the names that they have here now; somebody who has gone since keeps the name that was given. */
const current = (records: Records, person: PersonRef): PersonRef => {
  const known = knownPerson(person, records);
  return known.ok ? known.value : person;
};

class Tally {
  readonly #counts = new Map<string, { readonly name: string; open: number; all: number }>();

  constructor(rows: Iterable<TicketRow>) {
    for (const row of rows) {
      if (row.group === null) continue;
      const key = foldGroupName(row.group);
      const count = this.#counts.get(key) ?? { name: row.group, open: 0, all: 0 };
      this.#counts.set(key, count);
      count.all++;
      if (isOpen(row.state)) count.open++;
    }
  }

  open(names: readonly string[]): number {
    return names.reduce((sum, name) => sum + (this.#counts.get(name)?.open ?? 0), 0);
  }

  /** Names that none of `taken` is. */
  others(taken: ReadonlySet<string>): readonly { readonly name: string; readonly tickets: number }[] {
    return [...this.#counts]
      .flatMap(([key, { name, all }]) => (taken.has(key) ? [] : [{ name, tickets: all }]))
      .toSorted((left, right) => right.tickets - left.tickets);
  }
}

/** `rows`: every ticket as it is now. */
export const groupHandlers = (desk: Desk, rows: () => Iterable<TicketRow>): FeatureHandlers<GroupOperation> => {
  const { records } = desk;
  const view = (group: Group, tally: Tally): GroupView => ({
    id: group.id,
    version: group.version,
    name: group.name,
    formerNames: group.formerNames,
    members: group.members.map((member) => current(records, member)),
    lead: group.lead && current(records, group.lead),
    active: group.active,
    open: tally.open(namesOf(group)),
  });

  /** Refuses somebody who cannot be given work, unless they were in the group before. */
  const admitted = (people: readonly PersonRef[], before: Group | undefined): Result<readonly PersonRef[]> => {
    const admitted: PersonRef[] = [];
    for (const person of people) {
      const known = knownPerson(person, records);
      const wasIn = person.id !== null && before !== undefined && isIn(before, person.id);
      if (!known.ok && !wasIn) return known;
      const next = known.ok ? known.value : person;
      if (!admitted.some(({ id, name }) => (next.id === null ? name === next.name : id === next.id)))
        admitted.push(next);
    }
    return succeed(admitted);
  };

  return {
    'groups.list': () => {
      const groups = readGroups(records);
      const tally = new Tally(rows());
      return succeed({
        groups: groups.toSorted((one, other) => compareNames(one.name, other.name)).map((group) => view(group, tally)),
        unadopted: tally.others(new Set(groups.flatMap(namesOf))),
      });
    },

    'groups.save': async ({ id, version, name, members, lead, active }, { session }) => {
      const saved = await desk.commit(actorOf(session), (unit) => {
        const before = id === null ? undefined : unit.get<Group>('group', id);
        if (id !== null && !before) return refuse('record.not-found', `there is no group ${id}`, { type: 'group', id });
        if ((before?.version ?? null) !== version)
          return refuse('record.stale', `version ${version} is not the newest`, {
            seen: version,
            current: before?.version ?? null,
          });
        const folded = foldGroupName(name);
        const other = readGroups(records).find((group) => group.id !== id && namesOf(group).includes(folded));
        if (other) return refuse('record.exists', `there is a group ${other.name}`, { name: other.name });
        const people = admitted(members, before);
        if (!people.ok) return people;
        const leads = lead === null ? succeed([]) : admitted([lead], before);
        if (!leads.ok) return leads;
        const group: Group = {
          ...unit.stamp('group', before?.id ?? unit.newId('group')),
          createdAt: before?.createdAt ?? unit.at,
          createdBy: before?.createdBy ?? unit.actor.id,
          version: (before?.version ?? 0) + 1,
          name,
          formerNames: before ? renamed(before, name) : [],
          members: people.value,
          lead: leads.value[0] ?? null,
          active,
        };
        unit.write('group.save', group);
        return succeed(group);
      });
      return saved.ok ? succeed(view(saved.value, new Tally(rows()))) : saved;
    },
  };
};
