import { useState, type ComponentType } from 'react';
import { Button } from '@mantine/core';
import { IconArrowRight, IconLink, IconPencil, IconPlus, IconUnlink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CommandIconProps } from '#renderer/ui/commands.ts';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { TimelineItem } from '#renderer/ui/timeline-item.tsx';
import type { AssetEntry, AssetEvent } from '#shared/assets/configuration-item.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { useAssetWords } from './use-asset-words.ts';
import classes from '#renderer/ui/record-panel.module.css';

/** Entries drawn at once. */
const SHOWN = 15;

const iconOf = (event: AssetEvent): ComponentType<CommandIconProps> => {
  switch (event.kind) {
    case 'created':
      return IconPlus;
    case 'status':
      return IconArrowRight;
    case 'edit':
      return IconPencil;
    case 'ticket':
      return event.change === 'linked' ? IconLink : IconUnlink;
  }
};

/** What happened to the asset, newest first. */
export const AssetHistory = ({ entries }: { readonly entries: readonly AssetEntry[] }) => {
  const { t } = useTranslation('assets');
  const words = useAssetWords();
  const [all, setAll] = useState(false);
  const lineOf = (event: AssetEvent): string => {
    switch (event.kind) {
      case 'created':
        return t(event.batch === null ? 'entry.created' : 'entry.imported');
      case 'status':
        return t('entry.status', { from: words.statusOf(event.from), to: words.statusOf(event.to) });
      case 'edit':
        return t(event.batch === null ? 'entry.edit' : 'entry.importEdit');
      case 'ticket':
        return t(`entry.${event.change}`, { number: shortNumber(event.number) });
    }
  };
  const valueOf = (field: string, value: string | null): string =>
    value === null ? t('entry.nothing') : field === 'class' ? words.classOf(value) : value;
  const shown = all ? entries : entries.slice(0, SHOWN);
  return (
    <PanelSection title={t('history')}>
      <ul className={classes['timeline']}>
        {shown.map(({ id, at, by, event }) => (
          <TimelineItem
            key={id}
            kind={event.kind}
            icon={iconOf(event)}
            by={by.name}
            line={lineOf(event)}
            href={event.kind === 'ticket' ? hrefOf('queue', event.ticketId) : undefined}
            at={at}
          >
            {event.kind === 'edit' &&
              event.changes.map(({ field, from, to }) => (
                <p key={field} className={classes['reason']}>
                  {t('entry.change', {
                    field: words.fieldOf(field),
                    from: valueOf(field, from),
                    to: valueOf(field, to),
                  })}
                </p>
              ))}
            {event.kind === 'status' && event.note !== '' && <p className={classes['reason']}>{event.note}</p>}
          </TimelineItem>
        ))}
      </ul>
      {shown.length < entries.length && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t('showEntries', { count: entries.length - shown.length })}
        </Button>
      )}
    </PanelSection>
  );
};
