import { useTranslation } from 'react-i18next';
import { Banner } from '#renderer/ui/banner.tsx';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Failure } from '#shared/base/result.ts';
import { MAX_FOLDER_BYTES, MAX_FOLDER_FILES } from '#shared/knowledge/exchange/limits.ts';
import { folderProblems } from '#shared/knowledge/exchange/operations.ts';

/** Why nothing came in, and what to do about it. */
export const ExchangeFailure = ({ failure }: { readonly failure: Failure }) => {
  const { t } = useTranslation('knowledgeExchange');
  const format = useFormat();
  const text = useFailureText();
  if (failure.code === 'request.cancelled') return <Banner tone="quiet">{t('cancelled')}</Banner>;
  const problem = folderProblems.find((known) => known === failure.details?.['problem']);
  if (failure.code !== 'knowledge.unreadable' || problem === undefined) return <FailureBanner wide failure={failure} />;
  return (
    <Banner tone="breach" meta={text(failure)}>
      {t(`failure.${problem}`, { size: format.bytes(MAX_FOLDER_BYTES), count: MAX_FOLDER_FILES })}
    </Banner>
  );
};
