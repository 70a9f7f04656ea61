import type { LabelTable } from './label-table.ts';

/** As Zammad exports them: by field name. */
export const zammadLabels: readonly LabelTable[] = [
  {
    system: 'zammad',
    language: 'und',
    requires: ['number', 'state'],
    signature: ['customer', 'owner', 'note', 'close at', 'pending time', 'first response at'],
    ignored: [
      'id',
      'organization',
      'first response at',
      'last contact at',
      'pending time',
      'article count',
      'escalation at',
      'updated by',
      'created by',
    ],
    labels: {
      externalId: ['number', '#'],
      title: ['title'],
      description: ['note'],
      state: ['state'],
      priority: ['priority'],
      kind: ['type'],
      channel: ['create article type'],
      category: ['category'],
      requester: ['customer'],
      assignee: ['owner'],
      assignmentGroup: ['group'],
      receivedAt: ['created at', 'created'],
      updatedAt: ['updated at', 'updated'],
      closedAt: ['close at', 'closed'],
      tags: ['tags'],
    },
  },
];
