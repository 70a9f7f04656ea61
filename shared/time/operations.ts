import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import type { TicketDetail } from '../tickets/operations.ts';
import type { Timer } from './timer.ts';
import { MAX_WORK_MINUTES, workKinds } from './work-time.ts';

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);

export type TimerView = Pick<Timer, 'ticketId' | 'number' | 'beganAt' | 'runningSince' | 'seconds'>;

/** What one person worked on one day, by ticket; the one they began last comes first. */
export interface DayWorked {
  readonly minutes: number;
  readonly tickets: readonly {
    readonly ticketId: string;
    readonly number: string;
    readonly title: string;
    readonly minutes: number;
  }[];
}

export const timeOperations = {
  /** One's own working time that began today, as the clock of this laptop has it; corrections count. */
  'time.today': query('tickets.work', z.strictObject({})).returns<DayWorked>(),
  /** One's own timers, the running one first, then by when they began. */
  'time.timers': query('tickets.work', z.strictObject({})).returns<readonly TimerView[]>(),
  /** Starts or goes on; whatever else runs is paused, and nothing of it is lost. */
  'time.start': command('tickets.work', z.strictObject({ ticketId })).returns<readonly TimerView[]>(),
  'time.pause': command('tickets.work', z.strictObject({ ticketId })).returns<readonly TimerView[]>(),
  /** Throws away what one's timer on this ticket gathered. */
  'time.discard': command('tickets.work', z.strictObject({ ticketId })).returns<readonly TimerView[]>(),
  /**
   * Writes working time down; one's timer on the ticket ends in the same commit if `endTimer`. `corrects` names an entry of the timeline
   * that this one stands for from now on: one's own, or anybody's for who may assign (`time.not-yours`). 0 minutes strike it out.
   */
  'time.log': command(
    'tickets.work',
    z.strictObject({
      ticketId,
      startedAt: z.iso.datetime(),
      minutes: z.int().min(0).max(MAX_WORK_MINUTES),
      work: z.enum(workKinds),
      note: z.string().trim().max(2000).nullable(),
      corrects: z.string().max(80).nullable(),
      endTimer: z.boolean(),
    }),
  ).returns<TicketDetail>(),
};
