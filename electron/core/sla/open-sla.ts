/** The SLA clocks of an open desk: rules, due times and threshold notices. Lives as long as the desk; no index or timer of it is anybody else's. */
import type { CompiledCalendar } from '#shared/calendar/compiled-calendar.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { TicketClocks } from '#shared/sla/clocks.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Desk } from '../desk.ts';
import type { Begin } from '../first-list.ts';
import { DueIndex, type TimelineReader } from './due-index.ts';
import { clocksReader, slaHandlers } from './handlers.ts';
import { QueueTimes } from './queue-times.ts';
import { SlaRules } from './rules.ts';
import { ThresholdWatch, timer, type After } from './threshold-watch.ts';

export interface SlaOptions {
  /** Every ticket as it is now; asked for once. */
  readonly rows: () => Iterable<TicketRow>;
  readonly readTimeline: TimelineReader;
  readonly notify: (notice: Notice) => void;
  /** Where this laptop is; IANA name. */
  readonly zone: string;
  readonly after?: After;
  /** When due times that nobody waits for may be worked out. */
  readonly begin?: Begin;
  /** False while the clock is in doubt: no threshold is noticed then. */
  readonly mayAct?: () => boolean;
}

export interface Sla {
  readonly handlers: ReturnType<typeof slaHandlers>;
  readonly times: QueueTimes;
  readonly index: DueIndex;
  readonly watch: ThresholdWatch;
  /** What clocks are judged by, as it is now. */
  readonly rules: SlaRules;
  /** How a ticket stands by its clocks now; undefined where there is no such ticket. */
  clocksOf(ticketId: string): TicketClocks | undefined;
  /** The hours that the desk keeps, as they are now. */
  businessCalendar(): CompiledCalendar;
  stop(): void;
}

export const openSla = (
  desk: Desk,
  { rows, readTimeline, notify, zone, after = timer, mayAct = () => true, begin }: SlaOptions,
): Sla => {
  const rules = new SlaRules(desk, zone);
  const index = new DueIndex(desk, rules, rows(), readTimeline, begin);
  const watch = new ThresholdWatch(desk, { index, notify, after, mayAct });
  // Rows that were shown with other due times, or none yet, are read again.
  index.onSettled((wasMuch) => {
    if (wasMuch) notify({ name: 'tickets.changed', ids: [], all: true });
  });
  const clocksOf = clocksReader(desk, { rules, readTimeline });
  const stop = (): void => {
    watch.stop();
    index.stop();
  };
  desk.onClosing(stop);
  return {
    handlers: slaHandlers(desk, { rules, index, readTimeline }),
    times: new QueueTimes(desk, index),
    index,
    watch,
    rules,
    clocksOf: (ticketId) => clocksOf(ticketId, desk.ambient.now().getTime()),
    businessCalendar: () => rules.businessCalendar(desk.ambient.now().getTime()),
    stop,
  };
};
