import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choices } from '#renderer/ui/choices.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import type { OpenTicketQuestion } from './use-make-ticket.ts';

interface OpenTicketDialogProps {
  readonly question: OpenTicketQuestion;
  readonly onClose: () => void;
}

/** The same problem has an open ticket: lines go onto it, unless somebody wants another one. */
export const OpenTicketDialog = ({ question: { number, title, add, create }, onClose }: OpenTicketDialogProps) => {
  const { t } = useTranslation('logs');
  const [choice, setChoice] = useState<'add' | 'create'>('add');
  const { pending, failure, submit } = useSubmit(true, async () => {
    if (choice === 'create') await create();
    else {
      const refused = await add();
      if (refused !== undefined) return refused;
    }
    onClose();
    return undefined;
  });
  return (
    <FormDialog
      name="logs.dialog.openTicket"
      title={t('openTicketTitle', { number })}
      submitLabel={choice === 'add' ? t('addLines') : t('makeTicket')}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{withSigns(title)}</p>
      <Choices
        single
        autoFocus
        legend={t('linesBecome')}
        options={[
          { value: 'add', label: t('addLinesTo', { number }) },
          { value: 'create', label: t('otherTicket') },
        ]}
        value={choice}
        onChange={setChoice}
      />
    </FormDialog>
  );
};
