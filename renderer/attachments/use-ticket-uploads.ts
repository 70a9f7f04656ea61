import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import type { Failure } from '#shared/base/result.ts';
import type { TakenFile } from './taken-files.ts';
import { useUploads, type PlaceUploads } from './use-uploads.ts';

interface TicketUploads extends Pick<PlaceUploads, 'uploads' | 'retry' | 'drop'> {
  /** Each is attached as soon as it has arrived, and announced. */
  readonly take: (files: readonly TakenFile[]) => void;
}

/** Files on their way to a ticket, from wherever on screen they were given. */
export const useTicketUploads = (ticketId: string): TicketUploads => {
  const { t } = useTranslation('attachments');
  const client = useClient();
  const { uploads, add, retry, drop } = useUploads(ticketId);
  const attach = async ({ sha256, name }: StoredFile): Promise<Failure | undefined> => {
    const answer = await client.call('attachments.attach', { ticketId, files: [{ sha256, name }] });
    if (!answer.ok) return answer.failure;
    const { number, id } = answer.value.ticket;
    announce({ tone: 'done', text: id === ticketId ? t('attached', { name, number }) : t('onMerged', { number }) });
    return undefined;
  };
  return { uploads, take: (taken) => add(taken, attach), retry, drop };
};
