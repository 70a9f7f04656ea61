import { useEffect, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import type { QueueRow } from '#shared/queue/operations.ts';
import { canMergeInto } from '#shared/tickets/transition.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';
import type { ActionTarget } from './action-store.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { useDialog } from './use-dialog.ts';

interface MergeDialogProps {
  readonly targets: readonly ActionTarget[];
  readonly onClose: () => void;
}

const SHOWN = 6;

/** Into which ticket: found by number or words; before anything is typed, those that changed last. */
export const MergeDialog = ({ targets, onClose }: MergeDialogProps) => {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly QueueRow[]>([]);
  const [chosen, setChosen] = useState<QueueRow | null>(null);

  useEffect(() => {
    let current = true;
    const states = ticketStates.filter((state) => canMergeInto({ id: '' }, { id: '-', number: '', state }));
    const filter = {
      text,
      states,
      priorities: [],
      kinds: [],
      assignee: null,
      group: null,
      category: null,
      importBatch: null,
    };
    const order = { by: 'updatedAt', descending: true } as const;
    void client.call('queue.page', { filter, order, from: 0, count: SHOWN + targets.length }).then((page) => {
      if (!current || !page.ok) return;
      setFound(page.value.rows.filter(({ id }) => !targets.some((target) => target.id === id)).slice(0, SHOWN));
    });
    return () => {
      current = false;
    };
  }, [client, text, targets]);

  const dialog = useDialog(
    { action: 'merge', into: chosen },
    () => (chosen === null ? undefined : { action: 'merge', into: chosen }),
    targets,
    onClose,
  );
  const shown = chosen === null || found.some(({ id }) => id === chosen.id) ? found : [chosen, ...found];
  return (
    <DialogFrame
      action="merge"
      targets={targets}
      title={t('mergeTitle')}
      missing={dialog.missing}
      failure={dialog.failure}
      pending={dialog.pending}
      onSubmit={dialog.submit}
      onClose={onClose}
    >
      <Field label={t('findTicket')}>
        {(control) => (
          <TextInput
            {...control}
            data-autofocus
            autoComplete="off"
            maxLength={500}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <Choices
        legend={t('mergeInto')}
        single
        options={shown.map((row) => ({ value: row.id, label: row.title, hint: row.number }))}
        value={chosen?.id ?? null}
        onChange={(id) => setChosen(shown.find((row) => row.id === id) ?? null)}
        error={dialog.lacks('into') ? t('mergeIntoNeeded') : undefined}
      />
      {shown.length === 0 && <p className="soft">{t('noTicketFound')}</p>}
      <p className="small soft">{t('mergeHint')}</p>
    </DialogFrame>
  );
};
