import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommands } from './use-commands.ts';
import { useFocusReturn } from './use-focus-return.ts';
import classes from './dialogs.module.css';

/** One field that somebody else changed while it was being edited here. */
interface StaleValue {
  readonly field: string;
  readonly current: string | null;
  readonly wanted: string | null;
}

interface StaleDialogProps {
  readonly fields: readonly StaleValue[];
  /** What people call a field. */
  readonly nameOf: (field: string) => string;
  readonly onSettle: (keepMine: boolean) => void;
}

/** Two people edited the same field: both values side by side, and the person decides. Closing keeps what is there. */
export const StaleDialog = ({ fields, nameOf, onSettle }: StaleDialogProps) => {
  const { t } = useTranslation('ui');
  useCommands('stale', [], { modal: true });
  useFocusReturn();
  return (
    <Modal
      opened
      onClose={() => onSettle(false)}
      title={t('stale.title')}
      size={480}
      closeButtonProps={{ 'aria-label': t('stale.keepTheirs') }}
      classNames={{ body: classes['body'], title: classes['title'] }}
    >
      {fields.map(({ field, current, wanted }) => (
        <div key={field} className={classes['values']}>
          <p className="soft">{nameOf(field)}</p>
          <div className={classes['value']}>
            <b>{current ?? t('stale.none')}</b>
            <span className="small soft">{t('stale.now')}</span>
          </div>
          <div className={classes['value']} data-mine>
            <b>{wanted ?? t('stale.none')}</b>
            <span className="small soft">{t('stale.yours')}</span>
          </div>
        </div>
      ))}
      <p className="small soft">{t('stale.hint')}</p>
      <div className={classes['actions']}>
        <Button data-autofocus onClick={() => onSettle(false)}>
          {t('stale.keepTheirs')}
        </Button>
        <Button variant="filled" onClick={() => onSettle(true)}>
          {t('stale.keepYours')}
        </Button>
      </div>
    </Modal>
  );
};
