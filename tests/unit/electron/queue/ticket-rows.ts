import type { QueueFilter } from '#shared/queue/operations.ts';
import { clockSorts, queueSorts, type QueueOrderBy } from '#shared/queue/sorts.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import * as fc from 'fast-check';

const names = fc.option(fc.constantFrom('Lin Yue', 'lin yue', '王芳', 'Ana Ruiz', '李雷', 'Ångström'), { nil: null });

/** Rows with few distinct values, so that ties, gaps and equal texts are common. `place` makes id and number. */
export const rowAt = (place: number): fc.Arbitrary<TicketRow> =>
  fc
    .record({
      title: fc.constantFrom(
        'VPN drops',
        'vpn drops',
        '打印预览卡死',
        'ERP 登录失败',
        'Zoom',
        'Outlook asks again',
        '',
      ),
      kind: fc.constantFrom('incident' as const, 'request' as const),
      state: fc.constantFrom(...ticketStates),
      priority: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
      requester: names,
      assignee: names,
      known: fc.boolean(),
      group: fc.option(fc.constantFrom('Network', '桌面', 'Desk'), { nil: null }),
      category: fc.option(fc.constantFrom('Network', 'Printing'), { nil: null }),
      importBatch: fc.option(fc.constant('importBatch:1'), { nil: null }),
      createdAt: fc.nat(5),
      updatedAt: fc.nat(5),
    })
    .map(({ known, ...row }) => ({
      ...row,
      id: `ticket:${String(place).padStart(26, '0')}`,
      number: `INC-7K3Q-${String(place * 377_777 + 1).padStart(6, '0')}`,
      major: false,
      assigneeId: known && row.assignee !== null ? `user:${row.assignee}` : null,
      holdReason: null,
      holdUntil: null,
      resolvedAt: null,
      externalId: row.importBatch === null ? null : `EXT${place}`,
    }));

export const filters: fc.Arbitrary<QueueFilter> = fc.record({
  text: fc.constantFrom(
    '',
    '',
    'vpn',
    'VPN d',
    '打印',
    'lin',
    'inc7k3q1',
    'INC-7K3Q-OOOOO1',
    'ext1',
    'e',
    'er',
    'erp 登',
  ),
  states: fc.uniqueArray(fc.constantFrom(...ticketStates), { maxLength: 4 }),
  priorities: fc.uniqueArray(fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const), { maxLength: 2 }),
  kinds: fc.constantFrom<QueueFilter['kinds']>([], [], ['incident'], ['incident', 'request']),
  assignee: fc.constantFrom(null, null, 'me', 'none', 'user:李雷', 'name:Ana Ruiz'),
  group: fc.constantFrom(null, null, 'Network'),
  category: fc.constantFrom(null, null, 'Printing'),
  importBatch: fc.constantFrom(null, null, 'importBatch:1'),
  due: fc.constantFrom<QueueFilter['due']>(undefined, null, null, 'breached', { withinMinutes: 1 }),
});

export const orders = fc.record({
  by: fc.constantFrom<QueueOrderBy[]>(...queueSorts, ...clockSorts, ...clockSorts),
  descending: fc.boolean(),
});
