import { useEffect, useRef, useState } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPencil, IconPlayerPause, IconPlayerPlay, IconPlus, IconStopwatch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useSession, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { timerSeconds } from '#shared/time/timer.ts';
import { totalMinutes, workTimesOf, type WorkTime } from '#shared/time/work-time.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { LogDialog } from './log-dialog.tsx';
import { timersStore } from './timers-store.ts';
import classes from './time.module.css';

const MINUTE = 60_000;

interface TimeSectionProps {
  readonly detail: TicketDetail;
  /** Takes the ticket that a command answered with. */
  readonly onTaken: (detail: TicketDetail) => void;
}

/** Working time on a ticket: one's timer, what was written down, and the sum. Nothing is drawn where there is neither. */
export const TimeSection = ({ detail, onTaken }: TimeSectionProps) => {
  const { t } = useTranslation('time');
  const { t: words } = useTranslation('tickets');
  const format = useFormat();
  const now = useNow();
  const me = useSession();
  const failureText = useFailureText();
  const mayWork = useAllowed('tickets.work');
  const maySetRight = useAllowed('tickets.assign');
  const store = useSessionStore(timersStore);
  const { ticket, timeline, actions } = detail;
  const timer = useStore(store, ({ timers }) => timers.find(({ ticketId }) => ticketId === ticket.id));
  const [dialog, setDialog] = useState<{ readonly corrects: WorkTime | undefined }>();
  const times = workTimesOf(timeline);
  const canLog = actions.includes('workNote');
  const isRunning = timer !== undefined && timer.runningSince !== null;
  const seconds = timer ? timerSeconds(timer, new Date(now).toISOString()) : 0;

  const turn = () => void store.getState().act(isRunning ? 'pause' : 'start', ticket.id, failureText);
  const log = () => setDialog({ corrects: undefined });
  const group = words('thisTicket');
  const unavailable = canLog ? undefined : words('cannotWork');
  useCommands('time', [
    {
      id: 'time.log',
      label: `${t('logTitle')}…`,
      key: 'l',
      group,
      icon: IconStopwatch,
      more: 20,
      unavailable,
      run: log,
    },
    {
      id: 'time.timer',
      label: isRunning ? t('pauseTimer') : timer ? t('goOn') : t('startTimer'),
      key: 'shift+l',
      group,
      icon: isRunning ? IconPlayerPause : IconPlayerPlay,
      more: 21,
      unavailable,
      run: turn,
    },
  ]);

  // Who has solved it goes on to the next ticket, and the timer would count that.
  const seen = useRef(ticket);
  useEffect(() => {
    const before = seen.current;
    seen.current = ticket;
    if (before.id !== ticket.id || !isOpen(before.state) || isOpen(ticket.state) || !isRunning) return;
    announce({
      tone: 'refused',
      text: t('stillRuns', { number: ticket.number }),
      action: { label: t('log'), run: () => setDialog({ corrects: undefined }) },
    });
  }, [ticket, isRunning, t]);

  const done = (next: TicketDetail, minutes: number) => {
    onTaken(next);
    announce({
      tone: 'done',
      text:
        minutes === 0
          ? t('struck')
          : t('logged', { span: format.duration(minutes * MINUTE), number: next.ticket.number }),
    });
  };
  const discard = async () => {
    await store.getState().act('discard', ticket.id, failureText);
    announce({ tone: 'done', text: t('discarded', { span: format.duration(seconds * 1000) }) });
  };

  return (
    <>
      {(times.length > 0 || timer) && (
        <PanelSection
          title={t('time')}
          meta={times.length > 0 ? format.duration(totalMinutes(times) * MINUTE) : undefined}
          action={
            canLog && (
              <Tooltip label={t('logTitle')}>
                <ActionIcon aria-label={t('logTitle')} size={20} onClick={log}>
                  <IconPlus size={14} stroke={1.6} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )
          }
        >
          {timer && mayWork && (
            <div className={classes['timer']}>
              <IconStopwatch size={16} stroke={1.6} aria-hidden />
              <b className="num">{format.hours(seconds * 1000)}</b>
              <span className="muted">{isRunning ? t('runs') : t('stands')}</span>
              <span className={classes['grow']} />
              <Button size="xs" onClick={turn}>
                {isRunning ? t('pause') : t('goOn')}
              </Button>
              <Button size="xs" onClick={log} rightSection={<KeyHint keys="l" />}>
                {t('log')}
              </Button>
              <Button size="xs" variant="subtle" color="gray" onClick={() => void discard()}>
                {t('discard')}
              </Button>
            </div>
          )}
          <ul className={classes['times']}>
            {times.map((time) => (
              <li key={time.entryId} className={classes['line']}>
                <Avatar name={time.by.name} own={time.by.id === me.userId} />
                <span className="strong num">{format.duration(time.minutes * MINUTE)}</span>
                <span className="muted">{t(`kind.${time.work}`)}</span>
                <span className="cut" title={time.note ?? undefined}>
                  {time.note}
                </span>
                <span className={classes['grow']} />
                <time className="muted num" dateTime={time.startedAt} title={time.by.name}>
                  {format.moment(time.startedAt, now)}
                </time>
                {canLog && (time.by.id === me.userId || maySetRight) && (
                  <Tooltip label={t('correct')}>
                    <ActionIcon
                      size={20}
                      aria-label={t('correctEntry', {
                        span: format.duration(time.minutes * MINUTE),
                        name: time.by.name,
                      })}
                      onClick={() => setDialog({ corrects: time })}
                    >
                      <IconPencil size={14} stroke={1.6} aria-hidden />
                    </ActionIcon>
                  </Tooltip>
                )}
              </li>
            ))}
          </ul>
        </PanelSection>
      )}
      {dialog && (
        <LogDialog
          ticketId={ticket.id}
          number={ticket.number}
          timer={timer}
          corrects={dialog.corrects}
          onDone={done}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
};
