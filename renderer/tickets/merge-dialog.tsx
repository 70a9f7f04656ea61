import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueRow } from '#shared/queue/operations.ts';
import { canMergeInto } from '#shared/tickets/transition.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';
import type { ActionTarget } from './action-store.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { TicketFinder } from './ticket-finder.tsx';
import { useDialog } from './use-dialog.ts';

interface MergeDialogProps {
  readonly targets: readonly ActionTarget[];
  readonly onClose: () => void;
}

const mergeable = ticketStates.filter((state) => canMergeInto({ id: '' }, { id: '-', number: '', state }));

/** Into which ticket: one that somebody still answers for. */
export const MergeDialog = ({ targets, onClose }: MergeDialogProps) => {
  const { t } = useTranslation('tickets');
  const [chosen, setChosen] = useState<QueueRow | null>(null);
  const dialog = useDialog(
    { action: 'merge', into: chosen },
    () => (chosen === null ? undefined : { action: 'merge', into: chosen }),
    targets,
    onClose,
  );
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
      <TicketFinder
        legend={t('mergeInto')}
        states={mergeable}
        without={targets.map(({ id }) => id)}
        chosen={chosen}
        onChoose={setChosen}
        error={dialog.lacks('into') ? t('mergeIntoNeeded') : undefined}
      />
      <p className="small soft">{t('mergeHint')}</p>
    </DialogFrame>
  );
};
