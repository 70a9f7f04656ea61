import type { Problem } from '#shared/problems/problem.ts';
import { problemRow, type ProblemRow } from '#shared/problems/row.ts';
import { byUrgency, isInView, problemText, type ProblemView } from '#shared/problems/search.ts';
import { matchesTerms, searchTerms } from '#shared/queue/text-match.ts';
import type { Desk } from '../desk.ts';

/** The rows of all problems in memory; what a search looks through is read on the first one. Lives as long as the desk. */
export class ProblemIndex {
  readonly #desk: Desk;
  readonly #rows = new Map<string, ProblemRow>();
  readonly #texts = new Map<string, string>();

  constructor(desk: Desk) {
    this.#desk = desk;
    for (const row of desk.records.rows<ProblemRow>('problem')) this.#rows.set(row.id, row);
    desk.onApplied(({ puts, removes }) => {
      for (const record of puts) {
        if (record.type !== 'problem') continue;
        this.#rows.set(record.id, problemRow(record as Problem));
        this.#texts.delete(record.id);
      }
      for (const id of removes) {
        this.#rows.delete(id);
        this.#texts.delete(id);
      }
    });
  }

  rows(): Iterable<ProblemRow> {
    return this.#rows.values();
  }

  get(problemId: string): ProblemRow | undefined {
    return this.#rows.get(problemId);
  }

  /** Those that the view holds and in which every word occurs, most pressing first. */
  find(view: ProblemView, text: string, me: string): readonly ProblemRow[] {
    const terms = searchTerms(text);
    return [...this.#rows.values()]
      .filter((row) => isInView(row, view, me) && (terms.length === 0 || matchesTerms(this.#text(row.id), terms)))
      .toSorted(byUrgency);
  }

  #text(problemId: string): string {
    const known = this.#texts.get(problemId);
    if (known !== undefined) return known;
    const problem = this.#desk.records.get<Problem>('problem', problemId);
    const text = problem ? problemText(problem) : '';
    this.#texts.set(problemId, text);
    return text;
  }
}
