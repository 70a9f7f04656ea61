import { expect, it } from 'vitest';
import { computePriority, defaultPriorityMatrix } from '#shared/priority/matrix.ts';

it.each([
  [1, 1, 1],
  [1, 2, 2],
  [2, 1, 2],
  [1, 3, 3],
  [2, 2, 3],
  [3, 1, 3],
  [2, 3, 4],
  [3, 2, 4],
  [3, 3, 4],
] as const)('impact %i, urgency %i is P%i', (impact, urgency, priority) => {
  expect(computePriority(impact, urgency, defaultPriorityMatrix)).toBe(priority);
});
