import type { LabelTable } from './label-table.ts';

/** As osTicket exports them: by label. */
export const osTicketLabels: readonly LabelTable[] = [
  {
    system: 'osticket',
    language: 'en',
    requires: ['ticket number'],
    signature: ['ticket number', 'help topic', 'from email', 'current status', 'date created', 'sla plan'],
    ignored: [
      'from email',
      'sla due date',
      'due date',
      'sla plan',
      'overdue',
      'answered',
      'thread count',
      'reopen count',
      'attachment count',
      'merged',
      'linked',
    ],
    labels: {
      externalId: ['ticket number'],
      title: ['subject'],
      description: ['issue summary', 'message', 'issue details'],
      state: ['current status', 'status'],
      priority: ['priority'],
      channel: ['source'],
      category: ['help topic'],
      requester: ['from', 'user'],
      assignee: ['agent assigned', 'assigned to'],
      assignmentGroup: ['department', 'team assigned'],
      receivedAt: ['date created', 'create date'],
      updatedAt: ['last updated'],
      closedAt: ['closed date', 'date closed'],
      tags: ['tags'],
    },
  },
];
