import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { DraftState } from './draft-saver.ts';
import classes from './draft-foot.module.css';

interface DraftFootProps {
  readonly isChanged: boolean;
  readonly state: DraftState;
  /** Stands where nothing is said of a draft. */
  readonly otherwise?: ReactNode;
  readonly onDiscard: () => void;
  /** The buttons that end the form. */
  readonly children: ReactNode;
}

/** Below a form that is kept as it is typed: whether it is kept, giving that up, and what ends the form. */
export const DraftFoot = ({ isChanged, state, otherwise, onDiscard, children }: DraftFootProps) => {
  const { t } = useTranslation('tickets');
  const format = useFormat();
  return (
    <div className={classes['foot']}>
      <span className={`${classes['state']} muted small num`} role="status">
        {isChanged && state.kind === 'failed'
          ? t('draft.failed')
          : isChanged && state.kind === 'saved'
            ? t('draft.saved', { at: format.time(state.at) })
            : otherwise}
      </span>
      {isChanged && (
        <Button variant="subtle" color="gray" onClick={onDiscard}>
          {t('discardDraft')}
        </Button>
      )}
      {children}
    </div>
  );
};

interface DiscardDraftProps {
  readonly opened: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** What goes. */
  readonly children: ReactNode;
}

/** Asks before what was typed is given up. */
export const DiscardDraft = ({ opened, onConfirm, onClose, children }: DiscardDraftProps) => {
  const { t } = useTranslation('tickets');
  return (
    <ConfirmDialog
      opened={opened}
      title={t('discardDraftAsk')}
      confirm={t('discardDraft')}
      danger
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {children}
    </ConfirmDialog>
  );
};
