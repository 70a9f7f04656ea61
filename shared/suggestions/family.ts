/** The part of an article that says which translations of it there are. */
export interface Translation {
  readonly id: string;
  readonly family: string;
  readonly language: string;
}

const base = (language: string): string => language.split('-')[0]?.toLowerCase() ?? '';

const fits = (language: string, wanted: string): number =>
  language === wanted ? 2 : base(language) === base(wanted) ? 1 : 0;

/** Whether this is the one of its family that is shown: in the wanted language, else the first of those found. */
export const isFamilyFirst = (one: Translation, found: readonly Translation[], wanted: string): boolean => {
  let best: Translation | undefined;
  for (const each of found) {
    if (each.family !== one.family) continue;
    if (!best || fits(each.language, wanted) > fits(best.language, wanted)) best = each;
  }
  return best?.id === one.id;
};
