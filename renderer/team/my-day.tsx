import { useTranslation } from 'react-i18next';
import { useQuery } from '#renderer/api/use-query.ts';
import { useRowWords } from '#renderer/queue/row-words.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { TicketList } from './ticket-list.tsx';
import classes from './team.module.css';

const concerns = (notice: Notice): boolean => notice.name === 'tickets.changed';

/** What waits for the person at the console today. */
export const MyDay = () => {
  const { t } = useTranslation('team');
  const words = useRowWords();
  const format = useFormat();
  const { value, failure, refresh } = useQuery('team.myDay', {}, concerns);
  if (!value) return failure ? <FailureBanner wide failure={failure} onRetry={refresh} /> : <SkeletonRows rows={10} />;
  const { overdue, dueToday, holdsEnding, tasks } = value;
  if (overdue.total + dueToday.total + holdsEnding.total + tasks.length === 0)
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
    </div>
  );
};
