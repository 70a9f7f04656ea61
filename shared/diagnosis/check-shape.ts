import type * as z from 'zod';
import { MAX_NODES } from './limits.ts';
import type { Path, PlaceOf, TreeProblem, TreeProblemCode } from './problem.ts';
import { resolutionCodes } from '../tickets/ticket.ts';

const valueAt = (value: unknown, path: Path): unknown => {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[step];
  }
  return at;
};

interface Found {
  readonly code: TreeProblemCode;
  readonly path: Path;
  readonly part?: 'name' | 'value';
  readonly details?: TreeProblem['details'];
}

const shapeCodes: Readonly<Record<string, TreeProblemCode>> = {
  string: 'not-text',
  array: 'not-list',
  object: 'not-fields',
};

const sizeOf = (issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall, path: Path): Found => {
  if (issue.code === 'too_big')
    return {
      code: issue.origin === 'string' ? 'too-long' : 'too-many',
      path,
      details: { most: Number(issue.maximum) },
    };
  if (issue.origin === 'string') return { code: 'empty', path, part: 'name' };
  return { code: 'too-few', path, part: 'name', details: { least: Number(issue.minimum) } };
};

const foundIn = (issue: z.core.$ZodIssue, value: unknown, under: Path): readonly Found[] => {
  const within: Path = issue.path.map((step) => (typeof step === 'symbol' ? '' : step));
  const path: Path = [...under, ...within];
  const field = String(path.at(-1) ?? '');
  switch (issue.code) {
    case 'invalid_type': {
      const given = valueAt(value, within);
      if (given === undefined)
        return field === 'en' || field === 'zh-CN'
          ? [{ code: 'language-missing', path: path.slice(0, -1), part: 'name', details: { language: field } }]
          : [{ code: 'missing', path: path.slice(0, -1), part: 'name', details: { field } }];
      // A field with nothing after its colon.
      if (given === '') return [{ code: 'empty', path, part: 'name' }];
      return [{ code: shapeCodes[issue.expected] ?? 'not-fields', path, details: { field } }];
    }
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        code: 'unknown-field',
        path: [...path, key],
        part: 'name',
        details: { field: key },
      }));
    case 'too_big':
    case 'too_small':
      return [sizeOf(issue, path)];
    case 'invalid_format':
      return within[0] === 'version' && under.length === 0
        ? [{ code: 'bad-version', path }]
        : [{ code: 'bad-name', path, details: { name: String(valueAt(value, within)).slice(0, 60) } }];
    case 'invalid_key':
      return [{ code: 'bad-name', path, part: 'name', details: { name: field.slice(0, 60) } }];
    case 'invalid_value': {
      const codes = resolutionCodes.join(', ');
      return [{ code: 'not-a-code', path, details: { code: String(valueAt(value, within)).slice(0, 60), codes } }];
    }
    case 'invalid_union': {
      // A target is a name or a retry: what was meant shows by what was written.
      const meant = typeof valueAt(value, within) === 'object' ? issue.errors.at(-1) : issue.errors[0];
      return (meant ?? []).flatMap((each) => foundIn({ ...each, path: [...issue.path, ...each.path] }, value, under));
    }
    case 'custom':
      return [{ code: 'too-many', path, part: 'name', details: { most: MAX_NODES } }];
    default:
      return [{ code: 'not-fields', path, details: { field } }];
  }
};

/** What zod found wrong with `value`, which stands at `under` in the file, in the terms of whoever writes it. */
export const shapeProblems = (
  error: z.ZodError,
  value: unknown,
  placeOf: PlaceOf,
  under: Path = [],
): readonly TreeProblem[] =>
  error.issues
    .flatMap((issue) => foundIn(issue, value, under))
    .map(({ code, path, part = 'value', details = {} }) => ({
      code,
      ...placeOf(path, part),
      node: path[0] === 'nodes' && typeof path[1] === 'string' ? path[1] : null,
      details,
    }));
