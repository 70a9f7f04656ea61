import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { dayPlanner } from '#shared/calendar/calendar.ts';
import { formatDate, parseDate } from '#shared/calendar/dates.ts';
import type { CalendarContent } from '#shared/calendar/schema.ts';
import { hoursWorked } from './hours.ts';
import { monthAfter, monthOf, weeksOf } from './month.ts';
import { useDayWords } from './use-day-words.ts';
import classes from './rules.module.css';

interface MonthViewProps {
  readonly calendar: CalendarContent;
  readonly date: string;
  readonly onDate: (date: string) => void;
}

/** How far each key goes, in days. */
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** One month of a calendar: hours worked, holidays and make-up days, in words as well as in ground. Arrows move from day to day. */
export const MonthView = ({ calendar, date, onDate }: MonthViewProps) => {
  const { t } = useTranslation('sla');
  const words = useDayWords();
  const grid = useRef<HTMLTableElement>(null);
  const planOf = dayPlanner({ ...calendar, id: '', version: 1 });
  const month = monthOf(date);
  const go = (to: string) => {
    onDate(to);
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-date="${to}"]`)?.focus());
  };
  const turn = (by: number) => onDate(`${monthAfter(month, by)}-01`);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key];
    const from = parseDate(event.currentTarget.dataset['date'] ?? date) ?? 0;
    if (event.key === 'PageUp' || event.key === 'PageDown')
      go(`${monthAfter(month, event.key === 'PageUp' ? -1 : 1)}-01`);
    else if (step !== undefined) go(formatDate(from + step));
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes['month']}>
      <div className={classes['monthHead']}>
        <b>{words.month(month)}</b>
        <span className={classes['grow']} />
        <ActionIcon aria-label={t('monthBefore')} onClick={() => turn(-1)}>
          <IconChevronLeft size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('monthAfter')} onClick={() => turn(1)}>
          <IconChevronRight size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </div>
      <table ref={grid} className={classes['days']}>
        <thead>
          <tr>
            {[1, 2, 3, 4, 5, 6, 0].map((weekday) => (
              <th key={weekday} scope="col">
                {words.weekday(weekday, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                const plan = planOf(parseDate(day) ?? 0);
                const hours = hoursWorked(plan.spans);
                const isChosen = day === date;
                const said =
                  plan.kind === 'holiday' ? t('day.holiday') : plan.kind === 'makeup' ? t('day.makeup') : undefined;
                return (
                  <td key={day}>
                    <button
                      type="button"
                      className={classes['day']}
                      data-date={day}
                      data-kind={plan.kind}
                      data-closed={hours === '' || undefined}
                      data-other={monthOf(day) !== month || undefined}
                      aria-pressed={isChosen}
                      aria-label={[words.day(day), said, plan.name, hours === '' ? t('closed') : t('hours', { hours })]
                        .filter((part) => part !== undefined && part !== null && part !== '')
                        .join(', ')}
                      tabIndex={isChosen ? 0 : -1}
                      onClick={() => onDate(day)}
                      onKeyDown={onKeyDown}
                    >
                      <span className={`${classes['dayNumber']} num`}>{Number(day.slice(8))}</span>
                      <span className={classes['dayMark']} title={plan.name ?? undefined}>
                        {plan.kind !== 'week' ? (said ?? '') : hours === '' ? '' : t('hours', { hours })}
                      </span>
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
