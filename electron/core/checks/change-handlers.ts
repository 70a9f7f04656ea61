/** What people do to checks: add, edit, let run here or not, remove. Each is one commit with its word in the trail. */
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import {
  contentOf,
  nothingKnown,
  SETTINGS_ID,
  standingId,
  whatRuns,
  type Check,
  type CheckContent,
  type CheckSettings,
} from '#shared/checks/check.ts';
import { MAX_CHECKS, type ListedCheck } from '#shared/checks/operations.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { Unit } from '../unit.ts';
import { putStanding, standingIn, type CheckBook } from './check-book.ts';

export type ChangeOperation = 'checks.add' | 'checks.edit' | 'checks.switch' | 'checks.remove' | 'checks.setProxy';

interface ChangeDeps {
  readonly book: CheckBook;
  readonly show: (checkId: string) => Result<ListedCheck>;
  /** Something is due that was not. */
  readonly look: () => void;
}

const stale = ({ revision }: Check, seen: number): Result<never> | undefined =>
  revision === seen
    ? undefined
    : refuse('record.stale', `revision ${revision} was not seen, but ${seen}`, { seen, current: revision });

/** What a check looks after is here, unless it was so `before`. */
const knownSubject = (unit: Unit, { subject }: CheckContent, before?: Check): Result<null> => {
  const { siteId, assetId } = subject;
  if (siteId !== null && siteId !== before?.subject.siteId && !unit.get('site', siteId))
    return notFound('site', siteId);
  if (assetId !== null && assetId !== before?.subject.assetId && !unit.get('ci', assetId))
    return notFound('ci', assetId);
  return succeed(null);
};

/** Whoever saves a check here lets it run here, as it is now; what it found as another thing says nothing of this one. */
const letRun = (unit: Unit, check: Check, isOther: boolean): void => {
  const known = standingIn(unit, check.id);
  putStanding(unit, {
    ...known,
    ...(isOther ? { ...nothingKnown, ticketId: known.ticketId } : {}),
    runsHere: { by: { id: unit.actor.id, name: unit.actor.name }, at: unit.at, what: whatRuns(check) },
    nextAt: null,
  });
};

export const changeHandlers = (desk: Desk, { book, show, look }: ChangeDeps): FeatureHandlers<ChangeOperation> => {
  const change = async (
    checkId: string,
    seen: number,
    { session }: SessionContext,
    plan: (unit: Unit, check: Check) => Result<null>,
  ): Promise<Result<null>> => {
    const done = await desk.commit(actorOf(session), (unit) => {
      const check = unit.get<Check>('check', checkId);
      if (!check) return notFound('check', checkId);
      return stale(check, seen) ?? plan(unit, check);
    });
    if (done.ok) look();
    return done;
  };

  return {
    'checks.add': async ({ content }, { session }) => {
      const added = await desk.commit(actorOf(session), (unit) => {
        if (book.size >= MAX_CHECKS) return refuse('check.too-many', 'there are too many checks', { most: MAX_CHECKS });
        const known = knownSubject(unit, content);
        if (!known.ok) return known;
        const check: Check = { ...unit.stamp('check', unit.newId('check')), ...contentOf(content), revision: 1 };
        unit.write('check.add', check);
        letRun(unit, check, true);
        return succeed(check.id);
      });
      if (!added.ok) return added;
      look();
      return show(added.value);
    },

    'checks.edit': async ({ checkId, seen, content }, context) => {
      const edited = await change(checkId, seen, context, (unit, before) => {
        const known = knownSubject(unit, content, before);
        if (!known.ok) return known;
        if (JSON.stringify(contentOf(before)) === JSON.stringify(contentOf(content))) return succeed(null);
        const check: Check = { ...before, ...contentOf(content), updatedAt: unit.at, revision: before.revision + 1 };
        unit.write('check.edit', check);
        const isOther = whatRuns(check) !== whatRuns(before);
        // Where it did not run, editing it does not begin that.
        if (standingIn(unit, checkId).runsHere !== null) letRun(unit, check, isOther);
        return succeed(null);
      });
      return edited.ok ? show(checkId) : edited;
    },

    'checks.switch': async ({ checkId, seen, on }, context) => {
      const switched = await change(checkId, seen, context, (unit, check) => {
        const standing = standingIn(unit, checkId);
        if (on)
          letRun(unit, check, standing.last !== null && JSON.stringify(standing.last.diagnostic) !== whatRuns(check));
        else putStanding(unit, { ...standing, runsHere: null });
        unit.audit({ action: on ? 'check.start' : 'check.stop', object: { type: 'check', id: checkId, number: null } });
        return succeed(null);
      });
      return switched.ok ? show(checkId) : switched;
    },

    'checks.remove': ({ checkId, seen }, context) =>
      change(checkId, seen, context, (unit, before) => {
        unit.remove(checkId);
        unit.removeLocal(standingId(checkId));
        const object = { type: 'check', id: checkId, number: null };
        unit.audit({ action: 'check.remove', object, ...unit.difference('check', checkId, before, undefined) });
        return succeed(null);
      }),

    'checks.setProxy': ({ proxy }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const settled = proxy.replace(/\/$/, '');
        if (settled !== '' && !URL.canParse(settled)) return refuse('request.invalid', 'this is no address of a proxy');
        const before = unit.get<CheckSettings>('checkSettings', SETTINGS_ID);
        const after: CheckSettings = {
          ...unit.stamp('checkSettings', SETTINGS_ID),
          ...before,
          proxy: settled,
          updatedAt: unit.at,
        };
        unit.putLocal(after);
        unit.audit({
          action: 'check.proxy',
          object: { type: 'checkSettings', id: SETTINGS_ID, number: null },
          ...unit.difference('checkSettings', SETTINGS_ID, before, after),
        });
        return succeed(null);
      }),
  };
};
