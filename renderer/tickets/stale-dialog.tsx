import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import { isFieldName } from './field-names.ts';
import type { StaleEdit } from './use-edit.ts';
import classes from './dialogs.module.css';

interface StaleDialogProps {
  readonly stale: StaleEdit;
  readonly onSettle: (keepMine: boolean) => void;
}

/** Two people edited the same field: both values side by side, and the person decides. Closing keeps what is there. */
export const StaleDialog = ({ stale, onSettle }: StaleDialogProps) => {
  const { t } = useTranslation('tickets');
  useCommands('ticket.stale', [], { modal: true });
  useFocusReturn();
  return (
    <Modal
      opened
      onClose={() => onSettle(false)}
      title={t('staleTitle')}
      size={480}
      closeButtonProps={{ 'aria-label': t('keepTheirs') }}
      classNames={{ body: classes['body'], title: classes['title'] }}
    >
      {stale.fields.map(({ field, current, wanted }) => (
        <div key={field} className={classes['values']}>
          <p className="soft">{isFieldName(field) ? t(`field.${field}`) : field}</p>
          <div className={classes['value']}>
            <b>{current ?? t('none')}</b>
            <span className="small soft">{t('staleNow')}</span>
          </div>
          <div className={classes['value']} data-mine>
            <b>{wanted ?? t('none')}</b>
            <span className="small soft">{t('staleYours')}</span>
          </div>
        </div>
      ))}
      <p className="small soft">{t('staleHint')}</p>
      <div className={classes['actions']}>
        <Button data-autofocus onClick={() => onSettle(false)}>
          {t('keepTheirs')}
        </Button>
        <Button variant="filled" onClick={() => onSettle(true)}>
          {t('keepYours')}
        </Button>
      </div>
    </Modal>
  );
};
