import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '#renderer/ui/use-now.ts';
import { dayText } from '#renderer/ui/date-time-text.ts';
import {
  shippedClasses,
  type AssetField,
  type AssetStatus,
  type ShippedClass,
} from '#shared/assets/configuration-item.ts';
import { warrantyState, type WarrantyState } from '#shared/assets/warranty.ts';
import { daysBetween } from '#shared/calendar/dates.ts';

export interface AssetWords {
  readonly classOf: (name: string) => string;
  readonly statusOf: (status: AssetStatus) => string;
  readonly fieldOf: (field: AssetField) => string;
  /** `until 2027-03-12`, `ends in 12 days`, `ended 2026-02-03`; null where there is none. */
  readonly warranty: (until: string | null) => { readonly state: WarrantyState; readonly text: string } | null;
}

const isShipped = (name: string): name is ShippedClass => shippedClasses.some((each) => each === name);

/** How assets are spoken of; the same object for as long as language and day are the same. */
export const useAssetWords = (): AssetWords => {
  const { t } = useTranslation('assets');
  const today = dayText(new Date(useNow()));
  return useMemo(() => {
    return {
      classOf: (name) => (isShipped(name) ? t(`class.${name}`) : name),
      statusOf: (status) => t(`status.${status}`),
      fieldOf: (field) => t(`field.${field}`),
      warranty: (until) => {
        if (until === null) return null;
        const state = warrantyState(until, today);
        const text =
          state === 'soon'
            ? t('warranty.endsIn', { count: daysBetween(today, until) })
            : t(state === 'ended' ? 'warranty.endedOn' : 'warranty.until', { day: until });
        return { state, text };
      },
    };
  }, [t, today]);
};
