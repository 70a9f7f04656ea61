import { Button } from '@mantine/core';
import {
  IconClock,
  IconList,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerRecord,
  IconTicket,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import classes from './logs.module.css';

interface LogsHeadProps {
  readonly title: string;
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
export const LogsHead = ({ title, total, isFollowing, onToggleFollow, onSources, onTime, onTicket }: LogsHeadProps) => {
  const { t } = useTranslation('logs');
  const Follow = isFollowing ? IconPlayerPause : IconPlayerPlay;
  const State = isFollowing ? IconPlayerRecord : IconPlayerPause;
  return (
    <ViewHead title={title} count={total === undefined ? undefined : t('lineCount', { count: total })}>
      {total !== undefined && (
        <span className={classes['following']} data-on={isFollowing || undefined} role="status">
          <State size={14} stroke={1.6} aria-hidden />
          <span>{isFollowing ? t('following') : t('paused')}</span>
        </span>
      )}
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
