import { useEffect, useRef, useState } from 'react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsMaximize, IconArrowsMinimize, IconCopy, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { copyText } from '#renderer/ui/copy-text.ts';
import { Editable } from '#renderer/ui/editable.tsx';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { useUnclaimedKeysWait } from '#renderer/ui/held-keys.ts';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { StaleDialog } from '#renderer/ui/stale-dialog.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { EditableText } from '#renderer/writing/editable-text.tsx';
import { Prose } from '#renderer/writing/prose.tsx';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { MAX_TEXT, MAX_TITLE } from '#shared/tickets/limits.ts';
import { phaseOf } from '#shared/tickets/phase.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Delivered } from '#shared/tickets/timeline-event.ts';
import { actionStore } from './action-store.ts';
import { ActionBar } from './action-bar.tsx';
import { Composer } from './composer.tsx';
import { isFieldName } from './field-names.ts';
import { PhaseBar } from './phase-bar.tsx';
import { Properties } from './properties.tsx';
import type { TicketSlots } from './ticket-slots.ts';
import { ticketStore } from './ticket-store.ts';
import { Timeline } from './timeline.tsx';
import { useEdit } from './use-edit.ts';
import { useTicketActions } from './use-ticket-actions.ts';
import classes from '#renderer/ui/record-panel.module.css';

interface TicketPanelProps {
  readonly ticketId: string;
  /** A stable value, so that the panel draws again only when its ticket changes. */
  readonly slots: TicketSlots;
  readonly isWide: boolean;
  readonly onWide: (wide: boolean) => void;
  readonly onClose: () => void;
}

/** One ticket beside the list. Keeps showing the ticket before until the next one is there, so that moving through a list never blinks. */
export const TicketPanel = ({ ticketId, slots, isWide, onWide, onClose }: TicketPanelProps) => {
  const [panel, setPanel] = useState<HTMLDivElement | null>(null);
  const { t } = useTranslation('tickets');
  const { t: ui } = useTranslation('ui');
  const store = useSessionStore(ticketStore);
  const detail = useStore(store, (state) => state.detail);
  const failure = useStore(store, (state) => state.failure);
  useUnclaimedKeysWait(detail === undefined && failure === undefined);

  useEffect(() => store.getState().open(ticketId), [store, ticketId]);
  useEffect(() => () => store.getState().open(null), [store]);

  const copy = (number: string) => copyText(number, { done: t('copied', { number }), failed: ui('copyFailed') });
  const Wide = isWide ? IconArrowsMinimize : IconArrowsMaximize;
  const ticket = detail?.ticket;
  return (
    <div
      ref={setPanel}
      className={classes['panel']}
      data-ticket-panel
      data-ticket-id={ticket?.id}
      data-wide={isWide || undefined}
    >
      <header className={classes['head']}>
        {detail && ticket && (
          <>
            <span className={`${classes['number']} num`}>{ticket.number}</span>
            <Tooltip label={t('copyNumber')}>
              <ActionIcon aria-label={t('copyNumber')} onClick={() => void copy(ticket.number)}>
                <IconCopy size={14} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
            {slots.head(detail)}
          </>
        )}
        <span className={classes['grow']} />
        {ticket && slots.hits(ticket.id, panel)}
        <Tooltip label={isWide ? t('besideList') : t('fullWidth')}>
          <ActionIcon
            aria-label={isWide ? t('besideList') : t('fullWidth')}
            aria-pressed={isWide}
            onClick={() => onWide(!isWide)}
          >
            <Wide size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('closePanel')}>
          <ActionIcon aria-label={t('closePanel')} onClick={onClose}>
            <IconX size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </header>
      {failure && <FailureBanner wide failure={failure} onRetry={() => store.getState().refresh()} />}
      {detail ? (
        <PanelBody key={detail.ticket.id} detail={detail} slots={slots} />
      ) : (
        !failure && <SkeletonRows rows={6} />
      )}
    </div>
  );
};

/** The number of the ticket that this one was merged into. */
const mergedIntoNumber = (timeline: readonly TimelineEntry[]): string | undefined =>
  timeline
    .flatMap(({ event }) => (event.kind === 'link' && event.relation === 'merged_into' ? [event.number] : []))
    .at(-1);

const useNext = ({ ticket, timeline }: TicketDetail): string | undefined => {
  const { t, i18n } = useTranslation('tickets');
  const format = useFormat();
  const now = useNow();
  switch (ticket.state) {
    case 'on_hold':
      return ticket.hold === null
        ? undefined
        : t('next.on_hold', {
            // Within a sentence, not at its head.
            reason: t(`hold.${ticket.hold.reason}`).toLocaleLowerCase(i18n.language),
            until: format.moment(ticket.hold.until, now),
          });
    case 'closed':
      return t('next.closed', { at: format.moment(ticket.closedAt ?? ticket.updatedAt, now) });
    case 'cancelled':
      return t('next.cancelled', {
        reason: ticket.cancelReason === null ? t('none') : t(`cancelReason.${ticket.cancelReason}`),
      });
    case 'merged':
      return t('next.merged', { number: mergedIntoNumber(timeline) ?? t('none') });
    default:
      return t(`next.${ticket.state}`);
  }
};

const PanelBody = ({ detail, slots }: { readonly detail: TicketDetail } & Pick<TicketPanelProps, 'slots'>) => {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const tickets = useSessionStore(ticketStore);
  const failureText = useFailureText();
  const canWork = useAllowed('tickets.work');
  const dialogs = useSessionStore(actionStore);
  const { begin, whyNot } = useTicketActions();
  const { save, stale, failure, settle } = useEdit();
  const [categories, setCategories] = useState<readonly string[]>([]);
  const { ticket, timeline, actions } = detail;
  const canEdit = actions.includes('edit');
  const seen = useRef(ticket);
  const next = useNext(detail);
  const phase = phaseOf(ticket, timeline);
  const begun = () => {
    seen.current = ticket;
  };
  const deliver = (entryId: string, delivery: Delivered) => {
    void client.call('tickets.deliver', { ticketId: ticket.id, entryId, delivery }).then((answer) => {
      if (answer.ok) {
        tickets.getState().take(answer.value);
        announce({ tone: 'done', text: t('done.deliver') });
      } else announce({ tone: 'refused', text: failureText(answer.failure) });
    });
  };
  const loadCategories = () => {
    void client.call('queue.facets', {}).then((facets) => {
      if (facets.ok) setCategories(facets.value.categories);
    });
  };

  return (
    <>
      <div className={classes['scroll']} tabIndex={-1}>
        <div className={classes['title']}>
          <h2>
            <Editable
              label={t('field.title')}
              value={ticket.title}
              placeholder={t('none')}
              maxLength={MAX_TITLE}
              required
              readOnly={!canEdit}
              onBegin={begun}
              onSave={(title) => void save({ title }, seen.current)}
            />
          </h2>
        </div>
        {phase && <PhaseBar phase={phase} />}
        {next !== undefined && <p className={classes['next']}>{next}</p>}
        <ActionBar ticket={ticket} allowed={actions} />
        {slots.clocks(ticket.id)}
        {slots.suggestions(detail)}
        {failure && (
          <div className={classes['section']}>
            <FailureBanner failure={failure} />
          </div>
        )}
        <div className={classes['section']}>
          <Properties
            Slot={slots.Property}
            Requester={slots.RequesterProperty}
            ticket={ticket}
            canEdit={canEdit}
            categories={categories}
            onBegin={loadCategories}
            onEdit={(edit, seenThen) => void save(edit, seenThen)}
            onSetPriority={() => dialogs.getState().ask('setPriority', [ticket])}
            onAssign={whyNot('assign', [ticket]) === undefined ? () => begin('assign', [ticket]) : undefined}
          />
        </div>
        {ticket.resolution && (
          <PanelSection title={t('resolution')} meta={t(`resolution.${ticket.resolution.code}`)}>
            <Prose text={ticket.resolution.text} />
            {ticket.resolution.noArticleReason !== null && (
              <p className="small muted">{t('noArticle', { reason: ticket.resolution.noArticleReason })}</p>
            )}
          </PanelSection>
        )}
        <EditableText
          title={t('field.description')}
          value={ticket.description}
          placeholder={t('noDescription')}
          maxLength={MAX_TEXT}
          canEdit={canEdit}
          record={ticket}
          onSave={(description, seenThen) => void save({ description }, seenThen)}
        />
        {slots.sections(detail)}
        <Timeline
          entries={timeline}
          onDeliver={actions.includes('deliver') ? deliver : undefined}
          onMail={(comment) => {
            slots.saveAsMail(detail, comment);
            announce({ tone: 'done', text: t('savedAsMail') });
          }}
        />
      </div>
      {canWork && <Composer detail={detail} />}
      {stale && (
        <StaleDialog
          fields={stale.fields}
          nameOf={(field) => (isFieldName(field) ? t(`field.${field}`) : field)}
          onSettle={(keepMine) => void settle(keepMine)}
        />
      )}
    </>
  );
};
