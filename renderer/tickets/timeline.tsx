import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import {
  IconArrowRight,
  IconChecks,
  IconClock,
  IconFileImport,
  IconInbox,
  IconLink,
  IconLock,
  IconMessage,
  IconMessageReply,
  IconPencil,
  IconUser,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hrefOf } from '#renderer/ui/route.ts';
import { Marked } from '#renderer/ui/marked.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { deliveriesIn } from '#shared/tickets/delivery.ts';
import {
  cancelReasons,
  holdReasons,
  type CancelReason,
  type Delivered,
  type HoldReason,
  type TimelineEntry,
  type TimelineEvent,
} from '#shared/tickets/ticket.ts';
import { DeliveryMenu } from './delivery-menu.tsx';
import { isFieldName } from './field-names.ts';
import classes from './panel.module.css';

/** Entries drawn at once; imported tickets hold hundreds. */
const SHOWN = 60;

const icons = {
  created: IconInbox,
  comment: IconMessage,
  workNote: IconLock,
  transition: IconArrowRight,
  assignment: IconUser,
  edit: IconPencil,
  reply: IconMessageReply,
  delivery: IconChecks,
  link: IconLink,
} as const;

const isHoldReason = (reason: string): reason is HoldReason => holdReasons.some((each) => each === reason);
const isCancelReason = (reason: string): reason is CancelReason => cancelReasons.some((each) => each === reason);

const useEventWords = () => {
  const { t } = useTranslation('tickets');
  const reasonOf = (event: Extract<TimelineEvent, { kind: 'transition' }>): string | null => {
    if (event.reason === null) return null;
    if (event.to === 'on_hold' && isHoldReason(event.reason)) return t(`hold.${event.reason}`);
    if (event.to === 'cancelled' && isCancelReason(event.reason)) return t(`cancelReason.${event.reason}`);
    return event.reason;
  };

  /** The one line of an event; texts of comments and notes stand below it. */
  const line = (event: TimelineEvent): string => {
    switch (event.kind) {
      case 'created':
        return t('entry.created', { channel: t(`channel.${event.channel}`) });
      case 'comment':
        return t('entry.comment');
      case 'workNote':
        return t('entry.workNote');
      case 'reply':
        return t('entry.reply', { channel: t(`channel.${event.channel}`) });
      case 'delivery':
        return t('entry.delivery', { delivery: t(`delivery.${event.delivery}`) });
      case 'link':
        return t(`entry.${event.relation}`, { number: event.number });
      case 'transition':
        return t('entry.transition', { from: t(`state.${event.from}`), to: t(`state.${event.to}`) });
      case 'assignment':
        if (event.to === null)
          return event.group === null ? t('entry.unassigned') : t('entry.group', { group: event.group });
        return event.group === null
          ? t('entry.assigned', { name: event.to.name })
          : t('entry.assignedGroup', { name: event.to.name, group: event.group });
      case 'edit':
        return event.changes
          .map(({ field, to }) => {
            const name = isFieldName(field) ? t(`field.${field}`) : field;
            if (to === null || to === '') return t('entry.cleared', { field: name });
            return field === 'description'
              ? t('entry.editedText', { field: name })
              : t('entry.edited', { field: name, to: editedValue(field, to) });
          })
          .join('; ');
    }
  };
  const editedValue = (field: string, to: string): string => {
    if (field === 'kind' && (to === 'incident' || to === 'request')) return t(`kind.${to}`);
    return field === 'priority' ? `P${to}` : to;
  };
  return { line, reasonOf };
};

interface TimelineProps {
  readonly entries: readonly TimelineEntry[];
  /** Absent for who may not say so. */
  readonly onDeliver: ((entryId: string, delivery: Delivered) => void) | undefined;
}

/** Comments read like mail, work notes stand on their own ground; everything else is one line. Newest first. */
export const Timeline = ({ entries, onDeliver }: TimelineProps) => {
  const { t } = useTranslation('tickets');
  const format = useFormat();
  const { line, reasonOf } = useEventWords();
  const [all, setAll] = useState(false);
  const newestFirst = entries.toReversed();
  const shown = all ? newestFirst : newestFirst.slice(0, SHOWN);
  const deliveries = deliveriesIn(entries);
  const pending = [...deliveries.values()].filter((delivery) => delivery === 'pending').length;
  const now = useNow();

  const bodyOf = (event: TimelineEvent): ReactNode => {
    if (event.kind === 'comment' || event.kind === 'reply')
      return (
        <div className={classes['say']}>
          <Marked text={event.text} />
        </div>
      );
    if (event.kind === 'workNote')
      return (
        <div className={classes['note']}>
          <Marked text={event.text} />
        </div>
      );
    if (event.kind !== 'transition') return null;
    const reason = reasonOf(event);
    return reason === null ? null : (
      <div className={classes['reason']}>
        <Marked text={reason} />
      </div>
    );
  };

  return (
    <section className={classes['section']}>
      <h3 className={classes['heading']}>
        {t('timeline')}
        <span className="muted num">{format.number(entries.length)}</span>
        <span className={classes['grow']} />
        {pending > 0 && (
          <span className={classes['pending']}>
            <IconClock size={14} stroke={1.6} aria-hidden />
            {t('notDelivered', { count: pending })}
          </span>
        )}
      </h3>
      <ol className={classes['timeline']}>
        {shown.map((entry) => {
          const Icon = icons[entry.event.kind];
          const waits = deliveries.get(entry.id) === 'pending';
          const text = line(entry.event);
          return (
            <li key={entry.id} className={classes['entry']} data-entry={entry.event.kind}>
              <span className={classes['entryIcon']}>
                <Icon size={16} stroke={1.6} aria-hidden />
              </span>
              <div className={classes['entryBody']}>
                <div className={classes['meta']}>
                  <b>{entry.by.name}</b>
                  <span className={classes['what']} title={text}>
                    {entry.event.kind === 'link' ? <a href={hrefOf('queue', entry.event.ticketId)}>{text}</a> : text}
                  </span>
                  <span className={classes['grow']} />
                  {entry.imported && (
                    <IconFileImport size={14} stroke={1.6} role="img" aria-label={t('importedEntry')}>
                      <title>{t('importedEntry')}</title>
                    </IconFileImport>
                  )}
                  {waits && onDeliver && <DeliveryMenu onDeliver={(delivery) => onDeliver(entry.id, delivery)} />}
                  {waits && !onDeliver && (
                    <IconClock size={14} stroke={1.6} role="img" aria-label={t('notDeliveredYet')}>
                      <title>{t('notDeliveredYet')}</title>
                    </IconClock>
                  )}
                  <time className="num" dateTime={entry.at} title={format.exact(entry.at)}>
                    {format.moment(entry.at, now)}
                  </time>
                </div>
                {bodyOf(entry.event)}
              </div>
            </li>
          );
        })}
      </ol>
      {shown.length < entries.length && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t('showAll', { count: entries.length - shown.length })}
        </Button>
      )}
    </section>
  );
};
