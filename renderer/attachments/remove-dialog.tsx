import { useId, useState, type FormEvent } from 'react';
import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import type { Attachment } from '#shared/attachments/attachment.ts';
import { removalCauses, type RemovalCause } from '#shared/attachments/removal-cause.ts';
import type { Failure } from '#shared/base/result.ts';
import classes from './attachments.module.css';

interface RemoveDialogProps {
  readonly ticketId: string;
  readonly file: Attachment;
  readonly onClose: () => void;
}

/** Takes a file off its ticket; the reason stands in the timeline, where the file was. */
export const RemoveDialog = ({ ticketId, file, onClose }: RemoveDialogProps) => {
  const { t } = useTranslation('attachments');
  const { t: tickets } = useTranslation('tickets');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const formId = useId();
  const [cause, setCause] = useState<RemovalCause | null>(null);
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  useFocusReturn();

  const remove = async () => {
    setTried(true);
    if (cause === null || pending) return;
    setPending(true);
    const answer = await client.call('attachments.remove', { ticketId, entryId: file.entryId, cause });
    setPending(false);
    if (!answer.ok) {
      setFailure(answer.failure);
      return;
    }
    announce({ tone: 'done', text: t('removed', { name: file.name }) });
    onClose();
  };
  useCommands(
    'attachments.remove',
    [{ id: 'attachments.remove', label: t('remove'), key: 'mod+Enter', keyOnly: true, run: () => void remove() }],
    { modal: true },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void remove();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('removeTitle')}
      size={440}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <form id={formId} className={classes['removing']} onSubmit={submit} noValidate>
        <p className={classes['removingName']}>
          <bdi>{file.name}</bdi>
        </p>
        {failure && <FailureBanner failure={failure} />}
        <Choices
          legend={t('removeWhy')}
          single
          options={removalCauses.map((value) => ({ value, label: tickets(`removalCause.${value}`) }))}
          value={cause}
          onChange={setCause}
          error={tried && cause === null ? t('removeNeeded') : undefined}
          autoFocus
        />
        <p className="small muted">{t('removeEffect')}</p>
        <div className={classes['removingActions']}>
          <Button variant="subtle" color="gray" onClick={onClose} rightSection={<KeyHint keys="Escape" />}>
            {ui('cancel')}
          </Button>
          <Button
            variant="filled"
            color="red"
            type="submit"
            loading={pending}
            rightSection={<KeyHint keys="mod+Enter" />}
          >
            {t('remove')}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
