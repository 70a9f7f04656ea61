import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { ReadingProgress } from '#shared/documents/operations.ts';
import classes from './documents.module.css';

/** How far reading a job's files is, as the core tells it; undefined until it has told. */
const useReading = (jobId: string, begun: ReadingProgress | null | undefined): ReadingProgress | undefined => {
  const client = useClient();
  const [progress, setProgress] = useState<ReadingProgress>();
  useEffect(
    () =>
      client.onNotice((notice) => {
        if (notice.name === 'documents.progress' && notice.progress.jobId === jobId) setProgress(notice.progress);
      }),
    [client, jobId],
  );
  return [progress, begun].find((each) => each?.jobId === jobId) ?? undefined;
};

interface ReadingBarProps {
  readonly jobId: string;
  /** How far it was when this was first asked, where that is known. */
  readonly begun?: ReadingProgress | null | undefined;
}

/** A bar that says how much of which bytes was read, and stops it. */
export const ReadingBar = ({ jobId, begun }: ReadingBarProps) => {
  const { t } = useTranslation('documents');
  const client = useClient();
  const format = useFormat();
  const progress = useReading(jobId, begun);
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
