import { useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { attachmentsIn, type Attachment } from '#shared/attachments/attachment.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { DropTarget } from './drop-target.tsx';
import { FileInput } from './file-input.tsx';
import { FileRow } from './file-row.tsx';
import { Preview, type PreviewFile } from './preview.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { UploadRows } from './upload-rows.tsx';
import { useSave } from './use-save.ts';
import { useTicketUploads } from './use-ticket-uploads.ts';
import classes from './attachments.module.css';

/** The files of a ticket, newest first, and every way to add one. Draws nothing where there is none. */
export const TicketFiles = ({ detail }: { readonly detail: TicketDetail }) => {
  const { t } = useTranslation('attachments');
  const { t: tickets } = useTranslation('tickets');
  const format = useFormat();
  const now = useNow();
  const canWork = useAllowed('tickets.work');
  const readOnly = useReadOnly();
  const input = useRef<HTMLInputElement>(null);
  const { ticket, timeline } = detail;
  const { uploads, take, retry, drop } = useTicketUploads(ticket.id);
  const { save } = useSave();
  const [openKey, setOpenKey] = useState<string>();
  const [removing, setRemoving] = useState<Attachment>();
  const attachments = attachmentsIn(timeline).toReversed();
  const since = ({ by, at }: Attachment): string => t('byAt', { name: by, at: format.moment(at, now) });
  const files = attachments.map((attachment): PreviewFile & { readonly attachment: Attachment } => ({
    ...attachment,
    key: attachment.entryId,
    from: { entryId: attachment.entryId },
    since: since(attachment),
    attachment,
  }));
  const refusal = canWork ? readOnly : tickets('cannotWork');

  const choose = () => input.current?.click();
  useCommands('attachments', [
    {
      id: 'attachments.attach',
      label: t('attach'),
      group: tickets('thisTicket'),
      icon: IconPaperclip,
      key: 'shift+a',
      keywords: 'file upload screenshot attachment 附件 文件 截图 上传',
      unavailable: refusal,
      more: 40,
      run: choose,
    },
  ]);

  return (
    <>
      <DropTarget
        within="[data-ticket-panel]"
        label={t('dropHere', { number: ticket.number })}
        refusal={refusal}
        onFiles={take}
      />
      <FileInput input={input} onFiles={take} />
      {files.length + uploads.length > 0 && (
        <PanelSection
          title={t('attachments')}
          meta={files.length > 0 ? format.number(files.length) : undefined}
          action={
            refusal === undefined && (
              <Button size="xs" variant="subtle" color="gray" className={classes['add']} onClick={choose}>
                {t('attachShort')}
              </Button>
            )
          }
        >
          <ul className={classes['list']}>
            <UploadRows uploads={uploads} retry={retry} drop={drop} />
            {files.map((file) => (
              <FileRow
                key={file.key}
                file={file}
                since={file.since ?? ''}
                onOpen={() => setOpenKey(file.key)}
                onSave={() => void save(file)}
                onRemove={refusal === undefined ? { kind: 'ask', run: () => setRemoving(file.attachment) } : undefined}
              />
            ))}
          </ul>
        </PanelSection>
      )}
      {openKey !== undefined && <Preview files={files} startKey={openKey} onClose={() => setOpenKey(undefined)} />}
      {removing && <RemoveDialog ticketId={ticket.id} file={removing} onClose={() => setRemoving(undefined)} />}
    </>
  );
};
