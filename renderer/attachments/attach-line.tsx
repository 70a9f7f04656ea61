import { Button } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './attachments.module.css';

interface AttachLineProps {
  /** Why nothing can be attached now; undefined while it can. */
  readonly refusal: string | undefined;
  readonly onChoose: () => void;
}

/** The button that chooses files in a form, and the other two ways to bring them. */
export const AttachLine = ({ refusal, onChoose }: AttachLineProps) => {
  const { t } = useTranslation('attachments');
  return (
    <div className={classes['draftAdd']}>
      <Button
        size="xs"
        leftSection={<IconPaperclip size={14} stroke={1.6} aria-hidden />}
        aria-disabled={refusal !== undefined || undefined}
        title={refusal}
        onClick={() => {
          if (refusal === undefined) onChoose();
        }}
      >
        {t('attach')}
      </Button>
      <span className="small muted">{t('filesHint')}</span>
    </div>
  );
};
