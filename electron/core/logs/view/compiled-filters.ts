/** The filters of a view as what its lines are judged, and marked, by. */
import { succeed, type Result } from '#shared/base/result.ts';
import type { FilterKind } from '#shared/logs/filter.ts';
import type { ViewContent, ViewFilter } from '#shared/logs/operations.ts';
import { compilePattern, type Pattern } from '../match/pattern.ts';
import { codeOf } from '../read/level.ts';
import type { Choice } from './picked.ts';

export interface Compiled {
  readonly choice: Choice;
  readonly marks: readonly Pattern[];
}

const compileFilter = ({ pattern, isRegex, matchesCase, field }: ViewFilter): Result<Pattern> =>
  compilePattern({ pattern, isRegex, matchesCase }, field);

export const compileFilters = ({ filters, levels: shown }: ViewContent): Result<Compiled> => {
  const byKind: Record<Exclude<FilterKind, 'include'>, Pattern[]> = { exclude: [], mark: [] };
  /** By field: what is asked of one field are alternatives, what is asked of several all holds. */
  const include = new Map<string | null, Pattern[]>();
  for (const filter of filters) {
    const compiled = compileFilter(filter);
    if (!compiled.ok) return compiled;
    if (filter.kind === 'include') include.set(filter.field, [...(include.get(filter.field) ?? []), compiled.value]);
    else byKind[filter.kind].push(compiled.value);
  }
  const { exclude, mark } = byKind;
  return succeed({
    choice: { include: [...include.values()], exclude, levels: shown === null ? null : new Set(shown.map(codeOf)) },
    marks: mark,
  });
};
