import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/api/session.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { viewOfFilter } from '#shared/queue/filter.ts';
import type { QueueFilter } from '#shared/queue/operations.ts';
import type { Load } from '#shared/team/operations.ts';
import { openStates } from './open-states.ts';
import classes from './team.module.css';

interface LoadRowProps {
  readonly load: Load;
  /** Open tickets of who has most: the length of a whole bar. */
  readonly most: number;
  readonly isTarget: boolean;
  /** Somebody's ticket is on its way, and this is where it can go. */
  readonly takes: boolean;
  readonly onOver: () => void;
  readonly onDrop: () => void;
}

/** Open tickets by priority, most pressing first, on the scale of who has most. */
const Bar = ({ load, most, label }: Pick<LoadRowProps, 'load' | 'most'> & { readonly label: string }) => {
  const share = (count: number): number => (most === 0 ? 0 : (count / most) * 100);
  return (
    <svg className={classes['bar']} width="100%" height="8" role="img" aria-label={label}>
      {load.byPriority.map((count, place) => {
        const before = load.byPriority.slice(0, place).reduce((sum, each) => sum + each, 0);
        return (
          count > 0 && (
            <rect key={place} x={`${share(before)}%`} width={`${share(count)}%`} height="8" data-priority={place + 1} />
          )
        );
      })}
    </svg>
  );
};

/** One person and what they have; every figure leads to the tickets behind it. */
export const LoadRow = ({ load, most, isTarget, takes, onOver, onDrop }: LoadRowProps) => {
  const { t } = useTranslation('team');
  const me = useSession();
  const format = useFormat();
  const figure = (what: 'open' | 'onHold' | 'dueToday' | 'overdue', change: Partial<QueueFilter>) => {
    const count = load[what];
    return count === 0 ? (
      <span className="muted">–</span>
    ) : (
      <a
        className={what === 'overdue' ? 'breach-ink' : undefined}
        href={hrefOf('queue', 'view', viewOfFilter({ states: openStates, assignee: load.key, ...change }))}
        aria-label={t('figure', { who: load.name, what: t(what), count })}
      >
        {format.number(count)}
      </a>
    );
  };
  const [p1, p2, p3, p4] = load.byPriority;
  const priorities = t('priorities', { p1, p2, p3, p4 });
  return (
    <tr
      data-person={load.key}
      data-takes={takes || undefined}
      data-target={isTarget || undefined}
      onDragOver={(event) => {
        if (!takes) return;
        event.preventDefault();
        onOver();
      }}
      onDrop={(event) => {
        event.preventDefault();
        onDrop();
      }}
    >
      <th scope="row">
        <span className={classes['person']}>
          <Avatar name={load.name} own={load.id === me.userId} />
          <span className="cut" title={load.id === null ? `${load.name}, ${t('notHere')}` : load.name}>
            {load.name}
          </span>
        </span>
      </th>
      <td title={priorities}>
        <Bar load={load} most={most} label={priorities} />
      </td>
      <td className="num">{figure('open', {})}</td>
      <td className="num">{figure('onHold', { states: ['on_hold'] })}</td>
      <td className="num">{figure('dueToday', { due: 'today' })}</td>
      <td className="num">{figure('overdue', { due: 'breached' })}</td>
    </tr>
  );
};
