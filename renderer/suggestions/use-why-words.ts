import { useTranslation } from 'react-i18next';
import type { Why } from '#shared/suggestions/why.ts';

/** Reasons shown on one line; what comes after these persuades nobody. */
const SHOWN = 2;

/** Why an article is suggested, in a few words. */
export const useWhyWords = (): ((why: readonly Why[]) => string) => {
  const { t } = useTranslation('suggestions');
  const separator = t('separator');
  const wordsOf = (why: Why): string => {
    switch (why.kind) {
      case 'code':
        return t('why.code', { count: why.codes.length, codes: why.codes.join(separator) });
      case 'past':
        return t('why.past', { count: why.tickets });
      case 'category':
        return t('why.category', { category: why.category });
      case 'title':
      case 'tag':
      case 'text':
        return t(`why.${why.kind}`, { words: why.words.join(separator) });
    }
  };
  return (why) => why.slice(0, SHOWN).map(wordsOf).join(' · ');
};
