import { useEffect, useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Field } from '#renderer/ui/field.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import type { Failure } from '#shared/base/result.ts';
import { computePriority } from '#shared/priority/matrix.ts';
import { MAX_OVERRIDE_REASON, MIN_OVERRIDE_REASON, reasonLength } from '#shared/priority/override.ts';
import type { Priority, Ticket } from '#shared/tickets/ticket.ts';
import type { ActionTarget } from './action-store.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { ticketStore } from './ticket-store.ts';
import { useMatrix } from './use-matrix.ts';

type Choice = '1' | '2' | '3' | '4' | 'matrix';

const priorities = [1, 2, 3, 4] as const satisfies readonly Priority[];

interface PriorityDialogProps {
  readonly targets: readonly ActionTarget[];
  readonly onClose: () => void;
}

/** Sets the priority of one ticket against the matrix, with a reason, or gives it back to the matrix. */
export const PriorityDialog = ({ targets, onClose }: PriorityDialogProps) => {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const tickets = useSessionStore(ticketStore);
  const matrix = useMatrix();
  /** As it was when the dialog opened. */
  const [seen, setSeen] = useState<Ticket>();
  const [choice, setChoice] = useState<Choice | null>(null);
  const [reason, setReason] = useState('');
  /** Why the ticket could not be read. */
  const [unread, setUnread] = useState<Failure>();
  const [target] = targets;
  const ticketId = target?.id;

  useEffect(() => {
    if (ticketId === undefined) return;
    void client.call('tickets.get', { ticketId }).then((answer) => {
      if (!answer.ok) {
        setUnread(answer.failure);
        return;
      }
      setSeen(answer.value.ticket);
      setReason(answer.value.ticket.priorityOverride?.reason ?? '');
    });
  }, [client, ticketId]);

  const needsReason = choice !== 'matrix';
  const lacksReason = needsReason && reasonLength(reason) < MIN_OVERRIDE_REASON;
  const missing = (choice === null ? 1 : 0) + (lacksReason ? 1 : 0);
  const { tried, pending, failure, submit } = useSubmit(missing === 0 && seen !== undefined, async () => {
    if (!seen) return undefined;
    const priority = choice === 'matrix' ? null : (Number(choice) as Priority);
    const answer = await client.call('priority.override', {
      ticketId: seen.id,
      seen: seen.priority,
      priority,
      reason,
    });
    if (!answer.ok) return answer.failure;
    tickets.getState().take(answer.value);
    const { number, priority: now } = answer.value.ticket;
    announce({ tone: 'done', text: t('done.setPriority', { number, priority: now }) });
    onClose();
    return undefined;
  });

  const computed = seen && computePriority(seen.impact, seen.urgency, matrix);
  return (
    <DialogFrame
      action="setPriority"
      targets={targets}
      title={t('setPriorityTitle')}
      missing={tried && missing > 0 ? t('missing', { count: missing }) : undefined}
      failure={failure ?? unread}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Choices<Choice>
        legend={t('field.priority')}
        single
        options={[
          ...priorities.map((priority) => ({
            value: String(priority) as Choice,
            label: `P${priority}`,
            ...(priority === computed && { hint: t('byMatrix') }),
          })),
          ...(seen?.priorityOverride
            ? [{ value: 'matrix' as const, label: t('backToMatrix'), hint: `P${computed ?? ''}` }]
            : []),
        ]}
        value={choice}
        onChange={setChoice}
        error={tried && choice === null ? t('chooseOne') : undefined}
        autoFocus
      />
      {needsReason && (
        <Field
          label={t('overrideReason')}
          hint={t('overrideHint', { priority: computed ?? '' })}
          error={tried && lacksReason ? t('overrideNeeded', { least: MIN_OVERRIDE_REASON }) : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              autosize
              minRows={2}
              maxRows={6}
              maxLength={MAX_OVERRIDE_REASON}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
    </DialogFrame>
  );
};
