import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '#renderer/api/use-query.ts';
import type { FormatLanguage } from '#renderer/ui/format.ts';
import type { BusinessCalendar, Span } from '#shared/calendar/calendar.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { CalendarView, PolicyView } from '#shared/sla/operations.ts';

const never = (_notice: Notice): boolean => false;

/** Monday first: how people read a week. */
const week = [1, 2, 3, 4, 5, 6, 0] as const;
const SUNDAY = Date.UTC(2023, 0, 1);

const spansText = (spans: readonly Span[]): string => spans.map(({ from, to }) => `${from}–${to}`).join(', ');

/** `Mon–Fri 09:00–12:00, 13:00–18:00; Sat 09:00–12:00`. Days without hours are left out. */
export const hoursText = ({ week: days }: Pick<BusinessCalendar, 'week'>, language: FormatLanguage): string => {
  const locale = language === 'en' ? 'en-GB' : 'zh-CN';
  const names = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const name = (weekday: number): string => names.format(SUNDAY + weekday * 86_400_000);
  const runs: { first: number; last: number; text: string }[] = [];
  for (const weekday of week) {
    const text = spansText(days[weekday] ?? []);
    const before = runs.at(-1);
    if (before?.text === text) before.last = weekday;
    else runs.push({ first: weekday, last: weekday, text });
  }
  const open = runs.filter(({ text }) => text !== '');
  const [only] = open;
  if (open.length === 1 && only?.text === '00:00–24:00' && only.first === 1 && only.last === 0) return '24 × 7';
  const between = language === 'en' ? '–' : '至';
  return open
    .map(({ first, last, text }) => `${first === last ? name(first) : `${name(first)}${between}${name(last)}`} ${text}`)
    .join(language === 'en' ? '; ' : '；');
};

export interface ServiceRules {
  readonly calendars: readonly CalendarView[];
  readonly policies: readonly PolicyView[];
  /** In words of a language; around the clock for null. Undefined while it is not known. */
  readonly hours: (calendarId: string | null, language?: FormatLanguage) => string | undefined;
}

/** Hours and promises that services name. */
export const useServiceRules = (): ServiceRules => {
  const { i18n } = useTranslation('services');
  const { value: calendars } = useQuery('sla.calendars', {}, never);
  const { value: policies } = useQuery('sla.policies', {}, never);
  const shown: FormatLanguage = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  return useMemo(
    () => ({
      calendars: calendars ?? [],
      policies: policies ?? [],
      hours: (calendarId, language = shown) => {
        if (calendarId === null) return '24 × 7';
        const calendar = calendars?.find(({ id }) => id === calendarId);
        return calendar && hoursText(calendar, language);
      },
    }),
    [calendars, policies, shown],
  );
};
