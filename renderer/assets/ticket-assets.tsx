import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import type { AssetRow } from '#shared/assets/row.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { assetDialogsStore } from './asset-dialogs-store.ts';
import { AssetLine } from './asset-line.tsx';

/** What a ticket is about and what its requester has, asked for again when either changes. */
const useTicketAssets = ({ id, requester }: Ticket) => {
  const client = useClient();
  const requesterId = requester?.id ?? null;
  const requesterName = requester?.name ?? null;
  const [known, setKnown] = useState<{
    readonly of: string;
    readonly on: readonly AssetRow[];
    readonly theirs: readonly AssetRow[];
  }>();
  useEffect(() => {
    let current = true;
    const load = async () => {
      const [on, theirs] = await Promise.all([
        client.call('assets.ofTicket', { ticketId: id }),
        requesterName === null ? undefined : client.call('assets.ofOwner', { id: requesterId, name: requesterName }),
      ]);
      if (current && on.ok) setKnown({ of: id, on: on.value, theirs: theirs?.ok === true ? theirs.value : [] });
    };
    void load();
    const stop = client.onNotice((notice) => {
      const isOurs = notice.name === 'tickets.changed' && (notice.all || notice.ids.includes(id));
      if (isOurs || notice.name === 'assets.changed') void load();
    });
    return () => {
      current = false;
      stop();
    };
  }, [client, id, requesterId, requesterName]);
  return known?.of === id ? known : undefined;
};

/** Of the requester's assets, one press away: more are found by the dialog. */
const OFFERED = 3;

/** The assets that a ticket is about; those of its requester where it is about none yet. Nothing where there are neither. */
export const TicketAssets = ({ ticket }: { readonly ticket: Ticket }) => {
  const { t } = useTranslation('assets');
  const client = useClient();
  const failureText = useFailureText();
  const canLink = useAllowed('tickets.work') && ticket.state !== 'merged';
  const dialogs = useSessionStore(assetDialogsStore);
  const known = useTicketAssets(ticket);
  if (!known) return null;
  const { on, theirs } = known;
  const offered = canLink && on.length === 0 ? theirs.slice(0, OFFERED) : [];
  if (on.length === 0 && offered.length === 0) return null;

  const change = async (verb: 'link' | 'unlink', row: AssetRow): Promise<boolean> => {
    const answer =
      verb === 'link'
        ? await client.call('assets.link', { ticketId: ticket.id, ciIds: [row.id] })
        : await client.call('assets.unlink', { ticketId: ticket.id, ciId: row.id });
    if (!answer.ok) announce({ tone: 'refused', text: failureText(answer.failure) });
    return answer.ok;
  };
  const unlink = async (row: AssetRow) => {
    if (!(await change('unlink', row))) return;
    announce({
      tone: 'done',
      text: t('unlinked', { name: row.name }),
      action: { label: t('undo'), run: () => void change('link', row) },
    });
  };
  return (
    <PanelSection
      title={on.length === 0 ? t('ofRequester') : t('assets')}
      meta={on.length > 1 ? on.length : undefined}
      action={
        canLink && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            rightSection={<KeyHint keys="shift+o" />}
            onClick={() => dialogs.getState().open({ kind: 'link', ticket: { id: ticket.id, number: ticket.number } })}
          >
            {on.length === 0 ? t('otherAsset') : t('linkShort')}
          </Button>
        )
      }
    >
      <ul>
        {on.map((row) => (
          <AssetLine
            key={row.id}
            row={row}
            remove={canLink ? { label: t('unlink', { name: row.name }), run: () => void unlink(row) } : undefined}
          />
        ))}
        {offered.map((row) => (
          <AssetLine key={row.id} row={row} add={{ label: t('isAbout'), run: () => void change('link', row) }} />
        ))}
      </ul>
    </PanelSection>
  );
};
