import { useEffect, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import { IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/api/session.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { PriorityGlyph, StateGlyph, type StateShape } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { ListedProblem } from '#shared/problems/operations.ts';
import type { ProblemState } from '#shared/problems/problem.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import classes from './problems.module.css';

/** The shape that stands for a state of a problem. */
export const problemShapes: Readonly<Record<ProblemState, StateShape>> = {
  new: 'new',
  investigating: 'in_progress',
  known_error: 'known_error',
  resolved: 'resolved',
  closed: 'closed',
  cancelled: 'cancelled',
};

const rowId = (problemId: string): string => `row-${problemId.replace(':', '-')}`;

interface ProblemListProps {
  readonly rows: readonly ListedProblem[];
  /** How many match but are not among the rows. */
  readonly hidden: number;
  /** Workarounds are read in the list, on two lines each. */
  readonly withWorkarounds: boolean;
  readonly focusId: string | null;
  readonly openId: string | null;
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly onOpen: (problemId: string) => void;
  readonly onMove: (by: number) => void;
}

/** Problems as rows: what presses most first. */
export const ProblemList = ({
  rows,
  hidden,
  withWorkarounds,
  focusId,
  openId,
  grid,
  onOpen,
  onMove,
}: ProblemListProps) => {
  const { t } = useTranslation('problems');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const now = useNow();
  const me = useSession();
  const isNarrow = openId !== null;
  useEffect(() => {
    if (focusId !== null) document.getElementById(rowId(focusId))?.scrollIntoView({ block: 'nearest' });
  }, [focusId]);

  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-problem]') : null;
    if (row?.dataset['problem'] !== undefined) onOpen(row.dataset['problem']);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    onMove(event.key === 'Home' ? -rows.length : rows.length);
  };
  const columns = ['priority', 'number', 'state', 'title', 'owner', 'tickets', 'raised'] as const;
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      aria-label={t('list')}
      aria-rowcount={rows.length + hidden + 1}
      aria-activedescendant={focusId !== null && rows.some(({ id }) => id === focusId) ? rowId(focusId) : undefined}
      className={classes['grid']}
      data-narrow={isNarrow || undefined}
      data-two={withWorkarounds || undefined}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={classes['headGroup']}>
        <div role="row" className={`${classes['row']} ${classes['head']}`}>
          {columns.map((column) => (
            <span
              key={column}
              role="columnheader"
              data-column={column}
              aria-label={column === 'priority' ? t('column.priority') : undefined}
            >
              {column !== 'priority' && t(`column.${column}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup">
        {rows.map((row) => {
          const isFocused = row.id === focusId;
          const state = t(`state.${row.state}`);
          const cells = {
            priority: <PriorityGlyph priority={row.priority} label={ui(`priority.${row.priority}`)} />,
            number: <span className={`${classes['number']} num`}>{shortNumber(row.number)}</span>,
            state: (
              <>
                <StateGlyph state={problemShapes[row.state]} label={isNarrow ? state : undefined} />
                {!isNarrow && <span>{state}</span>}
              </>
            ),
            title: (
              <span className={classes['words']}>
                <span className={classes['cut']} title={row.title}>
                  {row.title}
                </span>
                {withWorkarounds && (
                  <span className={classes['workaround']}>
                    {row.workaround === '' ? t('noWorkaroundYet') : row.workaround}
                  </span>
                )}
              </span>
            ),
            owner: (
              <>
                <Avatar name={row.owner} own={row.ownerId === me.userId} />
                <span className={classes['cut']}>{row.owner ?? t('nobody')}</span>
              </>
            ),
            tickets: (
              <>
                <IconTicket size={14} stroke={1.6} aria-hidden />
                {format.number(row.tickets)}
              </>
            ),
            raised: (
              <time dateTime={new Date(row.createdAt).toISOString()} title={format.exact(row.createdAt)}>
                {format.moment(row.createdAt, now)}
              </time>
            ),
          };
          return (
            <div
              key={row.id}
              id={rowId(row.id)}
              role="row"
              aria-selected={row.id === openId}
              data-problem={row.id}
              data-focused={isFocused || undefined}
              data-open={row.id === openId || undefined}
              className={classes['row']}
            >
              {columns.map((column) => (
                <span key={column} role="gridcell" data-column={column}>
                  {cells[column]}
                </span>
              ))}
            </div>
          );
        })}
      </div>
      {hidden > 0 && <p className={classes['hidden']}>{t('more', { count: hidden })}</p>}
    </div>
  );
};
