import { succeed, type Result } from '#shared/base/result.ts';
import { cardPartPrefix, gapsFilled, isUntouched, type CardImport, type CardPart } from '#shared/directory/cards.ts';
import { foldName } from '#shared/directory/likeness.ts';
import { contentOfPerson, type Person } from '#shared/directory/person.ts';
import type { Organisation } from '#shared/directory/place.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Desk } from '../../desk.ts';
import type { Actor } from '../../session.ts';
import type { Unit } from '../../unit.ts';
import type { PlannedCard } from './plan-file.ts';

/** Cards of one commit: as much as is noticed by nobody who works meanwhile. */
const PART = 250;

export interface TakenCards {
  readonly fileName: string;
  readonly cards: readonly PlannedCard[];
}

const makeOrganisation = (unit: Unit, name: string, importId: string): Organisation => {
  const organisation: Organisation = {
    ...unit.stamp('organisation', unit.newId('organisation')),
    revision: 1,
    name,
    contractRef: null,
    note: '',
    active: true,
  };
  unit.write('directory.take-cards', organisation, { correlation: importId });
  return organisation;
};

/** Takes these cards, part by part; what each part did is written with it, so that what was interrupted can be taken back as well. */
export const takeCards = async (
  desk: Desk,
  actor: Actor,
  { fileName, cards }: TakenCards,
): Promise<Result<CardImport>> => {
  const begun = await desk.commit(actor, (unit) => {
    const record: CardImport = {
      ...unit.stamp('cardImport', unit.newId('cardImport')),
      fileName,
      made: 0,
      filled: 0,
      undoneAt: null,
    };
    unit.write('directory.take-cards', record, { correlation: record.id });
    return succeed(record);
  });
  if (!begun.ok) return begun;
  let record = begun.value;
  const made = new Map<string, string>();
  for (let from = 0; from < cards.length; from += PART) {
    const part = await desk.commit(actor, (unit) => {
      const madePeople: string[] = [];
      const madeOrganisations: string[] = [];
      const filled: CardPart['filled'][number][] = [];
      for (const { card, content, known, outcome } of cards.slice(from, from + PART)) {
        if (!card || !content) continue;
        if (outcome === 'new') {
          let { organisationId } = content;
          if (organisationId === null && card.organisation !== null) {
            const key = foldName(card.organisation);
            organisationId = made.get(key) ?? null;
            if (organisationId === null) {
              organisationId = makeOrganisation(unit, card.organisation, record.id).id;
              made.set(key, organisationId);
              madeOrganisations.push(organisationId);
            }
          }
          const person: Person = {
            ...unit.stamp('person', unit.newId('person')),
            ...content,
            organisationId,
            revision: 1,
            active: true,
            mergedInto: null,
            batch: record.id,
            cardUid: card.uid,
          };
          unit.write('directory.take-cards', person, { correlation: record.id });
          madePeople.push(person.id);
          continue;
        }
        const before = known ? unit.get<Person>('person', known.id) : undefined;
        // Decided anew: somebody may have filled the same gap since the file was read.
        const next = before && gapsFilled(contentOfPerson(before), content);
        if (!before || !next) continue;
        const revision = before.revision + 1;
        const person = { ...before, ...next, revision, updatedAt: momentAfter(before.updatedAt, unit.at) };
        unit.write('directory.take-cards', person, { correlation: record.id });
        filled.push({ id: before.id, revision, before: contentOfPerson(before) });
      }
      const done: CardPart = {
        ...unit.stamp('cardPart', unit.newChildId('cardPart', record.id)),
        madePeople,
        madeOrganisations,
        filled,
      };
      unit.putLocal(done);
      const next = {
        ...record,
        made: record.made + madePeople.length,
        filled: record.filled + filled.length,
        updatedAt: unit.at,
      };
      unit.write('directory.take-cards', next, { correlation: record.id });
      return succeed(next);
    });
    if (!part.ok) return part;
    record = part.value;
  }
  return succeed(record);
};

export interface Undone {
  readonly undone: number;
  readonly kept: number;
}

/**
 * Takes a file of cards back. `isNamed`: somebody is named by another record by now and stays. `isInUse`, asked once the people are gone:
 * organisations go with the last person of theirs.
 */
export const undoCards = async (
  desk: Desk,
  actor: Actor,
  record: CardImport,
  {
    isNamed,
    isInUse,
  }: {
    readonly isNamed: (personId: string) => boolean;
    readonly isInUse: () => (organisationId: string) => boolean;
  },
): Promise<Result<Undone>> => {
  const { records } = desk;
  const parts = records
    .idsWithPrefix(cardPartPrefix(record.id))
    .flatMap((id) => records.get<CardPart>('cardPart', id) ?? []);
  let undone = 0;
  let kept = 0;
  const remove = (unit: Unit, type: 'person' | 'organisation', id: string): void => {
    const before = unit.get(type, id);
    unit.remove(id);
    unit.audit({
      action: 'directory.undo-cards',
      object: { type, id, number: null },
      ...unit.difference(type, id, before, undefined),
      correlation: record.id,
    });
  };
  for (const part of parts) {
    const done = await desk.commit(actor, (unit) => {
      for (const id of part.madePeople) {
        const person = unit.get<Person>('person', id);
        if (!person) continue;
        if (!isUntouched(person, 1) || isNamed(id)) {
          kept++;
          continue;
        }
        remove(unit, 'person', id);
        undone++;
      }
      for (const { id, revision, before } of part.filled) {
        const person = unit.get<Person>('person', id);
        if (!person || !isUntouched(person, revision)) {
          kept++;
          continue;
        }
        const back = {
          ...person,
          ...before,
          revision: revision + 1,
          updatedAt: momentAfter(person.updatedAt, unit.at),
        };
        unit.write('directory.undo-cards', back, { correlation: record.id });
        undone++;
      }
      return succeed(null);
    });
    if (!done.ok) return done;
  }
  const ended = await desk.commit(actor, (unit) => {
    const keeps = isInUse();
    for (const id of parts.flatMap(({ madeOrganisations }) => madeOrganisations))
      if (unit.get<Organisation>('organisation', id)?.revision === 1 && !keeps(id)) remove(unit, 'organisation', id);
    const after: CardImport = { ...record, undoneAt: unit.at, updatedAt: unit.at };
    unit.write('directory.undo-cards', after, { correlation: record.id });
    return succeed({ undone, kept });
  });
  return ended;
};
