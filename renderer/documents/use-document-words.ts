import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { ShownFailure } from '#renderer/ui/failure-banner.tsx';
import type { DocumentCatalogue, ListedDocument } from '#shared/documents/operations.ts';
import { pathRefusals } from '#shared/documents/path-refusal.ts';
import type { ReportWords } from '#shared/documents/report.ts';
import { inLanguage } from '#shared/services/service.ts';

interface DocumentWords extends ReportWords {
  /** A refusal that says more than its general sentence does. */
  readonly failure: (failure: ShownFailure) => ShownFailure;
}

const noNames: DocumentCatalogue['names'] = {};

/** Names of states, kinds and reasons in the language on screen. */
export const useDocumentWords = (names: DocumentCatalogue['names'] = noNames): DocumentWords => {
  const { t } = useTranslation('documents');
  const format = useFormat();
  return useMemo(
    () => ({
      column: (column) => t(`report.${column}`),
      state: (state) => t(`state.${state}`),
      kind: (kind) => t(`kind.${kind}`),
      fault: (fault) => t(`fault.${fault}`),
      belongsTo: ({ belongsTo }: Pick<ListedDocument, 'belongsTo'>) =>
        Object.values(belongsTo).flatMap((id) => {
          const name = id === null ? undefined : names[id];
          return name ? [inLanguage(name, format.language)] : [];
        }),
      failure: (failure) => {
        const { code, details } = failure;
        const why = pathRefusals.find((each) => each === details?.['why']);
        if (code === 'document.path-refused' && why) return { code: 'document.path', message: t(`refused.${why}`) };
        if (code !== 'document.no-room') return failure;
        const bytes = (value: unknown) => format.bytes(typeof value === 'number' ? value : 0);
        return {
          code: 'document.room',
          message: t('noRoom', { needed: bytes(details?.['needed']), free: bytes(details?.['free']) }),
        };
      },
    }),
    [t, format, names],
  );
};
