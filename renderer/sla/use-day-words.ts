import { useMemo } from 'react';
import { useFormat } from '#renderer/ui/use-format.ts';

/** Names of days and months. Dates of a calendar belong to no zone: they are read as UTC and never shift. */
export interface DayWords {
  readonly weekday: (weekday: number, length: 'short' | 'long') => string;
  readonly day: (date: string) => string;
  readonly month: (month: string) => string;
}

/** A Sunday. */
const SUNDAY = Date.UTC(2023, 0, 1);

export const useDayWords = (): DayWords => {
  const { language } = useFormat();
  return useMemo(() => {
    const locale = language === 'en' ? 'en-GB' : 'zh-CN';
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    const weekdays = { short: format({ weekday: 'short' }), long: format({ weekday: 'long' }) };
    const days = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    const months = format({ month: 'long', year: 'numeric' });
    /** 2026年10月 is set with spaces between Han and digits, as all of our texts are. */
    const spaced = (text: string): string =>
      text.replaceAll(/(?<=\d)(?=\p{Script=Han})|(?<=\p{Script=Han})(?=\d)/gu, ' ');
    return {
      weekday: (weekday, length) => weekdays[length].format(SUNDAY + weekday * 86_400_000),
      day: (date) => spaced(days.format(new Date(`${date}T00:00:00Z`))),
      month: (month) => spaced(months.format(new Date(`${month}-01T00:00:00Z`))),
    };
  }, [language]);
};
