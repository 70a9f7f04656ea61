import type { ComponentType } from 'react';
import {
  IconArrowsExchange,
  IconAt,
  IconBook2,
  IconCalendarEvent,
  IconCalendarX,
  IconChecklist,
  IconClockPause,
  IconInbox,
  IconSchool,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import type { CommandIconProps } from '#renderer/ui/commands.ts';
import { BreachGlyph, OkGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { SOON_MINUTES } from '#shared/team/load.ts';
import { openHref } from './links.ts';
import classes from './home.module.css';

const onTickets = ({ name }: Notice): boolean => name === 'tickets.changed';
const onTraining = ({ name }: Notice): boolean => name === 'training.changed' || name === 'articles.changed';
const onArticles = ({ name }: Notice): boolean => name === 'articles.changed';

interface NeedsYouProps {
  /** Mentions that the person has not read yet. */
  readonly mentions: number;
  /** Hand-overs to them of which they took no note yet. */
  readonly handovers: number;
}

interface Need {
  readonly key:
    | 'overdue'
    | 'late'
    | 'dueToday'
    | 'unassigned'
    | 'mentions'
    | 'handovers'
    | 'tasks'
    | 'holds'
    | 'review'
    | 'outdated'
    | 'training';
  readonly count: number;
  readonly href: string;
  readonly mark: 'breach' | 'risk' | ComponentType<CommandIconProps>;
}

/** What waits for the person at the console, most pressing first: what the core can tell now, and nothing else. */
export const NeedsYou = ({ mentions, handovers }: NeedsYouProps) => {
  const { t } = useTranslation('home');
  const format = useFormat();
  const leads = useAllowed('tickets.assign');
  const { value: day } = useQuery('team.myDay', {}, onTickets);
  const { value: load } = useQuery('team.load', {}, onTickets);
  const { value: articles } = useQuery('knowledge.counts', {}, onArticles);
  const { value: training } = useQuery('training.counts', {}, onTraining);
  const needs: readonly Need[] = [
    {
      key: 'overdue',
      count: day?.overdue.total ?? 0,
      href: openHref({ assignee: 'me', due: 'breached' }),
      mark: 'breach',
    },
    {
      key: 'late',
      count: leads ? (load?.late.total ?? 0) : 0,
      href: openHref({ due: { withinMinutes: SOON_MINUTES } }),
      mark: 'risk',
    },
    {
      key: 'unassigned',
      count: leads ? (load?.unassigned.total ?? 0) : 0,
      href: openHref({ assignee: 'none' }),
      mark: IconInbox,
    },
    {
      key: 'dueToday',
      count: day?.dueToday.total ?? 0,
      href: openHref({ assignee: 'me', due: 'today' }),
      mark: IconCalendarEvent,
    },
    { key: 'handovers', count: handovers, href: hrefOf('handover'), mark: IconArrowsExchange },
    { key: 'mentions', count: mentions, href: hrefOf('mentions'), mark: IconAt },
    { key: 'tasks', count: day?.tasks.length ?? 0, href: hrefOf('team', 'day'), mark: IconChecklist },
    { key: 'holds', count: day?.holdsEnding.total ?? 0, href: hrefOf('team', 'day'), mark: IconClockPause },
    {
      key: 'training',
      count: training?.asked ?? 0,
      href: hrefOf('training'),
      mark: (training?.overdue ?? 0) > 0 ? 'breach' : IconSchool,
    },
    { key: 'review', count: articles?.review ?? 0, href: hrefOf('knowledge'), mark: IconBook2 },
    { key: 'outdated', count: articles?.outdated ?? 0, href: hrefOf('knowledge'), mark: IconCalendarX },
  ];
  const waiting = needs.filter(({ count }) => count > 0);
  return (
    <section className={classes['block']} aria-label={t('needs')}>
      <h2>
        {t('needs')}
        {waiting.length > 0 && <span className={`${classes['count']} num`}>{format.number(waiting.length)}</span>}
      </h2>
      {day && waiting.length === 0 ? (
        <p className={classes['quiet']}>
          <OkGlyph />
          {t('nothingNeeds')}
        </p>
      ) : (
        <ul className={classes['needs']}>
          {waiting.map(({ key, count, href, mark: Mark }) => (
            <li key={key}>
              <a href={href}>
                {Mark === 'breach' ? (
                  <BreachGlyph />
                ) : Mark === 'risk' ? (
                  <RiskGlyph />
                ) : (
                  <Mark size={16} stroke={1.6} aria-hidden />
                )}
                {t(`need.${key}`, { count })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
