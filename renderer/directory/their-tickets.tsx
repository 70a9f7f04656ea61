import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LinkedTicketRow } from '#renderer/links/linked-ticket-row.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import type { TheirTickets as Tickets } from '#shared/directory/operations.ts';
import type { TicketRow } from '#shared/tickets/row.ts';

/** Tickets drawn at once. */
const SHOWN = 10;

const Rows = ({ rows, total }: { readonly rows: readonly TicketRow[]; readonly total: number }) => {
  const { t } = useTranslation('directory');
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <>
      <ul>
        {shown.map((ticket) => (
          <LinkedTicketRow key={ticket.id} ticket={ticket} />
        ))}
      </ul>
      {shown.length < rows.length && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t('showTickets', { count: rows.length - shown.length })}
        </Button>
      )}
      {(all || rows.length <= SHOWN) && total > rows.length && (
        <p className="small muted">{t('moreTickets', { count: total - rows.length })}</p>
      )}
    </>
  );
};

/** What somebody, or a place, has open, the most urgent first; below it what is over, the newest first. */
export const TheirTickets = ({ tickets }: { readonly tickets: Tickets }) => {
  const { t } = useTranslation('directory');
  const { open, over, openCount, overCount } = tickets;
  return (
    <>
      <PanelSection title={t('openTickets')} meta={openCount || undefined}>
        {openCount === 0 ? <p className="muted">{t('noOpenTickets')}</p> : <Rows rows={open} total={openCount} />}
      </PanelSection>
      {overCount > 0 && (
        <PanelSection title={t('overTickets')} meta={overCount}>
          <Rows rows={over} total={overCount} />
        </PanelSection>
      )}
    </>
  );
};
