import { describe, expect, it } from 'vitest';
import { lackingFields } from '#renderer/imports/plan-lacks.ts';
import type { TicketField } from '#shared/imports/fields.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';
import { inspectionOf } from './inspection-of.ts';

const inspection = inspectionOf([
  ['id', 'text', 'a', 'b', 'c'],
  ['1', 'First', 'High', '1', 'Eva'],
  ['2', 'Second', 'Low', '', 'x'],
  ['3', 'Third', 'Low', '3', 'Max'],
]);
const planWith = (a: TicketField | null, b: TicketField | null, c: TicketField | null): ImportPlan => ({
  ...inspection.plan,
  columns: ['externalId', 'title', a, b, c],
});
const lacking = (plan: ImportPlan, broken = 0) =>
  Object.fromEntries(lackingFields(plan, { ...inspection, rows: 3 + broken, brokenRows: broken }));

describe('what the file lacks', () => {
  it('is every field without a column, for all rows that can be read', () => {
    const everything = Object.fromEntries(
      'kind state impact urgency channel receivedAt requester assignmentGroup category'
        .split(' ')
        .map((field) => [field, 3]),
    );
    expect(lacking(planWith(null, null, null), 2)).toEqual(everything);
  });

  it('is not what a column gives for every row; what it gives for some is asked for the others', () => {
    const found = lacking(planWith('state', 'category', 'requester'));
    expect(found).not.toHaveProperty('state');
    expect(found).not.toHaveProperty('requester');
    expect(found).toMatchObject({ category: 1, kind: 3 });
  });

  it('counts what the person declares empty', () => {
    const plan = { ...planWith('state', null, 'requester'), emptyMarks: ['x'] };
    expect(lacking(plan)).toMatchObject({ requester: 1 });
  });

  it('asks for impact and urgency only where no priority stands for both', () => {
    const given = lacking(planWith('priority', null, null));
    expect(given).not.toHaveProperty('impact');
    expect(given).not.toHaveProperty('urgency');
    expect(lacking(planWith('requester', 'priority', null))).toMatchObject({ impact: 3, urgency: 3 });
    expect(lacking(planWith('priority', 'impact', null))).toMatchObject({ urgency: 3 });
    expect(lacking(planWith('priority', 'impact', null))).not.toHaveProperty('impact');
  });
});
