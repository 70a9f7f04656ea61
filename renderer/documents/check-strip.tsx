import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { ReadingProgress } from '#shared/documents/operations.ts';
import classes from './documents.module.css';

/** How far reading a job's files is, as the core tells it; undefined while none goes on. */
export const useReading = (jobId: string | undefined, begun: ReadingProgress | null): ReadingProgress | undefined => {
  const client = useClient();
  const [progress, setProgress] = useState<ReadingProgress>();
  useEffect(() => {
    if (jobId === undefined) return undefined;
    return client.onNotice((notice) => {
      if (notice.name === 'documents.progress' && notice.progress.jobId === jobId) setProgress(notice.progress);
    });
  }, [client, jobId]);
  if (jobId === undefined) return undefined;
  return [progress, begun].find((each) => each?.jobId === jobId) ?? undefined;
};

interface ReadingBarProps {
  readonly jobId: string;
  readonly progress: ReadingProgress | undefined;
}

/** A bar that says how much of which bytes was read, and stops it. */
export const ReadingBar = ({ jobId, progress }: ReadingBarProps) => {
  const { t } = useTranslation('documents');
  const client = useClient();
  const format = useFormat();
  const share =
    progress === undefined || progress.totalBytes === 0
      ? undefined
      : Math.min(1, progress.doneBytes / progress.totalBytes);
  return (
    <div className={classes['reading']} role="group" aria-label={t('reading')}>
      <ProgressBar share={share} label={t('reading')} />
      <span className="muted small num">
        {progress === undefined
          ? t('reading')
          : t('readingOf', {
              done: progress.done,
              total: progress.total,
              bytes: format.bytes(progress.doneBytes),
              of: format.bytes(progress.totalBytes),
            })}
      </span>
      <Button size="xs" onClick={() => void client.call('documents.cancel', { jobId })}>
        {t('stop')}
      </Button>
    </div>
  );
};
