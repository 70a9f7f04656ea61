import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';

/** Before anybody added a log to this laptop. */
export const NoSources = ({ onAdd }: { readonly onAdd: () => void }) => {
  const { t } = useTranslation('logs');
  const mayChoose = useAllowed('logs.choose');
  return (
    <Empty
      mark="blank"
      title={t('empty')}
      actions={
        mayChoose && (
          <Button
            variant="filled"
            leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
            rightSection={<KeyHint keys="a" />}
            onClick={onAdd}
          >
            {t('addSource')}
          </Button>
        )
      }
    >
      {mayChoose ? t('emptyText') : t('emptyReadOnly')}
    </Empty>
  );
};

/** With every source taken off. `onShow` is absent where they stand beside this. */
export const NoneChosen = ({ onShow }: { readonly onShow: (() => void) | undefined }) => {
  const { t } = useTranslation('logs');
  return (
    <Empty mark="blank" title={t('noneChosen')} actions={onShow && <Button onClick={onShow}>{t('sources')}</Button>}>
      {t('noneChosenText')}
    </Empty>
  );
};
