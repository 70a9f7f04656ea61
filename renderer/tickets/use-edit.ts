import { useCallback, useState } from 'react';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { TicketEdit } from '#shared/tickets/edit.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { ticketStore } from './ticket-store.ts';

/** One field that somebody else changed while it was being edited here; values as `record.stale` shows them. */
export interface StaleField {
  readonly field: string;
  readonly current: string | null;
  readonly wanted: string | null;
}

export interface StaleEdit {
  readonly ticketId: string;
  readonly edit: TicketEdit;
  readonly fields: readonly StaleField[];
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const staleFields = (failure: Failure): readonly StaleField[] => {
  const fields = failure.details?.['fields'];
  if (!Array.isArray(fields)) return [];
  return fields.flatMap((field: unknown) => {
    if (typeof field !== 'object' || field === null) return [];
    const { field: name, current, wanted } = field as Readonly<Record<string, unknown>>;
    return typeof name === 'string' ? [{ field: name, current: text(current), wanted: text(wanted) }] : [];
  });
};

interface EditUse {
  /** `seen` is the ticket as the person saw it when they began. Answers the refusal, except a stale one. */
  readonly save: (edit: TicketEdit, seen: Ticket) => Promise<Failure | undefined>;
  readonly stale: StaleEdit | undefined;
  readonly failure: Failure | undefined;
  /** Settles a stale edit: saves the own value over the newer one, or lets that stand. */
  readonly settle: (keepMine: boolean) => Promise<void>;
  readonly dismiss: () => void;
}

/** Saves one field at a time; a field changed by somebody else meanwhile is asked about, never overwritten. */
export const useEdit = (): EditUse => {
  const client = useClient();
  const store = useSessionStore(ticketStore);
  const [stale, setStale] = useState<StaleEdit>();
  const [failure, setFailure] = useState<Failure>();

  const save = useCallback(
    async (edit: TicketEdit, seen: Ticket): Promise<Failure | undefined> => {
      const answer = await client.call('tickets.edit', {
        ticketId: seen.id,
        seen: writable(seenFields(edit, seen)),
        ...writable(edit),
      });
      if (answer.ok) {
        store.getState().take(answer.value);
        setFailure(undefined);
        return undefined;
      }
      if (answer.failure.code === 'record.stale') {
        store.getState().refresh();
        setStale({ ticketId: seen.id, edit, fields: staleFields(answer.failure) });
        return undefined;
      }
      setFailure(answer.failure);
      return answer.failure;
    },
    [client, store],
  );

  const settle = useCallback(
    async (keepMine: boolean) => {
      if (!stale) return;
      setStale(undefined);
      const now = await client.call('tickets.get', { ticketId: stale.ticketId });
      if (!now.ok) {
        setFailure(now.failure);
        return;
      }
      store.getState().take(now.value);
      if (keepMine) await save(stale.edit, now.value.ticket);
    },
    [client, store, stale, save],
  );

  return { save, stale, failure, settle, dismiss: () => setFailure(undefined) };
};

/** What stood in the fields that are edited. */
const seenFields = (
  edit: TicketEdit,
  { title, description, kind, impact, urgency, category, service = null, requester, tags }: Ticket,
): TicketEdit => {
  const all = { title, description, kind, impact, urgency, category, service, requester, tags };
  return Object.fromEntries(Object.entries(all).filter(([field]) => field in edit));
};

const writable = ({ tags, ...rest }: TicketEdit) => ({ ...rest, ...(tags && { tags: [...tags] }) });
