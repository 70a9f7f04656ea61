import { compareNames } from '#shared/base/name-order.ts';
import { marksOf, likenessOf, type Likeness, type Marks } from '#shared/directory/likeness.ts';
import type { Person } from '#shared/directory/person.ts';
import { personRow, type PersonRow } from '#shared/directory/row.ts';
import { hasWords, personText, personWords } from '#shared/directory/search.ts';
import type { PeopleView } from '#shared/directory/limits.ts';
import type { Desk } from '../desk.ts';

export interface PeopleQuestion {
  readonly view: PeopleView;
  readonly text: string;
  readonly organisationId: string | null;
  readonly siteId: string | null;
}

/** Changes at a time that are put in their place one by one; more than that, and all are sorted anew. */
const FEW = 200;

/** Merges of merges that are followed: two consoles may have made a ring of them. */
const MOST_REMOVES = 20;

const nameOf = ({ sortAs, name }: PersonRow): string => sortAs ?? name;

const compareRows = (left: PersonRow, right: PersonRow): number =>
  compareNames(nameOf(left), nameOf(right)) || (left.id < right.id ? -1 : Number(left.id > right.id));

/**
 * The rows of all people in memory, in the order of names, with what each can be known by. Order, texts and marks are made on first use.
 * Lives as long as the desk.
 */
export class PeopleIndex {
  readonly #rows = new Map<string, PersonRow>();
  readonly #texts = new Map<string, string>();
  readonly #places: (row: PersonRow) => readonly (string | null)[];
  #sorted: PersonRow[] | undefined;
  #marks: Map<string, Set<string>> | undefined;
  #found: { readonly key: string; readonly rows: readonly PersonRow[] } | undefined;

  /** `places`: the names of a person's organisation and site, which a search finds them by. */
  constructor(desk: Desk, places: (row: PersonRow) => readonly (string | null)[]) {
    this.#places = places;
    for (const row of desk.records.rows<PersonRow>('person')) this.#rows.set(row.id, row);
    desk.onApplied(({ puts, removes }) => {
      const people = puts.filter((record): record is Person => record.type === 'person');
      const gone = removes.filter((id) => this.#rows.has(id));
      if (people.length + gone.length > FEW) this.#sorted = undefined;
      for (const person of people) this.#put(personRow(person));
      for (const id of gone) this.#drop(id);
      if (people.length + gone.length > 0) this.#found = undefined;
    });
  }

  get size(): number {
    return this.#rows.size;
  }

  row(personId: string): PersonRow | undefined {
    return this.#rows.get(personId);
  }

  rows(): Iterable<PersonRow> {
    return this.#rows.values();
  }

  /** Names of places changed: they are read again. */
  forgetTexts(): void {
    this.#texts.clear();
    this.#found = undefined;
  }

  /** Those that the view holds and in which every word occurs, in the order of names. Duplicates stand beside those they resemble. */
  find(question: PeopleQuestion): readonly PersonRow[] {
    const key = JSON.stringify(question);
    if (this.#found?.key === key) return this.#found.rows;
    const words = personWords(question.text);
    const among = question.view === 'duplicates' ? this.#duplicates() : this.#inOrder();
    const isActive = question.view !== 'inactive';
    const rows = among.filter(
      (row) =>
        row.active === isActive &&
        (question.organisationId === null || row.organisationId === question.organisationId) &&
        (question.siteId === null || row.siteId === question.siteId) &&
        (words.length === 0 || hasWords(this.#text(row), words)),
    );
    this.#found = { key, rows };
    return rows;
  }

  /** Others who share a mark with these; whoever was merged is not among them. */
  like(
    marks: Marks,
    except: string | null,
  ): readonly { readonly row: PersonRow; readonly shares: readonly Likeness[] }[] {
    const shares = new Map<string, Set<Likeness>>();
    for (const mark of marksOf(marks))
      for (const id of this.#byMark().get(mark) ?? []) {
        if (id === except) continue;
        const found = shares.get(id) ?? new Set();
        shares.set(id, found.add(likenessOf(mark)));
      }
    return [...shares].flatMap(([id, found]) => {
      const row = this.#rows.get(id);
      return row && row.mergedInto === null ? [{ row, shares: [...found] }] : [];
    });
  }

  /** Those with this mark (`likeness.ts`), merged ones not. */
  withMark(mark: string): readonly PersonRow[] {
    return [...(this.#byMark().get(mark) ?? [])].flatMap((id) => {
      const row = this.#rows.get(id);
      return row && row.mergedInto === null ? [row] : [];
    });
  }

  /** Those that were found to be this person, at any remove. */
  mergedInto(personId: string): readonly PersonRow[] {
    const merged: PersonRow[] = [];
    const ids = new Set([personId]);
    // What is found on the way is looked for, too: a set goes on over what is added to it.
    for (const id of ids)
      for (const row of this.#rows.values())
        if (row.mergedInto === id && !ids.has(row.id)) {
          ids.add(row.id);
          merged.push(row);
        }
    return merged;
  }

  /** The one that somebody was found to be in the end; themselves where they were merged into nobody. */
  standsFor(personId: string): string {
    let id = personId;
    for (let removes = 0; removes < MOST_REMOVES; removes++) {
      const next = this.#rows.get(id)?.mergedInto ?? null;
      if (next === null) break;
      id = next;
    }
    return id;
  }

  #duplicates(): readonly PersonRow[] {
    // Most people share nothing with anybody: they are passed over without being compared.
    const shared = new Set<string>();
    for (const ids of this.#byMark().values()) if (ids.size > 1) for (const id of ids) shared.add(id);
    const listed = new Set<PersonRow>();
    for (const row of this.#inOrder()) {
      if (!row.active || !shared.has(row.id) || listed.has(row)) continue;
      const like = this.like(row, row.id).filter((each) => each.row.active);
      if (like.length === 0) continue;
      listed.add(row);
      for (const each of like) listed.add(each.row);
    }
    return [...listed];
  }

  #put(row: PersonRow): void {
    this.#drop(row.id);
    this.#rows.set(row.id, row);
    if (this.#sorted) this.#sorted.splice(placeOf(this.#sorted, row), 0, row);
    if (this.#marks) for (const mark of marksOf(row)) addTo(this.#marks, mark, row.id);
  }

  #drop(id: string): void {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#rows.delete(id);
    this.#texts.delete(id);
    if (this.#sorted) this.#sorted.splice(placeOf(this.#sorted, row), 1);
    if (this.#marks) for (const mark of marksOf(row)) this.#marks.get(mark)?.delete(id);
  }

  #inOrder(): readonly PersonRow[] {
    this.#sorted ??= [...this.#rows.values()].toSorted(compareRows);
    return this.#sorted;
  }

  #byMark(): ReadonlyMap<string, ReadonlySet<string>> {
    if (this.#marks) return this.#marks;
    const marks = new Map<string, Set<string>>();
    for (const row of this.#rows.values()) for (const mark of marksOf(row)) addTo(marks, mark, row.id);
    this.#marks = marks;
    return marks;
  }

  #text(row: PersonRow): string {
    const known = this.#texts.get(row.id);
    if (known !== undefined) return known;
    const text = personText(row, this.#places(row));
    this.#texts.set(row.id, text);
    return text;
  }
}

const addTo = (marks: Map<string, Set<string>>, mark: string, id: string): void => {
  const ids = marks.get(mark);
  if (ids) ids.add(id);
  else marks.set(mark, new Set([id]));
};

/** Where a row stands, or would stand, among sorted ones. */
const placeOf = (sorted: readonly PersonRow[], row: PersonRow): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = sorted[middle];
    if (there && compareRows(there, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};
