import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { ImportProfile } from '#shared/imports/batch.ts';
import { foldLabel } from '#shared/imports/fold-label.ts';
import type { ImportProfileView } from '#shared/imports/operations.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';

const sameHeader = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((label, index) => foldLabel(label) === foldLabel(right[index] ?? ''));

const viewOf = (profile: ImportProfile, header: readonly string[]): ImportProfileView => ({
  id: profile.id,
  name: profile.name,
  updatedAt: profile.updatedAt,
  fits: sameHeader(profile.header, header),
  plan: profile.plan,
});

/** Saved mappings, those made for this header first, then the newest. */
export const profilesFor = (desk: Desk, header: readonly string[]): readonly ImportProfileView[] =>
  [...desk.records.ids('importProfile')]
    .flatMap((id) => desk.records.get<ImportProfile>('importProfile', id) ?? [])
    .map((profile) => viewOf(profile, header))
    .toSorted((left, right) => Number(right.fits) - Number(left.fits) || right.updatedAt.localeCompare(left.updatedAt));

/** One profile per name: saving under a name that is there replaces it. */
export const saveProfile = (
  desk: Desk,
  actor: Actor,
  { name, header, plan }: { readonly name: string; readonly header: readonly string[]; readonly plan: ImportPlan },
): Promise<Result<ImportProfileView>> =>
  desk.commit(actor, (unit) => {
    const known = [...desk.records.ids('importProfile')]
      .flatMap((id) => unit.get<ImportProfile>('importProfile', id) ?? [])
      .find((profile) => profile.name === name);
    const stamp = unit.stamp('importProfile', known?.id ?? unit.newId('importProfile'));
    const profile: ImportProfile = {
      ...stamp,
      createdAt: known?.createdAt ?? stamp.createdAt,
      createdBy: known?.createdBy ?? stamp.createdBy,
      name,
      header,
      plan,
    };
    unit.write('import.saveProfile', profile);
    return succeed(viewOf(profile, header));
  });

export const removeProfile = (desk: Desk, actor: Actor, id: string): Promise<Result<null>> =>
  desk.commit(actor, (unit) => {
    const profile = unit.get<ImportProfile>('importProfile', id);
    if (!profile) return refuse('record.not-found', 'there is no such mapping');
    unit.remove(id);
    unit.audit({
      action: 'import.removeProfile',
      object: { type: 'importProfile', id, number: null },
      ...unit.difference('importProfile', id, profile, undefined),
    });
    return succeed(null);
  });
