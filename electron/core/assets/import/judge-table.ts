import type { ConfigurationItem } from '#shared/assets/configuration-item.ts';
import { AssetJudge, type AssetOutcome, type AssetVerdict, type JudgingSources } from '#shared/assets/import/judge.ts';
import type { AssetCheck, AssetImportPlan, AssetReportRow } from '#shared/assets/import/operations.ts';
import { isWarning } from '#shared/assets/import/problem.ts';
import { readAssetRow } from '#shared/assets/import/read-row.ts';
import { differingFields, shownField, type AssetsAround } from '#shared/assets/plan.ts';
import type { Table, TablePort } from '../../table-port.ts';

/** Judges every row of a table, giving way to others in between. */
export const judgeTable = async (
  table: Table,
  plan: AssetImportPlan,
  added: readonly string[],
  sources: JudgingSources,
  work: ReturnType<TablePort['work']>,
): Promise<readonly AssetVerdict[]> => {
  const judge = new AssetJudge(sources);
  const how = { header: table.header, columns: plan.columns, dates: plan.dates, added };
  for (const [index, { number, cells }] of table.rows.entries()) {
    if (cells) judge.add(number, readAssetRow(cells, how));
    else judge.broken(number, '');
    if (!work.due) continue;
    work.progress('checking', index + 1, table.rows.length);
    await work.rest();
  }
  const finishing = judge.finish();
  for (let step = finishing.next(); ; step = finishing.next()) {
    if (step.done) return step.value;
    if (work.due) await work.rest();
  }
};

export const countsOf = (verdicts: readonly AssetVerdict[]): Record<AssetOutcome, number> => {
  const counts: Record<AssetOutcome, number> = { create: 0, update: 0, same: 0, refuse: 0 };
  for (const { outcome } of verdicts) counts[outcome]++;
  return counts;
};

export const summarise = (verdicts: readonly AssetVerdict[]): AssetCheck => {
  const groups = new Map<
    string,
    { -readonly [Key in keyof AssetCheck['problems'][number]]: AssetCheck['problems'][number][Key] }
  >();
  for (const { row, problems } of verdicts)
    for (const { code, column, value } of problems) {
      const key = `${code} ${column ?? ''}`;
      const group = groups.get(key);
      if (group) group.count++;
      else groups.set(key, { code, column, count: 1, firstRow: row, value, warning: isWarning({ code }) });
    }
  return {
    rows: countsOf(verdicts),
    problems: [...groups.values()].toSorted(
      (left, right) => Number(left.warning) - Number(right.warning) || right.count - left.count,
    ),
  };
};

/** A row as the report shows it, with what would become different on the asset that is here. */
export const reportRow = (
  verdict: AssetVerdict,
  verdicts: readonly AssetVerdict[],
  around: AssetsAround,
): AssetReportRow => {
  const { row, outcome, existing, content, status, parent, name, label, problems } = verdict;
  const wholeName = parent === null ? undefined : verdicts[parent]?.name;
  const changes: AssetReportRow['changes'][number][] = [];
  if (existing && content && outcome === 'update') {
    const shown = (of: Parameters<typeof shownField>[0], field: Parameters<typeof shownField>[1]): string | null =>
      shownField(of, field, around.find);
    for (const field of differingFields(existing, content))
      changes.push({ field, from: shown(existing, field), to: shown(content, field) });
    if (wholeName !== undefined && content.parentId === null)
      changes.push({ field: 'parentId', from: shown(existing, 'parentId'), to: wholeName });
    if (status !== existing.status) changes.push({ field: 'status', from: existing.status, to: status });
  }
  return { row, outcome, name, label, existing: numberOf(existing), changes, problems };
};

const numberOf = (item: ConfigurationItem | null): string | null => item?.number ?? null;
