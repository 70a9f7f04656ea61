import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { announce } from '#renderer/ui/announce.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import { AttachLine } from './attach-line.tsx';
import { DropTarget } from './drop-target.tsx';
import { FileInput } from './file-input.tsx';
import { FileRow } from './file-row.tsx';
import { Preview, type PreviewFile } from './preview.tsx';
import type { TakenFile } from './taken-files.ts';
import { UploadRows } from './upload-rows.tsx';
import { useUploads } from './use-uploads.ts';
import classes from './attachments.module.css';

interface DraftFilesProps {
  /** The draft that keeps the files until there is a ticket. */
  readonly draftKey: string;
  readonly files: readonly StoredFile[];
  /** Resolves when the draft with the new list is on disk. */
  readonly onChange: (change: (files: readonly StoredFile[]) => readonly StoredFile[]) => Promise<void>;
}

/** Files attached while a ticket is being written down. */
export const DraftFiles = ({ draftKey, files, onChange }: DraftFilesProps) => {
  const { t } = useTranslation('attachments');
  const { t: tickets } = useTranslation('tickets');
  const { t: ui } = useTranslation('ui');
  const readOnly = useReadOnly();
  const input = useRef<HTMLInputElement>(null);
  const { uploads, add, retry, drop, dropAll } = useUploads(draftKey);
  const [openKey, setOpenKey] = useState<string>();
  const shown = files.map((file): PreviewFile => ({ ...file, key: `${file.sha256} ${file.name}`, from: { draftKey } }));
  const leave = useEffectEvent(() => {
    for (const name of dropAll()) announce({ tone: 'refused', text: t('stopped', { name }) });
  });
  useEffect(() => () => leave(), []);

  const take = (taken: readonly TakenFile[]) =>
    add(taken, async (file) => {
      await onChange((before) =>
        before.some(({ sha256, name }) => sha256 === file.sha256 && name === file.name) ? before : [...before, file],
      );
      return undefined;
    });
  const choose = () => input.current?.click();
  useCommands('attachments.draft', [
    {
      id: 'attachments.attachDraft',
      label: t('attach'),
      group: tickets('newTicket'),
      icon: IconPaperclip,
      key: 'mod+shift+a',
      unavailable: readOnly,
      run: choose,
    },
  ]);
  return (
    <div className={classes['draft']}>
      <DropTarget within="[data-new-ticket]" label={t('dropHereDraft')} refusal={readOnly} onFiles={take} />
      <FileInput input={input} onFiles={take} />
      <div className={classes['draftHead']}>
        <span>{t('attachments')}</span>
        <span className="muted">{ui('optional')}</span>
      </div>
      {shown.length + uploads.length > 0 && (
        <ul className={classes['list']}>
          {shown.map((file) => (
            <FileRow
              key={file.key}
              file={file}
              onOpen={() => setOpenKey(file.key)}
              onRemove={{
                kind: 'at-once',
                run: () =>
                  void onChange((before) =>
                    before.filter(({ sha256, name }) => sha256 !== file.sha256 || name !== file.name),
                  ),
              }}
            />
          ))}
          <UploadRows uploads={uploads} retry={retry} drop={drop} />
        </ul>
      )}
      <AttachLine refusal={readOnly} onChoose={choose} />
      {openKey !== undefined && <Preview files={shown} startKey={openKey} onClose={() => setOpenKey(undefined)} />}
    </div>
  );
};
