import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Priority, TicketState } from '#shared/tickets/ticket.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';
import { useSession } from '#renderer/api/session.tsx';
import type { Format } from '#renderer/ui/format.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { priorities } from './filters.ts';

/** Everything translated that a row shows, looked up once for all rows. The same object until language, person or minute changes. */
export interface RowWords {
  readonly me: string;
  readonly state: Readonly<Record<TicketState, string>>;
  readonly priority: Readonly<Record<Priority, string>>;
  readonly unassigned: string;
  readonly major: string;
  /** The time today, the day this year, the date before: the shortest that is not ambiguous. */
  readonly when: (at: number) => string;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** Formatting by `Intl` costs more than drawing the row: days are looked up, not formatted again. */
const createWhen = (format: Format, now: number): RowWords['when'] => {
  const today = new Date(now);
  const days = new Map<string, string>();
  return (at) => {
    const date = new Date(at);
    if (date.getFullYear() !== today.getFullYear())
      return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
    if (date.getDate() === today.getDate() && date.getMonth() === today.getMonth())
      return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
    const key = `${date.getMonth()} ${date.getDate()}`;
    const known = days.get(key) ?? format.day(at, now);
    days.set(key, known);
    return known;
  };
};

export const useRowWords = (): RowWords => {
  const { t } = useTranslation('queue');
  const { t: word } = useTranslation('tickets');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const me = useSession().userId;
  const now = useNow();
  return useMemo(
    () => ({
      me,
      state: Object.fromEntries(ticketStates.map((state) => [state, word(`state.${state}`)])) as Record<
        TicketState,
        string
      >,
      priority: Object.fromEntries(priorities.map((each) => [each, ui(`priority.${each}`)])) as Record<
        Priority,
        string
      >,
      unassigned: t('unassigned'),
      major: t('major'),
      when: createWhen(format, now),
    }),
    [t, word, ui, format, me, now],
  );
};
