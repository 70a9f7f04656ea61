import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CalendarContent } from '#shared/calendar/schema.ts';
import { weekdayOf, parseDate, type Weekday } from '#shared/calendar/dates.ts';
import type { DayChoice } from './calendar-edits.ts';
import { useDayWords } from './use-day-words.ts';
import classes from './rules.module.css';

interface DayEditorProps {
  readonly calendar: CalendarContent;
  readonly date: string;
  readonly onChange: (choice: DayChoice) => void;
}

const workdays = [1, 2, 3, 4, 5, 6, 0] as const satisfies readonly Weekday[];

/** What the chosen date is: like its weekday, a holiday, or a working day in place of another. */
export const DayEditor = ({ calendar, date, onChange }: DayEditorProps) => {
  const { t } = useTranslation('sla');
  const words = useDayWords();
  const holiday = calendar.holidays.find((day) => day.date === date);
  const makeup = calendar.makeupDays.find((day) => day.date === date);
  const kind = makeup ? 'makeup' : holiday ? 'holiday' : 'week';
  const name = makeup?.name ?? holiday?.name ?? '';
  const like = makeup && 'like' in makeup ? makeup.like : 1;
  const choose = (next: DayChoice['kind']) => {
    if (next === 'week') onChange({ kind: 'week' });
    else if (next === 'holiday') onChange({ kind: 'holiday', name });
    else onChange({ kind: 'makeup', name, like });
  };
  return (
    <section className={classes['chosen']} aria-label={words.day(date)}>
      <h3>{words.day(date)}</h3>
      <div className={classes['choice']} role="radiogroup" aria-label={words.day(date)}>
        {(['week', 'holiday', 'makeup'] as const).map((option) => (
          <label key={option}>
            <input type="radio" name="day-kind" checked={kind === option} onChange={() => choose(option)} />
            {option === 'week'
              ? t('likeEvery', { weekday: words.weekday(weekdayOf(parseDate(date) ?? 0), 'long') })
              : t(`kind.${option}`)}
          </label>
        ))}
      </div>
      {kind !== 'week' && (
        <div className={classes['pair']}>
          <TextInput
            label={t('dayName')}
            maxLength={120}
            value={name}
            onChange={(event) => {
              const typed = event.currentTarget.value;
              onChange(kind === 'holiday' ? { kind, name: typed } : { kind, name: typed, like });
            }}
          />
          {kind === 'makeup' && (
            <NativeSelect
              label={t('workedLike')}
              value={like}
              onChange={(event) => {
                const weekday = workdays.find((candidate) => String(candidate) === event.currentTarget.value);
                if (weekday !== undefined) onChange({ kind: 'makeup', name, like: weekday });
              }}
              data={workdays.map((weekday) => ({ value: String(weekday), label: words.weekday(weekday, 'long') }))}
            />
          )}
        </div>
      )}
    </section>
  );
};
