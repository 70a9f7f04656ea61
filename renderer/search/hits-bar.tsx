import { useEffect, useState, type RefObject } from 'react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Marks } from '#renderer/ui/marked.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import classes from './hits-bar.module.css';

interface HitsBarProps {
  /** Holds the texts whose marks are counted. */
  readonly container: RefObject<HTMLElement | null>;
  readonly marks: Marks;
  /** Changes with the ticket and its timeline. */
  readonly of: unknown;
}

const CURRENT = 'data-current';

/** How often the open ticket holds what was searched for, and keys that go from one hit to the next. */
export const HitsBar = ({ container, marks, of }: HitsBarProps) => {
  const { t } = useTranslation('search');
  const [hits, setHits] = useState<readonly HTMLElement[]>([]);
  const [at, setAt] = useState(-1);

  useEffect(() => {
    const found = marks.body ? [...(container.current?.querySelectorAll<HTMLElement>('mark') ?? [])] : [];
    setHits(found);
    setAt(-1);
  }, [container, marks, of]);

  const go = (by: number) => {
    // Rows that were folded away may be there by now, and what was there may be gone.
    const shown = [...(container.current?.querySelectorAll<HTMLElement>('mark') ?? [])];
    if (shown.length === 0) return;
    const next = (at + by + shown.length + (at < 0 && by < 0 ? 1 : 0)) % shown.length;
    for (const mark of shown) mark.removeAttribute(CURRENT);
    shown[next]?.setAttribute(CURRENT, '');
    shown[next]?.scrollIntoView({ block: 'center' });
    setHits(shown);
    setAt(next);
  };

  const isShown = hits.length > 0;
  const group = t('operators');
  useCommands(
    'hits',
    [
      { id: 'search.next-hit', label: t('nextHit'), key: 'n', group, run: () => go(1) },
      { id: 'search.previous-hit', label: t('previousHit'), key: 'shift+n', group, run: () => go(-1) },
    ],
    { active: isShown },
  );
  if (!isShown) return null;
  return (
    <div className={classes['bar']}>
      <span role="status">
        {at < 0 ? t('hits', { count: hits.length }) : t('hitAt', { place: at + 1, count: hits.length })}
      </span>
      <Tooltip label={t('previousHit')}>
        <ActionIcon size={20} aria-label={t('previousHit')} aria-keyshortcuts="Shift+N" onClick={() => go(-1)}>
          <IconChevronUp size={14} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('nextHit')}>
        <ActionIcon size={20} aria-label={t('nextHit')} aria-keyshortcuts="N" onClick={() => go(1)}>
          <IconChevronDown size={14} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
};
