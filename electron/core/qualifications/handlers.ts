/** Who can do what, and what tickets ask for. Whether somebody may be assigned is asked of `QualificationBook` by whoever assigns. */
import type { User } from '#shared/accounts/user.ts';
import { compareNames } from '#shared/base/name-order.ts';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Qualification, Requirement } from '#shared/qualifications/qualification.ts';
import type { Asked } from '#shared/qualifications/rules.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { Unit } from '../unit.ts';
import type { QualificationBook } from './qualification-book.ts';

type QualificationOperation =
  | 'qualifications.list'
  | 'qualifications.mine'
  | 'qualifications.fitness'
  | 'qualifications.save'
  | 'qualifications.remove'
  | 'qualifications.saveRequirement'
  | 'qualifications.removeRequirement';

/** The record as the person saw it; null for one that is made. `record.not-found`, `record.stale`. */
const before = <Kept extends Qualification | Requirement>(
  unit: Unit,
  type: Kept['type'],
  id: string | null,
  seen: number | null,
): Result<Kept | null> => {
  if (id === null) return succeed(null);
  const found = unit.get<Kept>(type, id);
  if (!found) return notFound(type, id);
  return found.revision === seen
    ? succeed(found)
    : refuse('record.stale', `revision ${found.revision} was not seen`, { fields: [] });
};

export const qualificationHandlers = (desk: Desk, book: QualificationBook): FeatureHandlers<QualificationOperation> => {
  const remove = (type: 'qualification' | 'qualificationNeed', id: string, seen: number) => (unit: Unit) => {
    const found = before<Qualification | Requirement>(unit, type, id, seen);
    if (!found.ok) return found;
    unit.remove(id);
    unit.audit({
      action: `${type}.remove`,
      object: { type, id, number: null },
      ...unit.difference(type, id, found.value ?? undefined, undefined),
    });
    return succeed(null);
  };
  return {
    'qualifications.list': () => {
      const isActive = (id: string | null): boolean =>
        id === null || desk.records.get<User>('user', id)?.disabled === false;
      return succeed({
        qualifications: book
          .qualifications()
          .map((each) => ({ ...each, isActive: isActive(each.holder.id) }))
          .toSorted(
            (left, right) => compareNames(left.holder.name, right.holder.name) || compareNames(left.name, right.name),
          ),
        requirements: book
          .requirements()
          .toSorted((left, right) => compareNames(left.of, right.of) || compareNames(left.name, right.name)),
        today: book.today,
      });
    },

    'qualifications.mine': (_input, { session }) => succeed(book.of(session.userId)),

    'qualifications.fitness': ({ ticketIds, group }) => {
      const asked = ticketIds.flatMap((id): Asked[] => {
        const ticket = desk.records.get<Ticket>('ticket', id);
        return ticket ? [{ category: ticket.category, group: group ?? ticket.assignmentGroup }] : [];
      });
      return succeed(book.fitness(asked));
    },

    'qualifications.save': ({ id, seen, holderId, content }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const kept = before<Qualification>(unit, 'qualification', id, seen);
        if (!kept.ok) return kept;
        const holder = unit.get<User>('user', holderId);
        if (!holder) return notFound('user', holderId);
        const after: Qualification = {
          ...(kept.value ?? unit.stamp('qualification', unit.newId('qualification'))),
          ...content,
          updatedAt: unit.at,
          // Only a skill has levels.
          level: content.kind === 'skill' ? content.level : null,
          holder: { id: holder.id, name: holder.displayName },
          revision: (kept.value?.revision ?? 0) + 1,
        };
        unit.write('qualification.save', after);
        return succeed(after);
      }),

    'qualifications.remove': ({ id, seen }, { session }) =>
      desk.commit(actorOf(session), remove('qualification', id, seen)),

    'qualifications.saveRequirement': ({ id, seen, content }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const kept = before<Requirement>(unit, 'qualificationNeed', id, seen);
        if (!kept.ok) return kept;
        const after: Requirement = {
          ...(kept.value ?? unit.stamp('qualificationNeed', unit.newId('qualificationNeed'))),
          ...content,
          updatedAt: unit.at,
          revision: (kept.value?.revision ?? 0) + 1,
        };
        unit.write('qualification.require', after);
        return succeed(after);
      }),

    'qualifications.removeRequirement': ({ id, seen }, { session }) =>
      desk.commit(actorOf(session), remove('qualificationNeed', id, seen)),
  };
};
