import { useState, type FormEvent } from 'react';
import { Button, Modal, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import type { Failure } from '#shared/base/result.ts';
import classes from './view.module.css';

interface ViewNameDialogProps {
  readonly name: string;
  readonly onSave: (name: string) => Promise<Failure | undefined>;
  readonly onClose: () => void;
}

/** Under which name a view is kept. */
export const ViewNameDialog = ({ name, onSave, onClose }: ViewNameDialogProps) => {
  const { t } = useTranslation('queue');
  const [text, setText] = useState(name);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  useCommands('queue.viewName', [], { modal: true });
  useFocusReturn();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.trim() !== '') void onSave(text.trim()).then(setFailure);
  };
  return (
    <Modal opened onClose={onClose} title={t('saveView')} size={400} closeButtonProps={{ 'aria-label': t('cancel') }}>
      <form onSubmit={submit} noValidate className={classes['naming']}>
        {failure && <FailureBanner failure={failure} />}
        <Field label={t('viewName')} error={tried && text.trim() === '' ? t('viewNameNeeded') : undefined}>
          {(control) => (
            <TextInput
              {...control}
              data-autofocus
              maxLength={60}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        <div className={classes['namingActions']}>
          <Button variant="subtle" color="gray" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="filled" type="submit">
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
