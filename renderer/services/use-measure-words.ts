import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import { isReached, lessIsBetter, unitOf, type Goal, type MeasureName } from '#shared/services/goals.ts';

/** How a goal stands: in words for whoever reads, in shape for whoever looks. */
export type GoalState = 'reached' | 'missed' | 'unknown';

export const goalState = (goal: Pick<Goal, 'measure' | 'target'>, value: number | null): GoalState =>
  value === null ? 'unknown' : isReached(goal, value) ? 'reached' : 'missed';

export interface MeasureWords {
  readonly name: (measure: MeasureName) => string;
  /** `91.4 %`, `18 min`, `26 h`: hours of the clock's own time, which is no day. */
  readonly value: (measure: MeasureName, value: number) => string;
  /** `at least 95 %`, `at most 1 h`. */
  readonly goal: (goal: Pick<Goal, 'measure' | 'target'>) => string;
}

const HOUR = 3_600;

export const useMeasureWords = (): MeasureWords => {
  const { t } = useTranslation('services');
  const format = useFormat();
  return useMemo(() => {
    const value = (measure: MeasureName, amount: number): string => {
      if (unitOf(measure) === 'share') return `${format.number(Math.round(amount * 1000) / 10)} %`;
      if (amount < HOUR) return format.duration(amount * 1000);
      const hours = Math.floor(amount / HOUR);
      const minutes = Math.floor((amount % HOUR) / 60);
      return minutes === 0 || hours >= 24 ? t('hoursOnly', { hours }) : t('hoursMinutes', { hours, minutes });
    };
    return {
      name: (measure) => t(`measure.${measure}`),
      value,
      goal: ({ measure, target }) => t(lessIsBetter(measure) ? 'atMost' : 'atLeast', { value: value(measure, target) }),
    };
  }, [t, format]);
};
