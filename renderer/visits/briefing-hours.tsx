import type { ReactNode } from 'react';
import { showHours } from '#renderer/sla/hours.ts';
import type { BusinessCalendar } from '#shared/calendar/calendar.ts';
import classes from './briefing.module.css';

/** Monday first; names in both languages are as short as they come. */
const days = [
  [1, 'Mon 一'],
  [2, 'Tue 二'],
  [3, 'Wed 三'],
  [4, 'Thu 四'],
  [5, 'Fri 五'],
  [6, 'Sat 六'],
  [0, 'Sun 日'],
] as const;

interface BriefingHoursProps {
  readonly hours: BusinessCalendar;
  readonly closed: ReactNode;
}

/** A week in one line. */
export const BriefingHours = ({ hours, closed }: BriefingHoursProps) => (
  <dl className={classes['week']}>
    {days.map(([weekday, name]) => (
      <div key={weekday}>
        <dt>{name}</dt>
        <dd className="num">{showHours(hours.week[weekday] ?? []) || closed}</dd>
      </div>
    ))}
  </dl>
);
