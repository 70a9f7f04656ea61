import { succeed, type Result } from '#shared/base/result.ts';
import type { OutcomeCounts } from '#shared/imports/batch.ts';
import type { CheckReport, ReportRow, SampleTicket } from '#shared/imports/operations.ts';
import { isWarning, rowOutcomes, type Problem, type ProblemCode, type RowOutcome } from '#shared/imports/problem.ts';
import { verdicts, type Verdict, type VerdictSource } from './verdicts.ts';

const MAX_SAMPLES = 12;
const PROGRESS_ROWS = 500;

export const noCounts = (): Record<RowOutcome, number> => ({ create: 0, update: 0, duplicate: 0, refuse: 0 });

type Group = CheckReport['problems'][number];

/** What a dry run found, small enough to keep for a file of any size: a row without problems costs its number, outcome and label. */
export class Judgement {
  readonly rows = noCounts();
  readonly tickets = noCounts();
  entries = 0;
  warnings = 0;
  readonly #outcomes: RowOutcome[] = [];
  readonly #numbers: number[] = [];
  readonly #labels: string[] = [];
  readonly #externalIds: (string | null)[] = [];
  readonly #problems = new Map<number, readonly Problem[]>();
  readonly #groups = new Map<string, { -readonly [Key in keyof Group]: Group[Key] }>();
  readonly #samples: SampleTicket[] = [];

  add(verdict: Verdict): void {
    const { outcome } = verdict;
    this.tickets[outcome]++;
    for (const row of verdict.rows) {
      this.rows[outcome]++;
      if (row.problems.length > 0) this.#problems.set(this.#outcomes.length, row.problems);
      this.#outcomes.push(outcome);
      this.#numbers.push(row.number);
      this.#labels.push(row.title);
      this.#externalIds.push(row.externalId);
      for (const problem of row.problems) this.#group(problem, row.number);
    }
    if (verdict.outcome !== 'create' && verdict.outcome !== 'update') return;
    this.entries += verdict.entries.length;
    const { reading } = verdict;
    if (this.#samples.length === MAX_SAMPLES) return;
    this.#samples.push({
      row: verdict.rows[0]?.number ?? 0,
      externalId: reading.externalId,
      title: reading.title,
      kind: reading.kind,
      state: reading.state,
      priority: reading.priority,
      requester: reading.requester,
      assignmentGroup: reading.assignmentGroup,
      category: reading.category,
      receivedAt: new Date(reading.receivedAt).toISOString(),
      entries: verdict.entries.length,
    });
  }

  #group({ code, column, value }: Problem, row: number): void {
    const warning = isWarning(code);
    if (warning) this.warnings++;
    const key = `${code}|${column ?? ''}`;
    const known = this.#groups.get(key);
    if (known) known.count++;
    else this.#groups.set(key, { code, column, count: 1, firstRow: row, value, warning });
  }

  report(importId: string): CheckReport {
    return {
      importId,
      rows: { ...this.rows },
      tickets: { ...this.tickets },
      entries: this.entries,
      warnings: this.warnings,
      problems: [...this.#groups.values()].toSorted((left, right) => right.count - left.count),
      samples: this.#samples,
    };
  }

  /** Rows in file order that pass the filter; `null` lets everything pass. */
  page(
    filter: { readonly outcome: RowOutcome | null; readonly code: ProblemCode | null; readonly column: number | null },
    from: number,
    count: number,
  ): { readonly total: number; readonly rows: readonly ReportRow[] } {
    const byProblem = filter.code !== null || filter.column !== null;
    const passing: number[] = [];
    for (const index of byProblem ? this.#problems.keys() : this.#outcomes.keys()) {
      if (filter.outcome !== null && this.#outcomes[index] !== filter.outcome) continue;
      if (byProblem && !this.#problems.get(index)?.some((problem) => fits(problem, filter))) continue;
      passing.push(index);
    }
    // Event logs are judged ticket by ticket; the report follows the file.
    passing.sort((left, right) => (this.#numbers[left] ?? 0) - (this.#numbers[right] ?? 0));
    return { total: passing.length, rows: passing.slice(from, from + count).map((index) => this.#row(index)) };
  }

  #row(index: number): ReportRow {
    return {
      row: this.#numbers[index] ?? 0,
      outcome: this.#outcomes[index] ?? 'refuse',
      externalId: this.#externalIds[index] ?? null,
      title: this.#labels[index] ?? '',
      problems: this.#problems.get(index) ?? [],
    };
  }
}

const fits = (
  problem: Problem,
  filter: { readonly code: ProblemCode | null; readonly column: number | null },
): boolean =>
  (filter.code === null || problem.code === filter.code) &&
  (filter.column === null || problem.column === filter.column);

export const totalOf = (counts: OutcomeCounts): number =>
  rowOutcomes.reduce((sum, outcome) => sum + counts[outcome], 0);

/** The dry run: judges every row and writes nothing. */
export const judge = async (source: VerdictSource, rows: number): Promise<Result<Judgement>> => {
  const judgement = new Judgement();
  const { job } = source;
  const batches = verdicts(source);
  let told = 0;
  for (let next = await batches.next(); ; next = await batches.next()) {
    if (next.done) {
      if (!next.value.ok) return next.value;
      return succeed(judgement);
    }
    for (const verdict of next.value) judgement.add(verdict);
    const done = totalOf(judgement.rows);
    if (done - told >= PROGRESS_ROWS) {
      told = done;
      job.progress('checking', done, rows);
    }
    if (job.cancelled) return job.refusal();
    if (job.due) await job.rest();
  }
};
