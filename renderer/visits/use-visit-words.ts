import { useTranslation } from 'react-i18next';
import { dayText } from '#renderer/ui/date-time-text.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { PackReason } from '#shared/visits/belonging.ts';
import { shortNumber } from '#shared/tickets/number.ts';

const DAY_MS = 86_400_000;
/** More reasons than these would hide the strongest. */
const REASONS_SHOWN = 2;

interface VisitWords {
  /** `today`, `Thu 15 Oct`; null day: that none is set. */
  readonly dayOf: (plannedOn: string | null) => string;
  /** Why something is in the pack, the strongest reasons first. */
  readonly whyOf: (reasons: readonly PackReason[]) => string;
}

const isNumber = /^[A-Z]{2,3}-[0-9A-Z]{4}-\d+$/u;

/** How visits and what belongs to them are spoken of. */
export const useVisitWords = (): VisitWords => {
  const { t } = useTranslation('visits');
  const format = useFormat();
  const now = useNow();
  return {
    dayOf: (plannedOn) => {
      if (plannedOn === null) return t('noDay');
      if (plannedOn === dayText(new Date(now))) return t('today');
      if (plannedOn === dayText(new Date(now + DAY_MS))) return t('tomorrow');
      return format.day(new Date(`${plannedOn}T12:00:00`), now);
    },
    whyOf: (reasons) =>
      format.series(
        reasons
          .slice(0, REASONS_SHOWN)
          .map(({ why, of }) =>
            t(`why.${why}`, { of: of !== null && isNumber.test(of) ? shortNumber(of) : (of ?? '') }),
          ),
      ),
  };
};
