import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconClock, IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { TimelineItem } from '#renderer/ui/timeline-item.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { deliveriesIn } from '#shared/tickets/delivery.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Delivered } from '#shared/tickets/timeline-event.ts';
import { DeliveryMenu } from './delivery-menu.tsx';
import { useShowEvent } from './event-views.tsx';
import classes from '#renderer/ui/record-panel.module.css';

/** Entries drawn at once; imported tickets hold hundreds. */
const SHOWN = 60;

interface TimelineProps {
  readonly entries: readonly TimelineEntry[];
  /** Absent for who may not say so. */
  readonly onDeliver: ((entryId: string, delivery: Delivered) => void) | undefined;
  /** Saves a comment as a mail. */
  readonly onMail: (comment: { readonly entryId: string; readonly text: string }) => void;
}

/** Comments read like mail, work notes stand on their own ground; everything else is one line. Newest first. */
export const Timeline = ({ entries, onDeliver, onMail }: TimelineProps) => {
  const { t } = useTranslation('tickets');
  const format = useFormat();
  const show = useShowEvent();
  const [all, setAll] = useState(false);
  const newestFirst = entries.toReversed();
  const shown = all ? newestFirst : newestFirst.slice(0, SHOWN);
  const deliveries = deliveriesIn(entries);
  const pending = [...deliveries.values()].filter((delivery) => delivery === 'pending').length;

  return (
    <PanelSection
      title={t('timeline')}
      meta={format.number(entries.length)}
      action={
        pending > 0 && (
          <span className={classes['pending']}>
            <IconClock size={14} stroke={1.6} aria-hidden />
            {t('notDelivered', { count: pending })}
          </span>
        )
      }
    >
      <ol className={classes['timeline']}>
        {shown.map((entry) => {
          const { icon, line, href, body } = show(entry.event);
          const waits = deliveries.get(entry.id) === 'pending';
          return (
            <TimelineItem
              key={entry.id}
              kind={entry.event.kind}
              icon={icon}
              by={entry.by.name}
              line={line}
              href={href}
              at={entry.at}
              marks={
                <>
                  {entry.imported && (
                    <IconFileImport size={14} stroke={1.6} role="img" aria-label={t('importedEntry')}>
                      <title>{t('importedEntry')}</title>
                    </IconFileImport>
                  )}
                  {waits && onDeliver && entry.event.kind === 'comment' && (
                    <CommentDelivery entryId={entry.id} text={entry.event.text} onDeliver={onDeliver} onMail={onMail} />
                  )}
                  {waits && !onDeliver && (
                    <IconClock size={14} stroke={1.6} role="img" aria-label={t('notDeliveredYet')}>
                      <title>{t('notDeliveredYet')}</title>
                    </IconClock>
                  )}
                </>
              }
            >
              {body}
            </TimelineItem>
          );
        })}
      </ol>
      {shown.length < entries.length && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t('showAll', { count: entries.length - shown.length })}
        </Button>
      )}
    </PanelSection>
  );
};

interface CommentDeliveryProps extends Pick<TimelineProps, 'onMail'> {
  readonly entryId: string;
  readonly text: string;
  readonly onDeliver: (entryId: string, delivery: Delivered) => void;
}

const CommentDelivery = ({ entryId, text, onDeliver, onMail }: CommentDeliveryProps) => (
  <DeliveryMenu onDeliver={(delivery) => onDeliver(entryId, delivery)} onMail={() => onMail({ entryId, text })} />
);
