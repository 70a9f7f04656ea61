import { useRef } from 'react';
import { Button } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { DropTarget } from './drop-target.tsx';
import { FileInput } from './file-input.tsx';
import { UploadRow } from './upload-row.tsx';
import { useTicketUploads } from './use-ticket-uploads.ts';
import classes from './attachments.module.css';

interface DialogFilesProps {
  readonly ticket: { readonly id: string; readonly number: string };
}

/** In a form about a ticket: takes files for the ticket at once, whatever becomes of the form. */
export const DialogFiles = ({ ticket }: DialogFilesProps) => {
  const { t } = useTranslation('attachments');
  const readOnly = useReadOnly();
  const input = useRef<HTMLInputElement>(null);
  const { uploads, take, retry, drop } = useTicketUploads(ticket.id);
  return (
    <div className={classes['draft']}>
      <DropTarget within="form" label={t('dropHere', { number: ticket.number })} refusal={readOnly} onFiles={take} />
      <FileInput input={input} onFiles={take} />
      {uploads.length > 0 && (
        <ul className={classes['list']}>
          {uploads.map((upload) => (
            <UploadRow
              key={upload.id}
              upload={upload}
              onRetry={() => retry(upload.id)}
              onDrop={() => drop(upload.id)}
            />
          ))}
        </ul>
      )}
      <div className={classes['draftAdd']}>
        <Button
          size="xs"
          leftSection={<IconPaperclip size={14} stroke={1.6} aria-hidden />}
          aria-disabled={readOnly !== undefined || undefined}
          title={readOnly}
          onClick={() => {
            if (readOnly === undefined) input.current?.click();
          }}
        >
          {t('attach')}
        </Button>
        <span className="small muted">{t('filesHint')}</span>
      </div>
    </div>
  );
};
