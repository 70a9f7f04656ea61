import { notFound } from '#shared/base/not-found.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { foldName } from '#shared/directory/likeness.ts';
import { MAX_OFFERED, type LikePerson, type PersonDetail } from '#shared/directory/operations.ts';
import type { Person } from '#shared/directory/person.ts';
import { checkSeen, planMerge, planUnmerge, tidyPerson } from '#shared/directory/plan.ts';
import type { PersonRow } from '#shared/directory/row.ts';
import { fold } from '#shared/search/fold.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import { revise } from '#shared/tickets/revision.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import { Turns } from '../turns.ts';
import type { Directory, DirectoryDeps } from './handlers.ts';
import { siteHead } from './place-handlers.ts';
import { storyOf } from './their-tickets.ts';

type PeopleOperation =
  | 'directory.people'
  | 'directory.place'
  | 'directory.person'
  | 'directory.pick'
  | 'directory.like'
  | 'directory.savePerson'
  | 'directory.merge'
  | 'directory.unmerge'
  | 'directory.claim';

/** Likely people shown at a time. */
const MAX_LIKE = 5;

/** The first of these, who begin with what was typed before those who only hold it. Each is looked at once, however many there are. */
const firstFor = (text: string, rows: readonly PersonRow[]): readonly PersonRow[] => {
  const wanted = fold(text).trim();
  const first: PersonRow[] = [];
  const rest: PersonRow[] = [];
  for (const row of rows) {
    if (first.length === MAX_OFFERED) break;
    const begins = [row.name, row.otherName ?? '', ...row.emails].some((each) => fold(each).startsWith(wanted));
    if (begins) first.push(row);
    else if (rest.length < MAX_OFFERED) rest.push(row);
  }
  return [...first, ...rest].slice(0, MAX_OFFERED);
};

export const peopleHandlers = (
  desk: Desk,
  { people, places }: Directory,
  { tickets, timelineOf }: DirectoryDeps,
): FeatureHandlers<PeopleOperation> => {
  const { records } = desk;

  const likePeople = (marks: Parameters<typeof people.like>[0], except: string | null): readonly LikePerson[] =>
    people
      .like(marks, except)
      .slice(0, MAX_LIKE)
      .map(({ row, shares }) => ({ person: places.listed(row), shares }));

  const detail = async (personId: string): Promise<Result<PersonDetail>> => {
    const person = records.get<Person>('person', personId);
    if (!person) return notFound('person', personId);
    const merged = people.mergedInto(personId);
    const ids = new Set([personId, ...merged.map(({ id }) => id)]);
    const names = person.mergedInto ? [] : [person.name, person.otherName];
    const story = await storyOf(
      [...tickets()],
      { isTheirs: (requesterId) => ids.has(requesterId), names, timelineOf },
      new Turns(() => desk.ambient.mono()),
    );
    const into = person.mergedInto && people.row(person.mergedInto.id);
    const phones = person.phones.map(({ typed }) => typed);
    return succeed({
      person,
      organisation: places.organisation(person.organisationId),
      site: siteHead(desk, person.siteId),
      ...story,
      like: into ? [] : likePeople({ ...person, phones }, personId),
      merged: merged.map((row) => places.listed(row)),
      mergedInto: into ? places.listed(into) : null,
    });
  };

  return {
    'directory.people': ({ from, count, ...question }) => {
      const found = people.find(question);
      return succeed({
        total: found.length,
        held: people.size,
        from,
        rows: found.slice(from, from + count).map((row) => places.listed(row)),
      });
    },

    'directory.place': ({ personId, ...question }) =>
      succeed(people.find({ ...question, organisationId: null, siteId: null }).findIndex(({ id }) => id === personId)),

    'directory.person': ({ personId }) => detail(personId),

    'directory.pick': ({ text }) => {
      if (text.trim() === '') return succeed([]);
      const found = people.find({ view: 'active', text, organisationId: null, siteId: null });
      return succeed(firstFor(text, found).map((row) => places.listed(row)));
    },

    'directory.like': ({ personId, ...marks }) => succeed(likePeople(marks, personId)),

    'directory.savePerson': ({ id, seen, content, active }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const before = id === null ? undefined : unit.get<Person>('person', id);
        if (id !== null && !before) return notFound('person', id);
        const fresh = checkSeen(before, seen);
        if (!fresh.ok) return fresh;
        for (const place of [content.organisationId, content.siteId])
          if (place !== null && !records.has(place)) return notFound(place.split(':')[0] ?? '', place);
        const person: Person = {
          ...(before ?? {
            ...unit.stamp('person', unit.newId('person')),
            mergedInto: null,
            batch: null,
            cardUid: null,
          }),
          ...tidyPerson(content),
          // One who was merged comes back by taking the merge back.
          active: active && !before?.mergedInto,
          updatedAt: before ? momentAfter(before.updatedAt, unit.at) : unit.at,
          revision: (before?.revision ?? 0) + 1,
        };
        unit.write('directory.save-person', person);
        return succeed(person);
      }),

    'directory.merge': ({ keepId, keepSeen, dropId, dropSeen }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const keep = unit.get<Person>('person', keepId);
        const drop = unit.get<Person>('person', dropId);
        if (!keep || !drop) return notFound('person', keep ? dropId : keepId);
        for (const fresh of [checkSeen(keep, keepSeen), checkSeen(drop, dropSeen)]) if (!fresh.ok) return fresh;
        const planned = planMerge(keep, drop, momentAfter(keep.updatedAt, unit.at));
        if (!planned.ok) return planned;
        unit.write('directory.merge', planned.value.keep, { correlation: dropId });
        unit.write('directory.merge', planned.value.drop, { correlation: dropId });
        return succeed(null);
      }),

    'directory.unmerge': ({ dropId }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const drop = unit.get<Person>('person', dropId);
        const keep = drop?.mergedInto ? unit.get<Person>('person', drop.mergedInto.id) : undefined;
        if (!drop || !keep) return notFound('person', drop?.mergedInto?.id ?? dropId);
        const planned = planUnmerge(keep, drop, momentAfter(keep.updatedAt, unit.at));
        if (!planned.ok) return planned;
        unit.write('directory.unmerge', planned.value.keep, { correlation: dropId });
        unit.write('directory.unmerge', planned.value.drop, { correlation: dropId });
        return succeed(null);
      }),

    'directory.claim': ({ personId, ticketIds }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const person = unit.get<Person>('person', personId);
        if (!person || person.mergedInto) return notFound('person', personId);
        const names = new Set([person.name, person.otherName ?? person.name].map(foldName));
        let claimed = 0;
        for (const id of new Set(ticketIds)) {
          const ticket = unit.get<Ticket>('ticket', id);
          const { requester } = ticket ?? {};
          if (!ticket || !requester || requester.id !== null || !names.has(foldName(requester.name))) continue;
          // Only who is meant becomes known: the name stays as it was given, and no clock and no state hangs on it.
          const known = { ...ticket, requester: { id: personId, name: requester.name } };
          unit.write('directory.claim', revise(known, momentAfter(ticket.updatedAt, unit.at)), {
            correlation: personId,
          });
          claimed++;
        }
        return succeed({ claimed });
      }),
  };
};
