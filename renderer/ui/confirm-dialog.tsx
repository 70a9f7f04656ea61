import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './kit.module.css';

interface ConfirmDialogProps {
  readonly opened: boolean;
  /** The question, naming the thing. */
  readonly title: string;
  /** What will happen and what stays. */
  readonly children: ReactNode;
  /** The verb, never “OK”. */
  readonly confirm: string;
  /** Something is lost or locked out by it: the button is red. */
  readonly danger?: boolean;
  readonly pending?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before what cannot be taken back. Escape and the first focus are the safe way out. */
export const ConfirmDialog = ({
  opened,
  title,
  children,
  confirm,
  danger = false,
  pending = false,
  onConfirm,
  onClose,
}: ConfirmDialogProps) => {
  const { t } = useTranslation('ui');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
      centered
    >
      <div className={styles.dialogText}>{children}</div>
      <div className={styles.dialogActions}>
        <Button variant="subtle" onClick={onClose} data-autofocus>
          {t('cancel')}
        </Button>
        <Button variant="filled" {...(danger ? { color: 'red' } : {})} loading={pending} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </Modal>
  );
};
