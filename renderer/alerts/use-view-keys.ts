import { useTranslation } from 'react-i18next';
import { useListKeys } from '#renderer/ui/use-list-keys.ts';

interface ViewKeys {
  /** The lines, in the order they are shown. */
  readonly ids: readonly string[];
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

/** The keys of a list of this view, whose open line is the one that they go from. */
export const useViewKeys = (view: 'alerts' | 'alert-rules', { ids, openId, onOpen, onClose }: ViewKeys): void => {
  const { t } = useTranslation('alerts');
  useListKeys(view, {
    words: { group: t('thisView'), next: t('next'), previous: t('previous'), move: t('move'), close: t('close') },
    ids,
    at: openId,
    onGo: onOpen,
    onClose: openId === undefined ? undefined : onClose,
  });
};
