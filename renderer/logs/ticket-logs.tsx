import { useQuery } from '#renderer/api/use-query.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { AssetLogs } from './asset-logs.tsx';

const concerns = ({ name }: Notice): boolean => name === 'assets.changed' || name === 'tickets.changed';

/** The logs of what a ticket is about. */
export const TicketLogs = ({ ticketId }: { readonly ticketId: string }) => {
  const { value } = useQuery('assets.ofTicket', { ticketId }, concerns);
  return value ? <AssetLogs ciIds={value.map(({ id }) => id)} /> : null;
};
