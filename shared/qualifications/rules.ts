import { daysBetween } from '../calendar/dates.ts';
import { fold } from '../search/fold.ts';
import type { QualificationContent, RequirementContent, RequirementStrength, SkillLevel } from './qualification.ts';

/** Days before its end from which a certificate is on the lead's list. */
export const REMIND_DAYS = 30;

const nameKey = (name: string): string => fold(name).replaceAll(/\s+/gu, ' ').trim();

/** Days from `today` to the last day that counts; null where there is no end. */
export const daysLeft = ({ expiresOn }: Pick<QualificationContent, 'expiresOn'>, today: string): number | null =>
  expiresOn === null ? null : daysBetween(today, expiresOn);

export type Standing = 'valid' | 'ending' | 'expired';

/** On its last day it still counts. */
export const standingOf = (qualification: Pick<QualificationContent, 'expiresOn'>, today: string): Standing => {
  const left = daysLeft(qualification, today);
  if (left === null) return 'valid';
  return left < 0 ? 'expired' : left <= REMIND_DAYS ? 'ending' : 'valid';
};

/** Why a requirement is not met: nothing by that name, a level too low, or a certificate that has expired. */
export type LackReason = 'none' | 'level' | 'expired';

export type Lack = {
  readonly name: string;
  readonly level: SkillLevel | null;
  readonly strength: RequirementStrength;
  readonly reason: LackReason;
};

export interface Asked {
  readonly category: string | null;
  readonly group: string | null;
}

/** The requirements that a ticket of this category, waiting for this group, falls under. */
export const requirementsFor = <Need extends RequirementContent>(
  needs: Iterable<Need>,
  { category, group }: Asked,
): readonly Need[] =>
  [...needs].filter(({ scope, of }) => {
    const name = scope === 'category' ? category : group;
    return name !== null && nameKey(name) === nameKey(of);
  });

/** What somebody with these qualifications lacks of what is asked, what is required first. */
export const lacking = (
  needs: readonly RequirementContent[],
  held: readonly QualificationContent[],
  today: string,
): readonly Lack[] =>
  needs
    .flatMap(({ name, level, strength }): Lack[] => {
      const named = held.filter((each) => nameKey(each.name) === nameKey(name));
      const current = named.filter((each) => standingOf(each, today) !== 'expired');
      if (current.some((each) => level === null || (each.level ?? 0) >= level)) return [];
      const reason: LackReason = named.length === 0 ? 'none' : current.length === 0 ? 'expired' : 'level';
      return [{ name, level, strength, reason }];
    })
    .toSorted((left, right) => Number(left.strength === 'advised') - Number(right.strength === 'advised'));

/** Those asked for that count now and end within `REMIND_DAYS`: who assigns is told. */
export const endingAmong = (
  needs: readonly RequirementContent[],
  held: readonly QualificationContent[],
  today: string,
): readonly { readonly name: string; readonly days: number }[] =>
  held.flatMap((each) => {
    const days = daysLeft(each, today);
    const isAsked = needs.some(({ name }) => nameKey(name) === nameKey(each.name));
    return isAsked && days !== null && standingOf(each, today) === 'ending' ? [{ name: each.name, days }] : [];
  });

/** A reason shorter than this says nothing to whoever reviews it; as for a priority set against the matrix. */
export const MIN_OVERRIDE_REASON = 10;
