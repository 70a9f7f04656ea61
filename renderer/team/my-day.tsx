import { useTranslation } from 'react-i18next';
import { useQuery } from '#renderer/api/use-query.ts';
import { useRowWords } from '#renderer/queue/row-words.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { MentionView } from '#shared/watching/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { TicketList } from './ticket-list.tsx';
import classes from './team.module.css';

const concerns = (notice: Notice): boolean => notice.name === 'tickets.changed';

const MINUTE_MS = 60_000;

interface MyDayProps {
  /** Where colleagues named this person and they have not looked yet, newest first. */
  readonly mentions: readonly MentionView[];
}

/** What waits for the person at the console today, and what they have worked. */
export const MyDay = ({ mentions }: MyDayProps) => {
  const { t } = useTranslation('team');
  const words = useRowWords();
  const format = useFormat();
  const now = useNow();
  const { value, failure, refresh } = useQuery('team.myDay', {}, concerns);
  const { value: worked } = useQuery('time.today', {}, concerns);
  if (!value) return failure ? <FailureBanner wide failure={failure} onRetry={refresh} /> : <SkeletonRows rows={10} />;
  const { overdue, dueToday, holdsEnding, tasks } = value;
  const minutes = worked?.minutes ?? 0;
  if (overdue.total + dueToday.total + holdsEnding.total + tasks.length + mentions.length + minutes === 0)
    return (
      <Empty mark="done" title={t('dayEmpty')}>
        {t('dayEmptyText')}
      </Empty>
    );
  return (
    <div className={classes['day']}>
      {failure && <FailureBanner failure={failure} onRetry={refresh} />}
      {overdue.total > 0 && <TicketList title={t('day.overdue')} list={overdue} words={words} />}
      {dueToday.total > 0 && <TicketList title={t('day.dueToday')} list={dueToday} words={words} />}
      {holdsEnding.total > 0 && <TicketList title={t('day.holds')} list={holdsEnding} words={words} />}
      {tasks.length > 0 && (
        <section className={classes['list']} aria-label={t('day.tasks')}>
          <h2>
            {t('day.tasks')}
            <span className="num muted">{format.number(tasks.length)}</span>
          </h2>
          <ul>
            {tasks.map(({ task, number, title }) => (
              <li key={task.id}>
                <a className={classes['task']} href={hrefOf('queue', task.subjectId)}>
                  <span className="cut">{task.title}</span>
                  {task.required && <span className="muted">{t('required')}</span>}
                  <span className="num muted">{shortNumber(number)}</span>
                  <span className="cut muted">{title}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {mentions.length > 0 && (
        <section className={classes['list']} aria-label={t('day.mentions')}>
          <h2>
            <a href={hrefOf('mentions')}>{t('day.mentions')}</a>
            <span className="num muted">{format.number(mentions.length)}</span>
          </h2>
          <ul>
            {mentions.map(({ id, ticketId, number, by, at, text }) => (
              <li key={id}>
                <a className={classes['mention']} href={hrefOf('queue', ticketId)}>
                  <b className="cut">{by}</b>
                  <span className="cut" lang={langOf(text)}>
                    {text}
                  </span>
                  <span className="num muted">{shortNumber(number)}</span>
                  <time className="num muted" dateTime={at}>
                    {format.moment(at, now)}
                  </time>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {worked && minutes > 0 && (
        <section className={classes['list']} aria-label={t('day.worked')}>
          <h2>
            {t('day.worked')}
            <span className="num muted">{format.duration(minutes * MINUTE_MS)}</span>
          </h2>
          <ul>
            {worked.tickets.map(({ ticketId, number, title, minutes: spent }) => (
              <li key={ticketId}>
                <a className={classes['worked']} href={hrefOf('queue', ticketId)}>
                  <span className="num muted">{shortNumber(number)}</span>
                  <span className="cut" title={title}>
                    {title}
                  </span>
                  <span className="num">{format.duration(spent * MINUTE_MS)}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
};
