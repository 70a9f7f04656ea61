import { useState } from 'react';
import { Button, Modal, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSessionStore } from '#renderer/api/session.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import { handOverStore } from './hand-over-store.ts';
import classes from './correct-dialog.module.css';

interface CorrectDialogProps {
  readonly ticketId: string;
  readonly entryId: string;
  /** Who gave the answer. */
  readonly name: string;
  readonly onClose: () => void;
}

const MAX_REASON = 500;

/** Why an answer has to be given once more, before its requester gives it. */
export const CorrectDialog = ({ ticketId, entryId, name, onClose }: CorrectDialogProps) => {
  const { t } = useTranslation('survey');
  const store = useSessionStore(handOverStore);
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  useFocusReturn();
  const goOn = () => {
    setTried(true);
    if (reason.trim() === '') return;
    onClose();
    store.getState().begin({ ticketId, replaces: { entryId, reason: reason.trim() } });
  };
  useCommands(
    'survey.correct',
    [{ id: 'survey.correct.goOn', label: t('goOn'), key: 'mod+Enter', keyOnly: true, run: goOn }],
    {
      modal: true,
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('correctTitle', { name })}
      size={440}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <p className={classes['text']}>{t('correctText', { name })}</p>
      <Field
        label={t('correctReason')}
        hint={t('correctReasonHint')}
        error={wasTried && reason.trim() === '' ? t('reasonMissing') : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            data-autofocus
            autosize
            minRows={2}
            maxLength={MAX_REASON}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className={classes['actions']}>
        <Button variant="subtle" color="gray" onClick={onClose} rightSection={<KeyHint keys="Escape" />}>
          {t('cancel')}
        </Button>
        <Button variant="filled" onClick={goOn} rightSection={<KeyHint keys="mod+Enter" />}>
          {t('goOn')}
        </Button>
      </div>
    </Modal>
  );
};
