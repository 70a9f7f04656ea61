import { useTranslation } from 'react-i18next';
import { MAX_MORE_KEYS } from '#shared/alerts/limits.ts';

/** How many more an alert stands for; past those that are kept apart only that there are at least so many is known. */
export const useMoreWords = (): ((moreKeys: readonly string[]) => string) => {
  const { t } = useTranslation('alerts');
  return ({ length }) =>
    length < MAX_MORE_KEYS ? t('moreKeys', { count: length }) : t('manyKeys', { most: MAX_MORE_KEYS });
};
