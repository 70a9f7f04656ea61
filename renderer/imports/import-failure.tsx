import { useTranslation } from 'react-i18next';
import { Banner } from '#renderer/ui/banner.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Failure } from '#shared/base/result.ts';
import type { UnreadableProblem } from '#shared/imports/operations.ts';
import { shortName } from './short-name.ts';
import { useImport } from './use-import.ts';

const isProblem = (known: (key: string) => boolean, problem: unknown): problem is UnreadableProblem =>
  typeof problem === 'string' && known(`imports:unreadable.${problem}`);

/** Why the file chosen last cannot be read, said for what it is; any other refusal in its own sentence. */
export const ImportFailure = ({ failure }: { readonly failure: Failure }) => {
  const { t, i18n } = useTranslation('imports');
  const format = useFormat();
  const fileName = useImport((state) => state.fileName);
  const problem = failure.details?.['problem'];
  if (failure.code === 'request.cancelled') return <Banner tone="quiet">{t('cancelled')}</Banner>;
  if (failure.code !== 'import.unreadable' || !isProblem((key) => i18n.exists(key), problem))
    return <FailureBanner failure={failure} wide />;
  const { limit, charset } = failure.details ?? {};
  const number = typeof limit === 'number' ? limit : 0;
  return (
    <Banner tone="breach">
      {t(`unreadable.${problem}`, {
        name: shortName(fileName),
        limit: problem === 'too-large' ? format.bytes(number) : format.number(number),
        charset: typeof charset === 'string' ? charset.toUpperCase() : '',
      })}
    </Banner>
  );
};
