import { useTranslation } from 'react-i18next';
import type { BatchCounts } from '#shared/knowledge/exchange/batch.ts';
import { fileOutcomes } from '#shared/knowledge/exchange/outcome.ts';

/** “540 new · 2 left out”: what is none is not said. */
export const useCountWords = (): ((counts: BatchCounts) => string) => {
  const { t } = useTranslation('knowledgeExchange');
  return (counts) =>
    fileOutcomes
      .filter((outcome) => counts[outcome] > 0)
      .map((outcome) => t(`count.${outcome}`, { count: counts[outcome] }))
      .join(' · ');
};
