import { useState, type ComponentType, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import {
  IconAlertSquareRounded,
  IconArrowRight,
  IconBandage,
  IconLink,
  IconLock,
  IconPencil,
  IconUnlink,
  IconUser,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CommandIconProps } from '#renderer/ui/commands.ts';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { TimelineItem } from '#renderer/ui/timeline-item.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { Prose } from '#renderer/writing/prose.tsx';
import { problemCancelReasons, type ProblemCancelReason, type ProblemEntry } from '#shared/problems/problem.ts';
import type { ProblemEvent } from '#shared/problems/problem-event.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import classes from '#renderer/ui/record-panel.module.css';

/** Entries drawn at once. */
const SHOWN = 60;

const icons: Readonly<Record<ProblemEvent['kind'], ComponentType<CommandIconProps>>> = {
  created: IconAlertSquareRounded,
  note: IconLock,
  transition: IconArrowRight,
  assignment: IconUser,
  workaround: IconBandage,
  link: IconLink,
  unlink: IconUnlink,
  edit: IconPencil,
};

const fields = ['title', 'description', 'priority', 'impact', 'urgency', 'category', 'rootCause'] as const;
type FieldName = (typeof fields)[number];
const isFieldName = (field: string): field is FieldName => fields.some((name) => name === field);
const isCancelReason = (reason: string): reason is ProblemCancelReason =>
  problemCancelReasons.some((each) => each === reason);

/** Texts too long to stand in a line. */
const isLong = (field: string): boolean => field === 'description' || field === 'rootCause';

const useWords = () => {
  const { t } = useTranslation('problems');
  const nameOf = (field: string): string => (isFieldName(field) ? t(`field.${field}`) : field);
  const edited = ({ field, to }: { readonly field: string; readonly to: string | null }): string => {
    if (to === null || to === '') return t('entry.cleared', { field: nameOf(field) });
    if (isLong(field)) return t('entry.editedText', { field: nameOf(field) });
    return t('entry.edited', { field: nameOf(field), to: field === 'priority' ? `P${to}` : to });
  };
  const line = (event: ProblemEvent): string => {
    switch (event.kind) {
      case 'created':
      case 'note':
        return t(`entry.${event.kind}`);
      case 'transition':
        return t('entry.transition', { from: t(`state.${event.from}`), to: t(`state.${event.to}`) });
      case 'assignment': {
        const name = event.to?.name ?? t('nobody');
        return event.group === null
          ? t('entry.assigned', { name })
          : t('entry.assignedGroup', { name, group: event.group });
      }
      case 'workaround':
        if (event.text === '') return t('entry.workaroundGone');
        return event.told === 0 ? t('entry.workaroundUntold') : t('entry.workaround', { count: event.told });
      case 'link':
      case 'unlink':
        return t(`entry.${event.kind}`, { number: shortNumber(event.number) });
      case 'edit':
        return event.changes.map(edited).join('; ');
    }
  };
  const body = (event: ProblemEvent): ReactNode => {
    switch (event.kind) {
      case 'note':
      case 'workaround':
        return event.text === '' ? null : <Prose className={classes['note']} text={event.text} />;
      case 'transition': {
        if (event.reason === null) return null;
        const words = isCancelReason(event.reason) ? t(`cancelReason.${event.reason}`) : event.reason;
        return <div className={classes['reason']}>{words}</div>;
      }
      default:
        return null;
    }
  };
  return { line, body };
};

/** What happened on a problem, newest first. */
export const ProblemTimeline = ({ entries }: { readonly entries: readonly ProblemEntry[] }) => {
  const { t } = useTranslation('problems');
  const format = useFormat();
  const { line, body } = useWords();
  const [all, setAll] = useState(false);
  const newestFirst = entries.toReversed();
  const shown = all ? newestFirst : newestFirst.slice(0, SHOWN);
  return (
    <PanelSection title={t('timeline')} meta={format.number(entries.length)}>
      <ol className={classes['timeline']}>
        {shown.map(({ id, event, by, at }) => (
          <TimelineItem
            key={id}
            kind={event.kind}
            icon={icons[event.kind]}
            by={by.name}
            line={line(event)}
            href={event.kind === 'link' || event.kind === 'unlink' ? hrefOf('queue', event.ticketId) : undefined}
            at={at}
          >
            {body(event)}
          </TimelineItem>
        ))}
      </ol>
      {shown.length < entries.length && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t('showEarlier', { count: entries.length - shown.length })}
        </Button>
      )}
    </PanelSection>
  );
};
