import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconClock,
  IconHourglass,
  IconList,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerRecord,
  IconPlayerStop,
  IconTicket,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { SourceRow } from '#shared/logs/source.ts';
import { followStateOf, readOf } from './follow-state.ts';
import classes from './logs.module.css';

const marks = {
  following: IconPlayerRecord,
  partly: IconAlertTriangle,
  waiting: IconHourglass,
  stopped: IconPlayerStop,
  unread: IconAlertTriangle,
  paused: IconPlayerPause,
} as const;

/** Whether new lines are shown; where they could not be, that is said instead. */
const FollowMark = ({ sources, isFollowing }: Pick<LogsHeadProps, 'sources' | 'isFollowing'>) => {
  const { t } = useTranslation('logs');
  const state = isFollowing ? followStateOf(sources) : 'paused';
  const Mark = marks[state];
  return (
    <span className={classes['following']} data-state={state} role="status">
      <Mark size={14} stroke={1.6} aria-hidden />
      <span>{t(`follows.${state}`, { count: readOf(sources).length, all: sources.length })}</span>
    </span>
  );
};

interface LogsHeadProps {
  readonly title: string;
  /** Those that are viewed. */
  readonly sources: readonly SourceRow[];
  /** Undefined while no view is open. */
  readonly total: number | undefined;
  readonly isFollowing: boolean;
  readonly onToggleFollow: () => void;
  /** Each is absent where it cannot be done. */
  readonly onSources: (() => void) | undefined;
  readonly onTime: (() => void) | undefined;
  readonly onTicket: (() => void) | undefined;
}

/** What is looked at, how much of it there is, whether it is followed. */
export const LogsHead = ({
  title,
  sources,
  total,
  isFollowing,
  onToggleFollow,
  onSources,
  onTime,
  onTicket,
}: LogsHeadProps) => {
  const { t } = useTranslation('logs');
  const Follow = isFollowing ? IconPlayerPause : IconPlayerPlay;
  return (
    <ViewHead title={title} count={total === undefined ? undefined : t('lineCount', { count: total })}>
      {total !== undefined && <FollowMark sources={sources} isFollowing={isFollowing} />}
      {onSources && (
        <Button
          className={classes['short']}
          aria-label={t('sources')}
          leftSection={<IconList size={16} stroke={1.6} aria-hidden />}
          onClick={onSources}
        >
          {t('sources')}
        </Button>
      )}
      {total !== undefined && (
        <Button
          className={classes['short']}
          aria-label={isFollowing ? t('pause') : t('follow')}
          leftSection={<Follow size={16} stroke={1.6} aria-hidden />}
          rightSection={<KeyHint keys="p" />}
          onClick={onToggleFollow}
        >
          {isFollowing ? t('pause') : t('follow')}
        </Button>
      )}
      {onTime && (
        <Button
          className={classes['wide']}
          leftSection={<IconClock size={16} stroke={1.6} aria-hidden />}
          rightSection={<KeyHint keys="h" />}
          onClick={onTime}
        >
          {t('goToTime')}
        </Button>
      )}
      {onTicket && (
        <Button
          className={classes['wide']}
          variant="filled"
          leftSection={<IconTicket size={16} stroke={1.6} aria-hidden />}
          rightSection={<KeyHint keys="t" />}
          onClick={onTicket}
        >
          {t('makeTicket')}
        </Button>
      )}
    </ViewHead>
  );
};
