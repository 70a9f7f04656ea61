import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { raiseProblem } from '#shared/problems/raise.ts';
import type { Problem, ProblemState } from '#shared/problems/problem.ts';
import { lin } from '../tickets/sample-ticket.ts';

const createdAt = '2026-09-30T08:30:00.000Z';

/** A problem in a given state, as the rules would have left it. */
export const problemIn = (state: ProblemState, change: Partial<Problem> = {}): Problem => ({
  ...raiseProblem(
    { title: 'VPN drops on docks', description: 'Since Monday.', impact: 2, urgency: 2, category: 'Network' },
    {
      id: 'problem:01J00000000000000000000001',
      type: 'problem',
      schema: 1,
      createdAt,
      updatedAt: createdAt,
      createdBy: 'user:01J0000000000000000000000A',
      device: 'device:01J0000000000000000000000D',
    },
    'PRB-7K3Q-000001',
    defaultPriorityMatrix,
  ),
  state,
  rootCause: state === 'known_error' ? 'Dock firmware 1.0.8' : '',
  resolution:
    state === 'resolved' || state === 'closed'
      ? { code: 'system_update', text: 'Firmware', at: createdAt, by: lin }
      : null,
  ...change,
});
