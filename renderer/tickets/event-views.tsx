import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import {
  IconHeartbeat,
  IconAlertSquareRounded,
  IconArrowRight,
  IconChecklist,
  IconBandage,
  IconBook2,
  IconChecks,
  IconDeviceLaptop,
  IconFileX,
  IconFileText,
  IconInbox,
  IconLink,
  IconLock,
  IconMessage,
  IconMessageReply,
  IconPaperclip,
  IconMoodSmile,
  IconPencil,
  IconStopwatch,
  IconStethoscope,
  IconTerminal2,
  IconUnlink,
  IconUser,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ArgumentList } from '#renderer/ui/argument-list.tsx';
import { Marked } from '#renderer/ui/marked.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import type { CommandIconProps } from '#renderer/ui/commands.ts';
import { Prose } from '#renderer/writing/prose.tsx';
import { targetOf } from '#shared/checks/target.ts';
import { cancelReasons, holdReasons, type CancelReason, type HoldReason } from '#shared/tickets/ticket.ts';
import { inLanguage } from '#shared/services/service.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { isFieldName } from './field-names.ts';
import classes from '#renderer/ui/record-panel.module.css';

const FindingOnTicket = lazy(async () => ({
  default: (await import('#renderer/checks/finding-on-ticket.tsx')).FindingOnTicket,
}));

type EventOf<Kind extends TimelineEvent['kind']> = Extract<TimelineEvent, { readonly kind: Kind }>;

/** How one kind of event is shown. */
interface EventView<Kind extends TimelineEvent['kind']> {
  readonly icon: ComponentType<CommandIconProps>;
  /** What was done, after the name of who did it. */
  readonly line: (event: EventOf<Kind>) => string;
  /** Where the line leads. */
  readonly href?: (event: EventOf<Kind>) => string;
  /** What was written, below the line. */
  readonly body?: (event: EventOf<Kind>) => ReactNode;
}

type EventViews = { readonly [Kind in TimelineEvent['kind']]: EventView<Kind> };

const isHoldReason = (reason: string): reason is HoldReason => holdReasons.some((each) => each === reason);
const isCancelReason = (reason: string): reason is CancelReason => cancelReasons.some((each) => each === reason);

const useEventViews = (): EventViews => {
  const { t, i18n } = useTranslation('tickets');
  const format = useFormat();

  const reasonOf = (event: EventOf<'transition'>): string | null => {
    if (event.reason === null) return null;
    if (event.to === 'on_hold' && isHoldReason(event.reason)) return t(`hold.${event.reason}`);
    if (event.to === 'cancelled' && isCancelReason(event.reason)) return t(`cancelReason.${event.reason}`);
    return event.reason;
  };
  const editedValue = (field: string, to: string): string => {
    if (field === 'kind' && (to === 'incident' || to === 'request')) return t(`kind.${to}`);
    return field === 'priority' ? `P${to}` : to;
  };
  const editLine = ({ field, to }: EventOf<'edit'>['changes'][number]): string => {
    const name = isFieldName(field) ? t(`field.${field}`) : field;
    if (field === 'major') return t(to === 'true' ? 'entry.major' : 'entry.notMajor');
    if (to === null || to === '') return t('entry.cleared', { field: name });
    return field === 'description'
      ? t('entry.editedText', { field: name })
      : t('entry.edited', { field: name, to: editedValue(field, to) });
  };

  const diagnosisLine = (event: EventOf<'diagnosis'>): string => {
    switch (event.act) {
      case 'start':
        return t('entry.diagnosis.start', { title: event.title });
      case 'answer':
        return t('entry.diagnosis.answer', { question: event.question, label: event.label });
      case 'back':
        return t('entry.diagnosis.back', { question: event.question });
      case 'abandon':
        return t('entry.diagnosis.abandon');
    }
  };

  return {
    created: { icon: IconInbox, line: ({ channel }) => t('entry.created', { channel: t(`channel.${channel}`) }) },
    comment: {
      icon: IconMessage,
      line: () => t('entry.comment'),
      body: ({ text, mentions }) => <Prose text={text} mentions={mentions} />,
    },
    workNote: {
      icon: IconLock,
      line: () => t('entry.workNote'),
      body: ({ text, mentions }) => <Prose className={classes['note']} text={text} mentions={mentions} />,
    },
    reply: {
      icon: IconMessageReply,
      line: ({ channel }) => t('entry.reply', { channel: t(`channel.${channel}`) }),
      body: ({ text }) => <Prose text={text} />,
    },
    delivery: {
      icon: IconChecks,
      line: ({ delivery }) => t('entry.delivery', { delivery: t(`delivery.${delivery}`) }),
    },
    attachment: { icon: IconPaperclip, line: ({ name }) => t('entry.attachment', { name }) },
    removal: {
      icon: IconFileX,
      line: ({ name, cause }) => t('entry.removal', { name, cause: t(`removalCause.${cause}`) }),
    },
    link: {
      icon: IconLink,
      line: ({ relation, number }) => t(`entry.${relation}`, { number }),
      href: ({ ticketId }) => hrefOf('queue', ticketId),
    },
    unlink: {
      icon: IconUnlink,
      line: ({ relation, number }) => t('entry.unlinked', { number, relation: t(`relation.${relation}`) }),
      href: ({ ticketId }) => hrefOf('queue', ticketId),
    },
    asset: {
      icon: IconDeviceLaptop,
      line: ({ change, name }) => t(`entry.asset.${change}`, { name }),
      href: ({ ciId }) => hrefOf('assets', ciId),
    },
    problem: {
      icon: IconAlertSquareRounded,
      line: ({ change, number }) => t(`entry.problem.${change}`, { number }),
      href: ({ problemId }) => hrefOf('problems', problemId),
    },
    article: {
      icon: IconBook2,
      line: ({ change, number, title }) => t(`entry.article.${change}`, { number: shortNumber(number), title }),
      href: ({ articleId }) => hrefOf('knowledge', articleId),
    },
    workaround: {
      icon: IconBandage,
      line: ({ number, text }) => t(text === '' ? 'entry.workaroundGone' : 'entry.workaround', { number }),
      href: ({ problemId }) => hrefOf('problems', problemId),
      body: ({ text }) => (text === '' ? null : <Prose className={classes['note']} text={text} />),
    },
    transition: {
      icon: IconArrowRight,
      line: ({ from, to }) => t('entry.transition', { from: t(`state.${from}`), to: t(`state.${to}`) }),
      body: (event) => {
        const reason = reasonOf(event);
        return reason === null ? null : (
          <div className={classes['reason']}>
            <Marked text={reason} />
          </div>
        );
      },
    },
    assignment: {
      icon: IconUser,
      line: ({ to, group }) => {
        if (to === null) return group === null ? t('entry.unassigned') : t('entry.group', { group });
        return group === null
          ? t('entry.assigned', { name: to.name })
          : t('entry.assignedGroup', { name: to.name, group });
      },
      body: ({ exception }) =>
        exception && (
          <p className={classes['reason']}>
            {t('entry.exception', { missing: exception.missing.join(', '), reason: exception.reason })}
          </p>
        ),
    },
    task: {
      icon: IconChecklist,
      line: ({ change, tasks }) =>
        tasks.length === 1
          ? t(`entry.task.${change}`, { title: tasks[0]?.title ?? '' })
          : t('entry.tasksAdded', { count: tasks.length }),
      body: ({ change, tasks, reason }) =>
        reason !== null || (change === 'added' && tasks.length > 1) ? (
          <div className={classes['reason']}>{reason ?? tasks.map(({ title }) => title).join('\n')}</div>
        ) : null,
    },
    toolRun: {
      icon: IconTerminal2,
      line: ({ outcome, name, durationMs }) =>
        t(`entry.tool.${outcome}`, {
          name: inLanguage(name, i18n.language === 'zh-CN' ? 'zh-CN' : 'en'),
          span: format.duration(durationMs ?? 0),
        }),
      body: ({ argv, exitCode, signal }) => (
        <>
          <ArgumentList lines={argv.map((text) => ({ text }))} />
          {exitCode !== null && exitCode !== 0 && (
            <p className={classes['reason']}>{t('entry.tool.code', { code: exitCode })}</p>
          )}
          {signal !== null && <p className={classes['reason']}>{t('entry.tool.signal', { signal })}</p>}
        </>
      ),
    },
    report: { icon: IconFileText, line: ({ version }) => t('entry.report', { version }) },
    survey: {
      icon: IconMoodSmile,
      line: ({ answer, replaces }) => {
        if (answer === null) return t('entry.surveyDeclined');
        const said = { name: answer.answeredBy, score: answer.score };
        return replaces === null ? t('entry.survey', said) : t('entry.surveyCorrected', said);
      },
      body: ({ answer, replaces }) => {
        const texts = [answer?.comment ?? '', replaces?.reason ?? ''].filter((text) => text !== '');
        return texts.length === 0 ? null : <div className={classes['reason']}>{texts.join('\n')}</div>;
      },
    },
    time: {
      icon: IconStopwatch,
      line: ({ minutes, work, corrects }) => {
        if (minutes === 0) return t('entry.timeStruck');
        const words = { span: format.duration(minutes * 60_000), work: t(`work.${work}`) };
        return corrects === null ? t('entry.time', words) : t('entry.timeCorrected', words);
      },
      body: ({ note }) =>
        note === null ? null : (
          <div className={classes['reason']}>
            <Marked text={note} />
          </div>
        ),
    },
    edit: {
      icon: IconPencil,
      line: ({ changes }) => changes.map(editLine).join('; '),
      body: ({ reason }) =>
        reason ? (
          <div className={classes['reason']}>
            <Marked text={reason} />
          </div>
        ) : null,
    },
    check: {
      icon: IconHeartbeat,
      line: ({ act, check, finding }) => {
        const target = check?.title ?? targetOf(finding.diagnostic);
        return target === '' ? t('entry.check.here') : t(`entry.check.${act}`, { target });
      },
      body: ({ finding }) => (
        <Suspense>
          <FindingOnTicket finding={finding} />
        </Suspense>
      ),
    },
    diagnosis: {
      icon: IconStethoscope,
      line: (event) => diagnosisLine(event),
      body: (event) =>
        event.act === 'answer' && (event.note !== null || event.outcome !== null) ? (
          <div className={classes['reason']}>
            {event.note !== null && <p>{event.note}</p>}
            {event.outcome && <p>{t('entry.diagnosis.cause', { cause: event.outcome.cause })}</p>}
          </div>
        ) : null,
    },
  };
};

/** One event as the timeline shows it. */
export interface EventShown {
  readonly icon: ComponentType<CommandIconProps>;
  readonly line: string;
  readonly href: string | undefined;
  readonly body: ReactNode;
}

/** Shows any event by the view of its kind; a new kind adds one entry above. */
export const useShowEvent = (): ((event: TimelineEvent) => EventShown) => {
  const views = useEventViews();
  return (event) => {
    // The view under a kind takes events of that kind; the compiler cannot follow the pair through the index.
    const view = views[event.kind] as EventView<typeof event.kind>;
    return {
      icon: view.icon,
      line: view.line(event),
      href: view.href?.(event),
      body: view.body?.(event) ?? null,
    };
  };
};
