import { useTranslation } from 'react-i18next';
import { useOpenStatus } from '#renderer/api/session.tsx';

/** Why nothing can be written now, in a few words to stand beside a button; undefined while writing works. */
export const useReadOnly = (): string | undefined => {
  const { t } = useTranslation('storage');
  return useOpenStatus().storage.state === 'ok' ? undefined : t('readOnly.why');
};
