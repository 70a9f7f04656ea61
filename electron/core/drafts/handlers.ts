/** Drafts: text as typed, on this laptop only. No audit entries: a keystroke is not yet a deed. */
import { createHash } from 'node:crypto';
import { succeed } from '#shared/base/result.ts';
import { draftPrefix, draftView, isEmptyDraft, type Draft } from '#shared/drafts/draft.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';

/** One per person and key, whatever characters the key holds. */
const draftIdOf = (userId: string, key: string): string =>
  draftPrefix(userId) + createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 32);

const sameFields = (left: Draft['fields'], right: Draft['fields']): boolean => {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && left[name] === right[name])
  );
};

export const draftHandlers = (desk: Desk): FeatureHandlers<'drafts.list' | 'drafts.save' | 'drafts.discard'> => ({
  'drafts.list': (_input, { session }) =>
    succeed(
      desk.records
        .idsWithPrefix(draftPrefix(session.userId))
        .flatMap((id) => desk.records.get<Draft>('draft', id) ?? [])
        .toSorted((left, right) => (left.updatedAt < right.updatedAt ? 1 : -1))
        .map(draftView),
    ),

  'drafts.save': ({ key, fields }, { session }) =>
    desk.commit(actorOf(session), (unit) => {
      const id = draftIdOf(session.userId, key);
      if (isEmptyDraft(fields)) {
        unit.removeLocal(id);
        return succeed(null);
      }
      const before = unit.get<Draft>('draft', id);
      if (before && sameFields(before.fields, fields)) return succeed(draftView(before));
      const draft: Draft = {
        ...unit.stamp('draft', id),
        createdAt: before?.createdAt ?? unit.at,
        key,
        fields,
      };
      unit.putLocal(draft);
      return succeed(draftView(draft));
    }),

  'drafts.discard': ({ key }, { session }) =>
    desk.commit(actorOf(session), (unit) => {
      unit.removeLocal(draftIdOf(session.userId, key));
      return succeed(null);
    }),
});
