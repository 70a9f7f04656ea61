/** The checks of a real desk, against servers of this run, by a clock that the test sets. */
import { openChecks, type CheckDeps, type Checks } from '#core/checks/handlers.ts';
import type { Desk } from '#core/desk.ts';
import { openTicketPort } from '#core/tickets/open-ticket-port.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { CheckContent } from '#shared/checks/check.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { ticketRow } from '#shared/tickets/row.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { noPlaces } from './probing.ts';

export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code} ${result.failure.message}`);
  return result.value;
};

/** What goes wrong in them throws where it does. */
export const checksOf = (desk: Desk, notices: Notice[], more: Partial<CheckDeps> = {}): Checks =>
  openChecks(desk, {
    tickets: openTicketPort(
      desk,
      (id) => {
        const ticket = desk.records.get<Ticket>('ticket', id);
        return ticket && { ...ticketRow(ticket) };
      },
      { requiredTasks: () => [], matrix: () => defaultPriorityMatrix, openBelow: () => [] },
    ),
    tieAsset: () => succeed(null),
    notify: (notice) => notices.push(notice),
    log: (line) => {
      throw new Error(line);
    },
    zone: 'UTC',
    begin: () => undefined,
    places: noPlaces,
    roots: { files: [], ask: null, areAll: false },
    ...more,
  });

export const portCheck = (port: number, more: Partial<CheckContent> = {}): CheckContent => ({
  title: 'ERP port',
  subject: { siteId: null, assetId: null },
  diagnostic: { kind: 'tcp', host: '127.0.0.1', port },
  limits: { warn: 60_000, fail: 60_000 },
  everyMinutes: 5,
  inARow: 2,
  quiet: null,
  maintenance: null,
  ticket: { category: null, impact: 2, urgency: 2 },
  ...more,
});
