import { shippedRules } from '#core/alerts/shipped.ts';
import { shippedTrees } from '#core/diagnosis/shipped.ts';
import { openSla, type Sla } from '#core/sla/open-sla.ts';
import { openTicketIndex } from '#core/queue/ticket-index.ts';
import { toolsReadyHere } from '#core/tools/ready-here.ts';
import { fillSampleDesk } from '#core/sample/fill-sample-desk.ts';
import { actorOf } from '#core/session.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

export const lin = contextOf('Lin Yue', ['administrator']);

/** A sample desk as the set-up makes it: its clocks opened first, on a clock that stands still. */
export interface FilledDesk {
  readonly folder: DeskFolder;
  readonly sla: Sla;
  readonly now: number;
  readonly tickets: readonly Ticket[];
  timelineOf(ticket: Ticket): readonly TimelineEntry[];
}

export const filledDesk = async (at: string, zone: string): Promise<FilledDesk> => {
  const now = Date.parse(at);
  const folder = await deskFolder(testAmbient(new Date(now).toISOString()));
  const { desk } = folder;
  const index = openTicketIndex(desk);
  const sla = openSla(desk, {
    rows: () => index.rows(),
    readTimeline: (ticketId) => readTimeline(desk.records, ticketId),
    notify: () => undefined,
    zone,
    after: () => () => undefined,
  });
  await fillSampleDesk(desk, actorOf(lin.session), shippedTrees(), shippedRules(), await toolsReadyHere());
  sla.index.settleAll();
  const tickets = [...desk.records.ids('ticket')].flatMap((id) => desk.records.get<Ticket>('ticket', id) ?? []);
  const timelines = new Map(tickets.map(({ id }) => [id, readTimeline(desk.records, id)]));
  return { folder, sla, now, tickets, timelineOf: ({ id }) => timelines.get(id) ?? [] };
};
