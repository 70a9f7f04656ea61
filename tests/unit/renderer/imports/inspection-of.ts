import { ColumnSurvey } from '#shared/imports/column-survey.ts';
import { matchHeader } from '#shared/imports/header-match.ts';
import type { Inspection } from '#shared/imports/operations.ts';
import { proposePlan } from '#shared/imports/propose-plan.ts';

/** What the core answers for a file with these rows, the header first. */
export const inspectionOf = (table: readonly (readonly string[])[]): Inspection => {
  const [header = [], ...rows] = table;
  const columns = header.map((label, index) => {
    const survey = new ColumnSurvey(index, label, []);
    for (const row of rows) survey.add(row[index] ?? '');
    return survey.facts();
  });
  const match = matchHeader(columns, rows.length);
  const reading = { charset: 'utf-8', delimiter: ',' } as const;
  const plan = proposePlan(reading, match, columns, [], { now: new Date('2026-10-10T00:00:00.000Z'), zone: 'UTC' });
  return {
    importId: 'import:1',
    fileName: 'x.csv',
    reading,
    header,
    rows: rows.length,
    brokenRows: 0,
    firstBrokenRows: [],
    columns,
    match,
    preview: rows,
    plan,
    profiles: [],
  };
};
