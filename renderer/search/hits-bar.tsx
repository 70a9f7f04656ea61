import { useCallback, useState, useSyncExternalStore } from 'react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '#renderer/ui/use-commands.ts';
import classes from './hits-bar.module.css';

interface HitsBarProps {
  /** Holds the texts whose marks are counted. */
  readonly container: HTMLElement | null;
}

const CURRENT = 'data-current';

const marksIn = (container: HTMLElement | null): readonly HTMLElement[] => [
  ...(container?.querySelectorAll<HTMLElement>('mark') ?? []),
];

/** Marks come with what is drawn: earlier entries that are unfolded, a note that is added meanwhile. */
const useMarkCount = (container: HTMLElement | null): number => {
  const subscribe = useCallback(
    (listener: () => void) => {
      const observer = new MutationObserver(listener);
      if (container) observer.observe(container, { childList: true, subtree: true });
      return () => observer.disconnect();
    },
    [container],
  );
  return useSyncExternalStore(subscribe, () => marksIn(container).length);
};

/** How often the open ticket holds what was searched for, and keys that go from one hit to the next. One for each ticket and search. */
export const HitsBar = ({ container }: HitsBarProps) => {
  const { t } = useTranslation('search');
  const count = useMarkCount(container);
  const [at, setAt] = useState(-1);

  const go = (by: number) => {
    const shown = marksIn(container);
    if (shown.length === 0) return;
    const next = at < 0 && by < 0 ? shown.length - 1 : (at + by + shown.length) % shown.length;
    for (const mark of shown) mark.removeAttribute(CURRENT);
    shown[next]?.setAttribute(CURRENT, '');
    shown[next]?.scrollIntoView({ block: 'center' });
    setAt(next);
  };

  const isShown = count > 0;
  const group = t('operators');
  useCommands(
    'hits',
    [
      { id: 'search.next-hit', label: t('nextHit'), key: 'F3', group, run: () => go(1) },
      { id: 'search.previous-hit', label: t('previousHit'), key: 'shift+F3', group, run: () => go(-1) },
    ],
    { active: isShown },
  );
  if (!isShown) return null;
  return (
    <div className={classes['bar']}>
      <span role="status">{at < 0 || at >= count ? t('hits', { count }) : t('hitAt', { place: at + 1, count })}</span>
      <Tooltip label={t('previousHit')}>
        <ActionIcon size={20} aria-label={t('previousHit')} aria-keyshortcuts="Shift+F3" onClick={() => go(-1)}>
          <IconChevronUp size={14} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('nextHit')}>
        <ActionIcon size={20} aria-label={t('nextHit')} aria-keyshortcuts="F3" onClick={() => go(1)}>
          <IconChevronDown size={14} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
};
