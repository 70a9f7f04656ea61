import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { AttachLine } from './attach-line.tsx';
import { DropTarget } from './drop-target.tsx';
import { FileInput } from './file-input.tsx';
import { UploadRows } from './upload-rows.tsx';
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
          <UploadRows uploads={uploads} retry={retry} drop={drop} />
        </ul>
      )}
      <AttachLine refusal={readOnly} onChoose={() => input.current?.click()} />
    </div>
  );
};
