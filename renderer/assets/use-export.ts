import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { saveCsv } from '#renderer/ui/save-csv.ts';
import type { AssetFilter, AssetOrder } from '#shared/assets/filter.ts';

/** Saves the list as it is filtered and ordered now as CSV, with the column names of the language on screen. */
export const useExport = (): ((filter: AssetFilter, order: AssetOrder) => Promise<void>) => {
  const { t, i18n } = useTranslation('assets');
  const client = useClient();
  const failureText = useFailureText();
  return async (filter, order) => {
    const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
    const answer = await client.call('assets.export', { filter, order, language });
    if (!answer.ok) {
      announce({ tone: 'refused', text: failureText(answer.failure) });
      return;
    }
    const { csv, rows } = answer.value;
    saveCsv(t('exportName'), csv);
    announce({ tone: 'done', text: t('exported', { count: rows }) });
  };
};
