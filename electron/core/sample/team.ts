import type { PersonRef } from '#shared/base/record.ts';
import type { Group } from '#shared/groups/group.ts';
import type { Handover } from '#shared/handover/handover.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Actor } from '../session.ts';
import type { Unit } from '../unit.ts';
import { loadCatalogue } from './catalogue.ts';
import type { Story } from './story.ts';
import handover from '../../../resources/sample/handover.json' with { type: 'json' };

/** Tickets in the hand-over that waits. */
const HANDED_OVER = 4;

/** The groups that the technicians of the catalogue work in, with whoever is at the console in the first of them. */
const groupsOf = (me: PersonRef): ReadonlyMap<string, readonly PersonRef[]> => {
  const groups = new Map<string, PersonRef[]>();
  for (const { team } of loadCatalogue())
    for (const { name, groups: names } of team.technicians)
      for (const group of names) groups.set(group, [...(groups.get(group) ?? []), { id: null, name }]);
  const [first] = groups.keys();
  if (first !== undefined) groups.get(first)?.push(me);
  return groups;
};

/** Groups with their members, which it answers with, and one hand-over from the shift before that nobody took note of yet. */
export const putTeam = (unit: Unit, actor: Actor, stories: readonly Story[]): readonly Group[] => {
  const groups: Group[] = [];
  const me: PersonRef = { id: actor.id, name: actor.name };
  for (const [name, members] of groupsOf(me)) {
    const group: Group = {
      ...unit.stamp('group', unit.newId('group')),
      version: 1,
      name,
      formerNames: [],
      members,
      lead: members.find(({ id }) => id === null) ?? null,
      active: true,
    };
    unit.putLocal(group);
    groups.push(group);
  }
  const handedOver = stories
    .flatMap(({ ticket }) => (isOpen(ticket.state) && ticket.assignee?.name === handover.by ? [ticket] : []))
    .slice(0, HANDED_OVER);
  const record: Handover = {
    ...unit.stamp('handover', unit.newId('handover')),
    by: { id: null, name: handover.by },
    to: me,
    group: null,
    note: handover.note,
    items: handedOver.map(({ id, number, title, state, priority }, place) => ({
      ticketId: id,
      number,
      title,
      state,
      priority,
      dueAt: null,
      note: handover.notes[place] ?? '',
      reassigned: false,
    })),
  };
  unit.putLocal(record);
  return groups;
};
