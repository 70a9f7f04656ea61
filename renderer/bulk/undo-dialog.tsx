import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { Delayed } from '#renderer/ui/delayed.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import { BulkRunning } from './bulk-running.tsx';
import { bulkStore } from './bulk-store.ts';
import classes from './bulk.module.css';

const Undoing = ({ bulkId }: { readonly bulkId: string }) => {
  const { t } = useTranslation('bulk');
  const client = useClient();
  const last = useStore(useSessionStore(bulkStore), (state) => state.last);
  useCommands('bulk.undoing', [], { modal: true });
  useFocusReturn();
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      title={t('undoTitle')}
      size={480}
      classNames={{ body: classes['body'], title: classes['title'] }}
    >
      <BulkRunning jobId={bulkId} words="undoingNow" total={last?.bulkId === bulkId ? last.tickets : undefined} />
      <div className={classes['actions']}>
        <span className={classes['space']} />
        <Button data-autofocus onClick={() => void client.call('bulk.cancel', { jobId: bulkId })}>
          {t('stop')}
        </Button>
      </div>
    </Modal>
  );
};

/** An undo that takes a while shows how far it is and can be stopped; a short one shows nothing but what came of it. */
export const UndoDialog = () => {
  const bulkId = useStore(useSessionStore(bulkStore), (state) => state.undoing);
  return (
    bulkId !== null && (
      <Delayed>
        <Undoing bulkId={bulkId} />
      </Delayed>
    )
  );
};
