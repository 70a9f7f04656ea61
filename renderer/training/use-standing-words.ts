import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { CourseStanding } from '#shared/training/standing.ts';

/** Noon, so that the day is the same in every zone it is written in. */
const noonOf = (day: string): string => `${day}T12:00:00`;

/** A day of a record, `YYYY-MM-DD`, as people write it. */
export const useRecordDay = (): ((day: string) => string) => {
  const format = useFormat();
  const now = useNow();
  return (day) => format.day(noonOf(day), now);
};

/** How somebody stands to a course, in a few words. */
export const useStandingWords = (): ((standing: CourseStanding) => string) => {
  const { t } = useTranslation('training');
  const dayWords = useRecordDay();
  return ({ state, isAsked, why, pass, dueOn, isOverdue, isEnding }) => {
    if (state === 'passed') {
      const until = pass?.validUntil ?? null;
      if (until === null) return t('passed');
      return t(isEnding ? 'ending' : 'passedUntil', { day: dayWords(until) });
    }
    if (why === 'expired') return t('expired', { day: dayWords(pass?.validUntil ?? '') });
    if (why === 'changed') return t('changed');
    if (dueOn !== null) return t(isOverdue ? 'overdue' : 'due', { day: dayWords(dueOn) });
    return t(isAsked ? 'todo' : 'free');
  };
};
