import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { bulkStore } from './bulk-store.ts';
import classes from './bulk.module.css';

interface BulkRunningProps {
  readonly jobId: string;
  readonly words: 'changingNow' | 'undoingNow';
  /** How many there are, until the first notice says so. */
  readonly total: number | undefined;
}

/** How far a bulk edit, or its undo, has come. */
export const BulkRunning = ({ jobId, words, total }: BulkRunningProps) => {
  const { t } = useTranslation('bulk');
  const store = useSessionStore(bulkStore);
  const told = useStore(store, (state) => state.progress);
  const progress = told?.jobId === jobId ? told : null;
  const all = progress?.total ?? total;
  return (
    <div className={classes['running']}>
      <p role="status">{all !== undefined && t(words, { done: progress?.done ?? 0, total: all })}</p>
      <ProgressBar
        share={progress && progress.total > 0 ? progress.done / progress.total : undefined}
        label={t(words === 'undoingNow' ? 'undoTitle' : 'title')}
      />
    </div>
  );
};
