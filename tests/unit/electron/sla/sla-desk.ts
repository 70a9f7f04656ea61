import type { Notice } from '#shared/contract/notice.ts';
import type { Result } from '#shared/base/result.ts';
import { openSla, type Sla } from '#core/sla/open-sla.ts';
import { openTicketIndex } from '#core/queue/ticket-index.ts';
import { queueHandlers } from '#core/queue/handlers.ts';
import type { Desk } from '#core/desk.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

export const lin = contextOf('Lin Yue', ['team-lead']);
export const root = contextOf('Root', ['administrator'], 'user:01J0000000000000000000000C');

export const valueOf = async <T>(reply: Result<T> | Promise<Result<T>>): Promise<T> => {
  const settled = await reply;
  if (!settled.ok) throw new Error(`${settled.failure.code}: ${settled.failure.message}`);
  return settled.value;
};

/** A desk in Shanghai with its clocks, on a clock that stands still and a timer that only says how long it would wait. */
export interface SlaDesk {
  readonly folder: DeskFolder;
  readonly clock: ReturnType<typeof testAmbient>;
  readonly desk: Desk;
  readonly sla: Sla;
  readonly tickets: ReturnType<typeof ticketHandlers>;
  readonly queue: ReturnType<typeof queueHandlers>;
  readonly notices: Notice[];
  /** How long the timer waits, ms; null if none is set. */
  waits(): number | null;
  create(priority: 1 | 2 | 3 | 4, category?: string | null): Promise<string>;
  /** False: the clock is in doubt from now on. */
  trust(isTrusted: boolean): void;
  /** Works out everything, as idle time would. */
  settle(): void;
  reopen(): Promise<void>;
  remove(): Promise<void>;
}

const levels = { 1: [1, 1], 2: [1, 2], 3: [2, 2], 4: [3, 3] } as const;

/** `10-12 09:00` of 2026 on the wall clock of Shanghai. */
export const at = (wall: string): string => new Date(`2026-${wall.replace(' ', 'T')}:00+08:00`).toISOString();

export const slaDesk = async (start: string, zone = 'Asia/Shanghai'): Promise<SlaDesk> => {
  const clock = testAmbient(at(start));
  const folder = await deskFolder(clock);
  const notices: Notice[] = [];
  let wait: number | null = null;
  let mayAct = true;
  const parts = (desk: Desk) => {
    const index = openTicketIndex(desk);
    const sla = openSla(desk, {
      rows: () => index.rows(),
      readTimeline: (ticketId) => readTimeline(desk.records, ticketId),
      notify: (notice) => notices.push(notice),
      zone,
      mayAct: () => mayAct,
      after: (ms) => {
        wait = ms;
        return () => {
          wait = null;
        };
      },
    });
    return { desk, sla, tickets: ticketHandlers(desk), queue: queueHandlers(desk, index, sla.times) };
  };
  let current = parts(folder.desk);
  return {
    folder,
    clock,
    notices,
    get desk() {
      return current.desk;
    },
    get sla() {
      return current.sla;
    },
    get tickets() {
      return current.tickets;
    },
    get queue() {
      return current.queue;
    },
    waits: () => wait,
    create: async (priority, category = null) => {
      const [impact, urgency] = levels[priority];
      const report = {
        kind: 'incident',
        channel: 'email',
        title: `P${priority}`,
        description: '',
        impact,
        urgency,
        category,
        requester: null,
        draftId: null,
      } as const;
      const { ticketId } = await valueOf(current.tickets['tickets.create'](report, lin));
      return ticketId;
    },
    trust: (isTrusted) => {
      mayAct = isTrusted;
    },
    settle: () => current.sla.index.settleAll(),
    reopen: async () => {
      current = parts(await folder.reopen());
    },
    remove: () => folder.remove(),
  };
};
