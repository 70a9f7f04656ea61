import { IconPlayerPause, IconStopwatch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { timerSeconds } from '#shared/time/timer.ts';
import { timersStore } from './timers-store.ts';
import classes from './time.module.css';

/** In the status bar: what one's timer counts, and on which ticket; a click leads there. Nothing where there is none. */
export const TimerChip = () => {
  const { t } = useTranslation('time');
  const format = useFormat();
  const timers = useStore(useSessionStore(timersStore), (state) => state.timers);
  const now = useNow();
  const [first] = timers;
  if (!first) return null;
  const seconds = timerSeconds(first, new Date(now).toISOString());
  const isRunning = first.runningSince !== null;
  const Icon = isRunning ? IconStopwatch : IconPlayerPause;
  const words = t(isRunning ? 'running' : 'paused', { number: first.number });
  return (
    <li>
      <a className={classes['chip']} href={hrefOf('queue', first.ticketId)} title={words} aria-label={words}>
        <Icon size={14} stroke={1.6} aria-hidden />
        {format.hours(seconds * 1000)}
        {timers.length > 1 && <span className="muted">{t('more', { count: timers.length - 1 })}</span>}
      </a>
    </li>
  );
};
