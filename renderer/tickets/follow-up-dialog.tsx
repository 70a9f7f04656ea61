import { useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Field } from '#renderer/ui/field.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { WritingBox } from '#renderer/writing/writing-box.tsx';
import type { Failure } from '#shared/base/result.ts';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import type { ActionTarget } from './action-store.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { handChannels, isHandChannel, type HandChannel } from './new-ticket-fields.ts';

interface FollowUpDialogProps {
  readonly targets: readonly ActionTarget[];
  readonly onClose: () => void;
}

/** What came after a closed ticket, as a new one; it is opened as soon as it is there. */
export const FollowUpDialog = ({ targets, onClose }: FollowUpDialogProps) => {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const [target] = targets;
  const [description, setDescription] = useState('');
  const [channel, setChannel] = useState<HandChannel>('phone');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const lacks = tried && description.trim() === '';

  const submit = () => {
    setTried(true);
    if (!target || pending || description.trim() === '') return;
    setPending(true);
    void client.call('tickets.followUp', { ticketId: target.id, description, channel }).then((made) => {
      setPending(false);
      if (!made.ok) {
        setFailure(made.failure);
        return;
      }
      announce({ tone: 'done', text: t('created', { number: made.value.number }) });
      onClose();
      navigate('queue', made.value.ticketId);
    });
  };

  return (
    <DialogFrame
      action="followUp"
      targets={targets}
      title={t('followUpTitle')}
      missing={lacks ? t('missing', { count: 1 }) : undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <WritingBox
        label={t('followUpText')}
        error={lacks ? t('followUpNeeded') : undefined}
        autoFocus
        minRows={3}
        maxRows={12}
        maxLength={MAX_TEXT}
        value={description}
        onChange={setDescription}
      />
      <Field label={t('field.channel')}>
        {(control) => (
          <Select
            {...control}
            data={handChannels.map((value) => ({ value, label: t(`channel.${value}`) }))}
            allowDeselect={false}
            value={channel}
            onChange={(value) => {
              if (isHandChannel(value)) setChannel(value);
            }}
          />
        )}
      </Field>
      <p className="small soft">{t('followUpHint')}</p>
    </DialogFrame>
  );
};
