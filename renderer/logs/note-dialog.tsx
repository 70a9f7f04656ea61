import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '#renderer/ui/announce.ts';
import type { ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import { MAX_BOOKMARK_NOTE } from '#shared/logs/limits.ts';
import { messageFrom } from './line-text.ts';
import type { LinePlace } from './use-reach.ts';
import classes from './logs.module.css';

interface NoteDialogProps {
  readonly place: LinePlace;
  /** As it stands; undefined where the line is not bookmarked yet. */
  readonly note: string | undefined;
  readonly onSave: (note: string) => Promise<ShownFailure | undefined>;
  readonly onClose: () => void;
}

/** What somebody has to say about a line: written, changed, or taken away by leaving nothing. */
export const NoteDialog = ({ place, note, onSave, onClose }: NoteDialogProps) => {
  const { t } = useTranslation('logs');
  const [typed, setTyped] = useState(note ?? '');
  const { pending, failure, submit } = useSubmit(true, async () => {
    const written = typed.trim();
    const refused = await onSave(written);
    if (refused !== undefined) return refused;
    if (written !== '') announce({ tone: 'done', text: t('noteSaved') });
    else if (note) announce({ tone: 'done', text: t('noteRemoved') });
    onClose();
    return undefined;
  });
  return (
    <FormDialog
      name="logs.dialog.note"
      title={t('noteOf', { line: place.line })}
      submitLabel={t('save')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      {place.text !== null && (
        <p className={classes['noteOn']}>
          {withSigns(place.text.slice(place.lineAt === null ? 0 : messageFrom(place.text)))}
        </p>
      )}
      <Field label={t('note')} hint={note === undefined ? t('noteMarks') : t('noteHint')}>
        {(control) => (
          <Textarea
            {...control}
            data-autofocus
            autosize
            minRows={3}
            maxRows={8}
            maxLength={MAX_BOOKMARK_NOTE}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
};
