import type { RuleContent } from '#shared/alerts/rule.ts';

export type RuleField = keyof RuleContent;

interface Difference {
  readonly field: RuleField;
  readonly here: string;
  readonly shipped: string;
}

const isFlat = (value: unknown): value is string | number | boolean => typeof value !== 'object';

/** A value of a rule as a person reads it; empty for none. */
const textOf = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '';
  if (isFlat(value)) return String(value);
  if (Array.isArray(value)) return value.map(textOf).join('\n');
  return Object.entries(value)
    .map(([key, part]) => `${key}: ${textOf(part)}`)
    .join('\n');
};

const fields = [
  'name',
  'severity',
  'active',
  'pattern',
  'flags',
  'literals',
  'except',
  'examples',
  'counterExamples',
  'windowsEvent',
  'threshold',
  'coolDownSeconds',
  'keyedBy',
  'cause',
  'firstStep',
  'category',
  'impact',
  'urgency',
  'articleIds',
  'tags',
  'automation',
  'diagnostic',
  'platforms',
] as const satisfies readonly RuleField[];

/** In which fields two versions of a rule differ, in the order of the form. */
export const differencesOf = (here: RuleContent, shipped: RuleContent): readonly Difference[] =>
  fields
    .map((field) => ({ field, here: textOf(here[field]), shipped: textOf(shipped[field]) }))
    .filter((each) => each.here !== each.shipped);
