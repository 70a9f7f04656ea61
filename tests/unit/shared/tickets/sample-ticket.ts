import type { PersonRef } from '#shared/base/record.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { receiveTicket } from '#shared/tickets/new-ticket.ts';
import type { Ticket, TicketState } from '#shared/tickets/ticket.ts';

export const lin: PersonRef = { id: 'user:01J0000000000000000000000A', name: 'Lin Yue' };
export const sam: PersonRef = { id: 'user:01J0000000000000000000000B', name: 'Sam Okafor' };

export const createdAt = '2026-09-30T08:30:00.000Z';

/** A ticket in a given state, as the rules would have left it. */
export const ticketIn = (state: TicketState, change: Partial<Ticket> = {}): Ticket => {
  const received = receiveTicket(
    {
      kind: 'incident',
      channel: 'phone',
      title: 'VPN drops when the laptop is docked',
      description: 'Since the dock firmware update.',
      impact: 2,
      urgency: 2,
      category: 'Network',
      requester: { id: null, name: '王芳' },
    },
    {
      id: 'ticket:01J00000000000000000000001',
      type: 'ticket',
      schema: 1,
      createdAt,
      updatedAt: createdAt,
      createdBy: 'user:01J0000000000000000000000A',
      device: 'device:01J0000000000000000000000D',
    },
    'INC-7K3Q-000142',
    defaultPriorityMatrix,
  );
  return {
    ...received,
    state,
    assignee: state === 'new' ? null : lin,
    hold: state === 'on_hold' ? { reason: 'vendor', until: '2026-10-02T08:00:00.000Z', since: createdAt } : null,
    resolution:
      state === 'resolved' || state === 'closed'
        ? {
            code: 'configuration',
            text: 'Rolled the firmware back.',
            articleId: null,
            noArticleReason: 'One-off',
            at: createdAt,
            by: lin,
          }
        : null,
    closedAt: state === 'closed' ? createdAt : null,
    cancelReason: state === 'cancelled' ? 'withdrawn' : null,
    mergedInto: state === 'merged' ? 'ticket:01J00000000000000000000002' : null,
    ...change,
  };
};
