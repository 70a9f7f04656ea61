import { useTranslation } from 'react-i18next';
import type { RuleProblem } from '#shared/alerts/rule-problem.ts';
import type { RuleField, TextField } from './rule-edit.ts';

/** Which field a problem stands beside. */
export const fieldOf = (problem: RuleProblem): TextField | 'keyedBy' => {
  switch (problem.code) {
    case 'except':
      return 'except';
    case 'no-group':
      return 'keyedBy';
    case 'example':
      return 'examples';
    case 'literal':
      return 'literals';
    case 'counter-example':
      return 'counterExamples';
    case 'pattern':
    case 'fits-all':
    case 'slow':
      return 'pattern';
  }
};

/** What is wrong with each field of a rule, in words that say what belongs there. */
export const useRuleErrors = (wrong: ReadonlySet<RuleField>, problems: readonly RuleProblem[]) => {
  const { t } = useTranslation('alerts');
  return (field: RuleField | 'keyedBy'): string | undefined => {
    const problem = problems.find((each) => fieldOf(each) === field);
    if (problem) return t(`problem.${problem.code}`, { ...problem });
    return field !== 'keyedBy' && wrong.has(field) ? t(`wrong.${field}`) : undefined;
  };
};
