/** Which service a ticket belongs to: the one somebody chose, else by its category. */
import { foldGroupName } from '../groups/group.ts';
import type { BusinessService } from './service.ts';

export type Coverage = Pick<BusinessService, 'id' | 'categories' | 'active'>;

/** How desks write one category below another: `Network / VPN`, `Network > VPN`, `Network::VPN`. */
const LEVELS = /\s*(?:\/|>|::|›|→)\s*/u;

const levelsOf = (category: string): readonly string[] => category.split(LEVELS).map(foldGroupName);

/** How many levels of `category` the name `covered` names from the top; 0 if it is not the category nor above it. */
const depthOf = (category: readonly string[], covered: readonly string[]): number =>
  covered.length <= category.length && covered.every((level, place) => level === category[place]) ? covered.length : 0;

/**
 * Answers for one state of the catalogue. The service that names most levels of a category takes it; of equals the one with the lowest id,
 * on every device alike. Inactive services keep the tickets that were given to them and take none by category.
 */
export const serviceFinder = (
  services: Iterable<Coverage>,
): ((ticket: { readonly serviceId: string | null; readonly category: string | null }) => string | null) => {
  const covers = [...services]
    .filter(({ active }) => active)
    .flatMap(({ id, categories }) => categories.map((category) => ({ id, levels: levelsOf(category) })))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const known = new Map<string, string | null>();
  const byCategory = (category: string): string | null => {
    const levels = levelsOf(category);
    let best: { readonly id: string; readonly depth: number } | undefined;
    for (const cover of covers) {
      const depth = depthOf(levels, cover.levels);
      if (depth > (best?.depth ?? 0)) best = { id: cover.id, depth };
    }
    return best?.id ?? null;
  };
  return ({ serviceId, category }) => {
    if (serviceId !== null) return serviceId;
    if (category === null) return null;
    let found = known.get(category);
    if (found === undefined) {
      found = byCategory(category);
      known.set(category, found);
    }
    return found;
  };
};
