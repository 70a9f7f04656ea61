import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import type { Failure } from '#shared/base/result.ts';

interface ViewNameDialogProps {
  readonly name: string;
  readonly onSave: (name: string) => Promise<Failure | undefined>;
  readonly onClose: () => void;
}

/** Under which name a view is kept. */
export const ViewNameDialog = ({ name, onSave, onClose }: ViewNameDialogProps) => {
  const { t } = useTranslation('queue');
  const [text, setText] = useState(name);
  const hasName = text.trim() !== '';
  const { tried, pending, failure, submit } = useSubmit(hasName, () => onSave(text.trim()));
  return (
    <FormDialog
      name="queue.viewName"
      title={t('saveView')}
      submitLabel={t('save')}
      size={400}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('viewName')} error={tried && !hasName ? t('viewNameNeeded') : undefined}>
        {(control) => (
          <TextInput
            {...control}
            data-autofocus
            autoComplete="off"
            maxLength={60}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
};
