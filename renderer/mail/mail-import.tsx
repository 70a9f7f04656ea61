import { useRef } from 'react';
import { IconMailDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { DropTarget } from '#renderer/attachments/drop-target.tsx';
import { FileInput } from '#renderer/attachments/file-input.tsx';
import type { TakenFile } from '#renderer/attachments/taken-files.ts';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { announce } from '#renderer/ui/announce.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { mailStore } from './mail-store.ts';
import { ReviewDialog } from './review-dialog.tsx';

const isMail = ({ file, name }: TakenFile): boolean => /\.eml$/i.test(name) || file.type === 'message/rfc822';

/** For who may make tickets. Takes e-mail files that are dropped on the list, or chosen, and asks about one after the other. */
export const MailImport = ({ onOpen }: { readonly onOpen: (ticketId: string) => void }) => {
  const { t } = useTranslation('mail');
  const { t: queue } = useTranslation('queue');
  const store = useSessionStore(mailStore);
  const first = useStore(store, (state) => state.mails[0]);
  const readOnly = useReadOnly();
  const input = useRef<HTMLInputElement>(null);
  const take = (files: readonly TakenFile[]) => {
    const mails = files.filter(isMail);
    if (mails.length < files.length) announce({ tone: 'refused', text: t('onlyMail') });
    if (mails.length > 0) store.getState().add(mails);
  };
  useCommands('mail', [
    {
      id: 'mail.import',
      label: t('import'),
      group: queue('thisQueue'),
      icon: IconMailDown,
      keywords: 'eml e-mail email 邮件 导入',
      unavailable: readOnly,
      run: () => input.current?.click(),
    },
  ]);
  return (
    <>
      <DropTarget within="[data-list-pane]" label={t('drop')} refusal={readOnly} pastes={false} onFiles={take} />
      <FileInput input={input} accept=".eml,message/rfc822" onFiles={take} />
      {first && <ReviewDialog key={first.id} mail={first} onOpen={onOpen} />}
    </>
  );
};
