import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueDue } from '#shared/sla/due.ts';
import { holdReasons, ticketStates, type HoldReason, type Priority, type TicketState } from '#shared/tickets/ticket.ts';
import { useSession } from '#renderer/api/session.tsx';
import type { Format } from '#renderer/ui/format.ts';
import type { SlaShape } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { priorities } from './filters.ts';

/** Everything translated that a row shows, looked up once for all rows. The same object until language, person or minute changes. */
export interface RowWords {
  readonly me: string;
  readonly state: Readonly<Record<TicketState, string>>;
  readonly priority: Readonly<Record<Priority, string>>;
  readonly hold: Readonly<Record<HoldReason, string>>;
  readonly sla: Readonly<Record<SlaShape, string>>;
  readonly unassigned: string;
  readonly major: string;
  /** The time today, the day this year, the date before: the shortest that is not ambiguous. */
  readonly when: (at: number) => string;
  readonly remaining: Format['remaining'];
  /** Which clock it is and when it falls due, in full. */
  readonly dueTitle: (due: QueueDue) => string;
}

const slaShapes = [
  'running',
  'at-risk',
  'breached',
  'paused',
  'met',
  'met-late',
] as const satisfies readonly SlaShape[];

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
      hold: Object.fromEntries(holdReasons.map((reason) => [reason, word(`hold.${reason}`)])) as Record<
        HoldReason,
        string
      >,
      sla: Object.fromEntries(slaShapes.map((shape) => [shape, ui(`sla.${shape}`)])) as Record<SlaShape, string>,
      remaining: format.remaining,
      dueTitle: ({ target, at }) =>
        at === null
          ? t('duePaused', { target: t(`target.${target}`) })
          : t('dueAt', { target: t(`target.${target}`), at: format.dateTime(at, now) }),
      unassigned: t('unassigned'),
      major: t('major'),
      when: createWhen(format, now),
    }),
    [t, word, ui, format, me, now],
  );
};
