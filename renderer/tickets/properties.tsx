import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/api/session.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { ChoiceMenu, Property } from '#renderer/ui/property.tsx';
import { Editable } from '#renderer/ui/editable.tsx';
import { PriorityGlyph, StateGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { WatcherNames } from '#renderer/watching/watcher-names.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import type { TicketEdit } from '#shared/tickets/edit.ts';
import { ticketKinds, type Level, type Ticket } from '#shared/tickets/ticket.ts';
import type { TicketSlots } from './ticket-slots.ts';
import classes from '#renderer/ui/record-panel.module.css';

const levels = [1, 2, 3] as const satisfies readonly Level[];

interface PropertiesProps {
  readonly Slot: TicketSlots['Property'];
  readonly Requester: TicketSlots['RequesterProperty'];
  readonly ticket: Ticket;
  readonly canEdit: boolean;
  readonly categories: readonly string[];
  readonly onEdit: (edit: TicketEdit, seen: Ticket) => void;
  readonly onSetPriority: () => void;
  readonly onAssign: (() => void) | undefined;
  /** A menu or field of suggestions is about to open. */
  readonly onBegin: () => void;
}

export const Properties = ({
  Slot,
  Requester,
  ticket,
  canEdit,
  categories,
  onEdit,
  onSetPriority,
  onAssign,
  onBegin,
}: PropertiesProps) => {
  const { t } = useTranslation('tickets');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const me = useSession();
  const seen = useRef(ticket);
  const begin = () => {
    seen.current = ticket;
    onBegin();
  };
  const now = useNow();

  const person = (
    <>
      <Avatar name={ticket.assignee?.name ?? null} own={ticket.assignee?.id === me.userId} />
      <span className="cut">{ticket.assignee?.name ?? t('nobody')}</span>
    </>
  );
  const priority = (
    <>
      <PriorityGlyph priority={ticket.priority} />
      <span>
        P{ticket.priority}{' '}
        <span className="muted">
          {t('priorityWith', {
            impact: ticket.impact,
            impactText: t(`impactShort.${ticket.impact}`),
            urgency: ticket.urgency,
            urgencyText: t(`urgencyShort.${ticket.urgency}`),
          })}
          {ticket.priorityOverride &&
            `; ${t('priorityOverride', { name: ticket.priorityOverride.by.name, reason: ticket.priorityOverride.reason })}`}
        </span>
      </span>
    </>
  );

  return (
    <dl className={classes['properties']}>
      <Property name={t('field.state')}>
        <span className={classes['plain']}>
          <StateGlyph state={ticket.state} />
          {t(`state.${ticket.state}`)}
        </span>
      </Property>
      <Property name={t('field.assignee')}>
        {onAssign ? (
          <button
            type="button"
            className={classes['editable']}
            title={ui('edit', { field: t('field.assignee') })}
            onClick={onAssign}
          >
            {person}
          </button>
        ) : (
          <span className={classes['plain']}>{person}</span>
        )}
      </Property>
      <Property name={t('field.requester')}>
        <Requester
          requester={ticket.requester}
          canEdit={canEdit}
          label={t('field.requester')}
          none={t('none')}
          onBegin={begin}
          onSave={(requester) => onEdit({ requester }, seen.current)}
        />
      </Property>
      <Property name={t('field.channel')}>
        <span className={classes['plain']}>{t(`channel.${ticket.channel}`)}</span>
      </Property>
      <Property name={t('field.kind')}>
        <ChoiceMenu
          canEdit={canEdit}
          label={ui('edit', { field: t('field.kind') })}
          shown={t(`kind.${ticket.kind}`)}
          onBegin={begin}
          sections={[
            {
              name: undefined,
              items: ticketKinds.map((kind) => ({
                id: kind,
                label: t(`kind.${kind}`),
                isChosen: ticket.kind === kind,
                pick: () => onEdit({ kind }, seen.current),
              })),
            },
          ]}
        />
      </Property>
      <Property name={t('field.group')}>
        <span className={classes['plain']}>
          <span className="cut" title={ticket.assignmentGroup ?? undefined}>
            {ticket.assignmentGroup ?? t('none')}
          </span>
        </span>
      </Property>
      <Property name={t('field.priority')} wide>
        <ChoiceMenu
          canEdit={canEdit}
          label={ui('edit', { field: t('field.priority') })}
          shown={priority}
          onBegin={begin}
          sections={[
            {
              name: t('field.impact'),
              items: levels.map((impact) => ({
                id: `impact ${impact}`,
                label: `${impact} ${t(`impact.${impact}`)}`,
                isChosen: ticket.impact === impact,
                pick: () => onEdit({ impact }, seen.current),
              })),
            },
            {
              name: t('field.urgency'),
              items: levels.map((urgency) => ({
                id: `urgency ${urgency}`,
                label: `${urgency} ${t(`urgency.${urgency}`)}`,
                isChosen: ticket.urgency === urgency,
                pick: () => onEdit({ urgency }, seen.current),
              })),
            },
            {
              name: t('field.priority'),
              items: [
                {
                  id: 'by hand',
                  label: t('setByHand'),
                  isChosen: ticket.priorityOverride !== null,
                  pick: onSetPriority,
                },
              ],
            },
          ]}
        />
      </Property>
      <Property name={t('field.category')} wide>
        <Editable
          label={t('field.category')}
          value={ticket.category ?? ''}
          placeholder={t('none')}
          maxLength={200}
          suggestions={categories}
          readOnly={!canEdit}
          className="cut"
          onBegin={begin}
          onSave={(category) => onEdit({ category: category === '' ? null : category }, seen.current)}
        />
      </Property>
      <Slot
        ticket={ticket}
        canEdit={canEdit}
        onBegin={begin}
        onChoose={(service) => onEdit({ service }, seen.current)}
      />
      {ticket.watchers && ticket.watchers.length > 0 && (
        <Property name={t('field.watchers')} wide>
          <span className={classes['plain']}>
            <WatcherNames ids={ticket.watchers} />
          </span>
        </Property>
      )}
      <Property name={t('field.received')} wide>
        <span className={`${classes['plain']} ${classes['wraps']} num`}>
          {format.dateTime(ticket.receivedAt, now)}
          {ticket.reopenCount > 0 && <span className="muted">{t('reopened', { count: ticket.reopenCount })}</span>}
          {ticket.imported && (
            <span className="muted">
              {t('importedFrom', { system: ticket.imported.system, externalId: ticket.imported.externalId })}
            </span>
          )}
        </span>
      </Property>
    </dl>
  );
};
