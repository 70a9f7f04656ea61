import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { FileGlyph } from './file-kind.tsx';
import type { Upload } from './uploads-store.ts';
import classes from './attachments.module.css';

interface UploadRowProps {
  readonly upload: Upload;
  readonly onRetry: () => void;
  readonly onDrop: () => void;
}

/** A file on its way; one that failed stays, says why, and can be tried again. */
export const UploadRow = ({ upload, onRetry, onDrop }: UploadRowProps) => {
  const { t } = useTranslation('attachments');
  const format = useFormat();
  const failureText = useFailureText();
  const { name, bytes, share, state, failure } = upload;
  // Another try does not make it smaller.
  const isHopeless = failure?.code === 'attachment.too-large' || failure?.code === 'attachment.ticket-full';
  const progress = t('uploading', { share: format.percent(share), size: format.bytes(bytes) });
  return (
    <li className={classes['row']} data-upload={state}>
      <span className={classes['open']}>
        <span className={classes['thumbnail']}>
          <FileGlyph mediaType="application/octet-stream" />
        </span>
        <span className={classes['text']}>
          <span className={classes['name']} title={name}>
            <bdi>{name}</bdi>
          </span>
          {state === 'failed' ? (
            <span className={classes['failed']} role="alert">
              <BreachGlyph />
              {failure ? failureText(failure) : t('failed')}
            </span>
          ) : (
            <span className={`${classes['facts']} num`}>{state === 'waiting' ? t('waiting') : progress}</span>
          )}
          {state === 'running' && <ProgressBar share={share} label={`${name}: ${progress}`} />}
        </span>
      </span>
      {state === 'failed' && !isHopeless && (
        <Button size="xs" onClick={onRetry}>
          {t('again')}
        </Button>
      )}
      <ActionIcon
        aria-label={state === 'failed' ? t('forget', { name }) : t('cancelUpload', { name })}
        onClick={onDrop}
      >
        <IconX size={16} stroke={1.6} aria-hidden />
      </ActionIcon>
    </li>
  );
};
