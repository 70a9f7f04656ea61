import { useTranslation } from 'react-i18next';
import type { TreeProblem } from '#shared/diagnosis/problem.ts';

/** What is wrong and how to mend it, in the language on screen. */
export const useProblemText = (): ((problem: TreeProblem) => string) => {
  const { t } = useTranslation('diagnosis');
  // Each sentence takes its own values; the compiler cannot pair them with the code.
  const say = t as (key: string, details: TreeProblem['details']) => string;
  return ({ code, details }) => say(`problem.${code}`, details);
};
