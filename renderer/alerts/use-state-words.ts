import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { AlertRow } from '#shared/alerts/operations.ts';

interface StateWords {
  readonly state: string;
  /** Who decided so; null where nobody did. */
  readonly by: string | null;
}

/** What became of an alert, in words. */
export const useStateWords = (): ((alert: Pick<AlertRow, 'state' | 'mutedUntil' | 'by'>) => StateWords) => {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const now = useNow();
  return ({ state, mutedUntil, by }) =>
    state === 'muted' && mutedUntil !== null
      ? { state: t('mutedUntil', { at: format.moment(mutedUntil, now) }), by: null }
      : { state: t(`state.${state}`), by: state === 'new' ? null : (by?.name ?? null) };
};
