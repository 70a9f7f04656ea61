import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { AlertRow } from '#shared/alerts/operations.ts';

/** What became of an alert, in words. */
export const useStateWords = (): ((alert: Pick<AlertRow, 'state' | 'mutedUntil' | 'by'>) => string) => {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const now = useNow();
  return ({ state, mutedUntil, by }) => {
    if (state === 'muted' && mutedUntil !== null) return t('mutedUntil', { at: format.moment(mutedUntil, now) });
    return by === null || state === 'new' ? t(`state.${state}`) : `${t(`state.${state}`)} · ${by.name}`;
  };
};
