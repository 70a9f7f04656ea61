import { Button, TextInput } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Field } from '#renderer/ui/field.tsx';
import type { Failure } from '#shared/base/result.ts';
import { parseDate } from '#shared/calendar/dates.ts';
import type { CalendarContent } from '#shared/calendar/schema.ts';
import type { CalendarView } from '#shared/sla/operations.ts';
import { contentOf, withDay, withFoundDays } from './calendar-edits.ts';
import { DayEditor } from './day-editor.tsx';
import { parseHours, showHours } from './hours.ts';
import { createKeptEdits, editKey, useKeptEdit } from './kept-edits.ts';
import { MonthView } from './month-view.tsx';
import { RulePanel } from './rule-panel.tsx';
import { createRulesStore } from './rules-store.ts';
import { useDayWords } from './use-day-words.ts';
import classes from './rules.module.css';

/** Monday first, as weeks are planned. */
const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

const today = (): string => {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
};

interface CalendarEdit {
  readonly content: CalendarContent;
  /** Hours as typed, which may make no sense yet; Sunday first. */
  readonly hours: readonly string[];
}

export const calendarEdits = createKeptEdits<CalendarEdit>();

interface CalendarPanelProps {
  readonly calendar: CalendarView;
  readonly title: string;
  readonly onClose: () => void;
}

/** Hours of the week, holidays and make-up days of one calendar, by month; days of an .ics file are looked at before they are saved. */
export const CalendarPanel = ({ calendar, title, onClose }: CalendarPanelProps) => {
  const { t } = useTranslation('sla');
  const client = useClient();
  const words = useDayWords();
  const { saveCalendar } = useStore(useSessionStore(createRulesStore));
  const saved = useMemo(
    () => ({ content: contentOf(calendar), hours: calendar.week.map((spans) => showHours(spans)) }),
    [calendar],
  );
  const kept = useKeptEdit<CalendarEdit>(calendarEdits, editKey(calendar), saved);
  const { content, hours } = kept.content;
  const setContent = (next: CalendarContent) => kept.edit({ content: next, hours });
  const [date, setDate] = useState(today);
  const [hasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [found, setFound] = useState<string>();
  const file = useRef<HTMLInputElement>(null);
  const isValidDate = content.validUntil === null || parseDate(content.validUntil) !== undefined;

  const setDayHours = (weekday: number, text: string) => {
    const spans = parseHours(text);
    kept.edit({
      content: spans ? { ...content, week: content.week.with(weekday, [...spans]) } : content,
      hours: hours.with(weekday, text),
    });
  };
  const addFile = async (chosen: File | undefined) => {
    if (!chosen) return;
    const answer = await client.call('sla.importHolidays', { text: await chosen.text() });
    if (!answer.ok) {
      setFailure(answer.failure);
      return;
    }
    const { holidays, makeupDays, skipped } = answer.value;
    setFailure(undefined);
    setContent(withFoundDays(content, answer.value));
    setFound(t('found', { holidays: holidays.length, makeupDays: makeupDays.length, skipped: skipped.length }));
    const first = [...holidays, ...makeupDays].map((day) => day.date).toSorted()[0];
    if (first !== undefined) setDate(first);
  };
  const discard = () => {
    kept.drop();
    setFound(undefined);
    setTried(false);
  };
  const save = () => {
    setTried(true);
    const isWhole = hours.every((text) => parseHours(text) !== undefined);
    if (!isWhole || !isValidDate || content.name.trim() === '' || isPending) return;
    setPending(true);
    const input = { id: calendar.id, version: calendar.version, judgesFrom: null, calendar: content };
    void saveCalendar(input).then((reply) => {
      setPending(false);
      setFailure(reply.ok ? undefined : reply.failure);
      if (!reply.ok) return;
      kept.drop();
      setFound(undefined);
      announce({ tone: 'done', text: t('saved', { name: title }) });
    });
  };
  return (
    <RulePanel
      title={title}
      note={t('calendarNote')}
      failure={failure}
      pending={isPending}
      onSave={save}
      onClose={onClose}
      onDiscard={kept.isEdited ? discard : undefined}
      top={<MonthView calendar={content} date={date} onDate={setDate} />}
    >
      <DayEditor
        key={date}
        calendar={content}
        date={date}
        onChange={(choice) => setContent(withDay(content, date, choice))}
      />
      <div className={classes['file']}>
        <Button
          size="xs"
          leftSection={<IconCalendarPlus size={14} stroke={1.6} aria-hidden />}
          onClick={() => file.current?.click()}
        >
          {t('addIcs')}
        </Button>
        <input
          ref={file}
          type="file"
          accept=".ics,text/calendar"
          hidden
          aria-label={t('addIcs')}
          onChange={(event) => {
            void addFile(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        {found !== undefined && (
          <span className="small soft" role="status">
            {found}
          </span>
        )}
      </div>
      <section className={classes['week']} aria-label={t('weekHours')}>
        <h3>{t('weekHours')}</h3>
        {weekdays.map((weekday) => {
          const isWrong = hasTried && parseHours(hours[weekday] ?? '') === undefined;
          return (
            <label key={weekday}>
              <span>{words.weekday(weekday, 'long')}</span>
              <TextInput
                placeholder={t('closed')}
                aria-invalid={isWrong}
                error={isWrong}
                value={hours[weekday] ?? ''}
                onChange={(event) => setDayHours(weekday, event.currentTarget.value)}
              />
            </label>
          );
        })}
        {hasTried && hours.some((text) => parseHours(text) === undefined) && (
          <p role="alert" className="small">
            {t('hoursNeeded')}
          </p>
        )}
      </section>
      <div className={classes['pair']}>
        <Field label={t('zone')}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={64}
              value={content.zone}
              onChange={(event) => setContent({ ...content, zone: event.currentTarget.value.trim() })}
            />
          )}
        </Field>
        <Field
          label={t('validUntil')}
          error={hasTried && !isValidDate ? t('dateNeeded') : undefined}
          hint={t('validUntilHint')}
        >
          {(control) => (
            <TextInput
              {...control}
              placeholder={t('noEnd')}
              value={content.validUntil ?? ''}
              onChange={(event) => setContent({ ...content, validUntil: event.currentTarget.value.trim() || null })}
            />
          )}
        </Field>
      </div>
    </RulePanel>
  );
};
