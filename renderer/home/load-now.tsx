import { useTranslation } from 'react-i18next';
import { useQuery } from '#renderer/api/use-query.ts';
import { useSession } from '#renderer/api/session.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { QueueFilter } from '#shared/queue/operations.ts';
import type { Load } from '#shared/team/operations.ts';
import { openHref } from './links.ts';
import classes from './home.module.css';

const concerns = ({ name }: Notice): boolean => name === 'tickets.changed' || name === 'users.changed';

/** People shown; the whole team has a view of its own. */
const SHOWN = 6;

/** Who has how much, most first, with oneself always among them; what nobody has stands last. */
export const LoadNow = () => {
  const { t } = useTranslation('home');
  const me = useSession();
  const { value, failure, refresh } = useQuery('team.load', {}, concerns);
  if (!value) return failure ? <FailureBanner failure={failure} onRetry={refresh} /> : <SkeletonRows rows={5} />;
  const busy = value.people.filter(({ open }) => open > 0).toSorted((left, right) => right.open - left.open);
  const own = busy.find(({ id }) => id === me.userId);
  const first = busy.slice(0, SHOWN);
  const shown = own && !first.includes(own) ? [...first.slice(0, SHOWN - 1), own] : first;
  const left = busy.length - shown.length;
  const most = Math.max(1, ...busy.map(({ open }) => open));
  return (
    <section className={classes['block']} aria-label={t('load')}>
      <h2>
        <a href={hrefOf('team', 'load')}>{t('load')}</a>
        <span className={classes['grow']} />
        <span className={classes['legend']} aria-hidden>
          {([1, 2, 3, 4] as const).map((priority) => (
            <span key={priority}>
              <svg width="10" height="10">
                <rect width="10" height="10" rx="2" data-priority={priority} />
              </svg>
              P{priority}
            </span>
          ))}
        </span>
      </h2>
      {busy.length === 0 ? (
        <p className="muted">{t('nobodyHas')}</p>
      ) : (
        <table className={classes['load']}>
          <thead>
            <tr>
              <th scope="col">{t('technician')}</th>
              <th scope="col" colSpan={2}>
                {t('open')}
              </th>
              <th scope="col">{t('dueToday')}</th>
              <th scope="col">{t('overdue')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((load) => (
              <Row key={load.key} load={load} most={most} isMe={load.id === me.userId} />
            ))}
          </tbody>
        </table>
      )}
      <p className={classes['after']}>
        {left > 0 && <a href={hrefOf('team', 'load')}>{t('more', { count: left })}</a>}
        {value.unassigned.total > 0 && (
          <a href={openHref({ assignee: 'none' })}>{t('need.unassigned', { count: value.unassigned.total })}</a>
        )}
      </p>
    </section>
  );
};

const Row = ({ load, most, isMe }: { readonly load: Load; readonly most: number; readonly isMe: boolean }) => {
  const { t } = useTranslation('home');
  const format = useFormat();
  const [p1, p2, p3, p4] = load.byPriority;
  const priorities = t('priorities', { p1, p2, p3, p4 });
  const share = (count: number): number => (count / most) * 100;
  const figure = (what: 'open' | 'dueToday' | 'overdue', filter: Partial<QueueFilter>) =>
    load[what] === 0 ? (
      <span className="muted">–</span>
    ) : (
      <a
        href={openHref({ assignee: load.key, ...filter })}
        aria-label={t('figure', { who: load.name, what: t(what), count: load[what] })}
        data-late={what === 'overdue' || undefined}
      >
        {format.number(load[what])}
      </a>
    );
  return (
    <tr>
      <th scope="row">
        <span className={classes['person']}>
          <Avatar name={load.name} own={isMe} />
          <span className="cut" title={load.name}>
            {load.name}
          </span>
        </span>
      </th>
      <td title={priorities}>
        <svg className={classes['bar']} width="100%" height="8" role="img" aria-label={priorities}>
          {load.byPriority.map((count, place) => {
            const before = load.byPriority.slice(0, place).reduce((sum, each) => sum + each, 0);
            return count === 0 ? null : (
              <rect
                key={place}
                x={`${share(before)}%`}
                width={`${share(count)}%`}
                height="8"
                data-priority={place + 1}
              />
            );
          })}
        </svg>
      </td>
      <td className="num">{figure('open', {})}</td>
      <td className="num">{figure('dueToday', { due: 'today' })}</td>
      <td className="num">{figure('overdue', { due: 'breached' })}</td>
    </tr>
  );
};
