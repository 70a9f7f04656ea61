import { compareNames } from '#shared/base/name-order.ts';
import { marksOf, likenessOf, type Likeness, type Marks } from '#shared/directory/likeness.ts';
import type { Person } from '#shared/directory/person.ts';
import { personRow, type PersonRow } from '#shared/directory/row.ts';
import { fold } from '#shared/search/fold.ts';
import { personText, personWords } from '#shared/directory/search.ts';
import type { PeopleView } from '#shared/directory/limits.ts';
import type { Desk } from '../desk.ts';
import type { Begin } from '../first-list.ts';
import { Slices } from '../slices.ts';

export interface PeopleQuestion {
  readonly view: PeopleView;
  readonly text: string;
  readonly organisationId: string | null;
  readonly siteId: string | null;
}

/** What one slice of reading people may take of the event loop, ms. */
const SLICE_MS = 4;
/** People read at a time: put in their places among the others together. */
const PIECE = 50;

/** Merges of merges that are followed: two consoles may have made a ring of them. */
const MOST_REMOVES = 20;

const nameOf = ({ sortAs, name }: PersonRow): string => sortAs ?? name;

const compareRows = (left: PersonRow, right: PersonRow): number =>
  compareNames(nameOf(left), nameOf(right)) || (left.id < right.id ? -1 : Number(left.id > right.id));

/**
 * The rows of all people in memory, in the order of names, with what each can be known by. Order, texts and marks are made in slices when the
 * desk has time, or at once when somebody asks before. Lives as long as the desk.
 */
export class PeopleIndex {
  readonly #rows = new Map<string, PersonRow>();
  /** Those that have neither a place in the order nor a mark yet. */
  readonly #unread = new Map<string, PersonRow>();
  readonly #texts = new Map<string, string>();
  readonly #marks = new Map<string, Set<string>>();
  readonly #places: (row: PersonRow) => readonly (string | null)[];
  /** What a search finds people of one place by. */
  readonly #placeTexts = new Map<string, string>();
  #sorted: readonly PersonRow[] = [];
  #found: { readonly key: string; readonly rows: readonly PersonRow[] } | undefined;

  /** `places`: the names of a person's organisation and site, which a search finds them by. */
  constructor(desk: Desk, places: (row: PersonRow) => readonly (string | null)[], begin?: Begin) {
    this.#places = places;
    for (const row of desk.records.rows<PersonRow>('person')) {
      this.#rows.set(row.id, row);
      this.#unread.set(row.id, row);
    }
    const reading = new Slices(desk.ambient, {
      sliceMs: SLICE_MS,
      next: () => this.#read(PIECE),
      onDone: () => undefined,
    });
    desk.onClosing(() => reading.stop());
    reading.beginWith(begin);
    desk.onApplied(({ puts, removes }) => {
      const people = puts.filter((record): record is Person => record.type === 'person');
      const gone = removes.filter((id) => this.#rows.has(id));
      if (people.length + gone.length === 0) return;
      this.#forget([...people.map(({ id }) => id), ...gone]);
      for (const person of people) {
        const row = personRow(person);
        this.#rows.set(row.id, row);
        this.#unread.set(row.id, row);
      }
      this.#found = undefined;
      reading.goOn();
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
  forgetPlaces(): void {
    this.#placeTexts.clear();
    this.#found = undefined;
  }

  /** Those that the view holds and in which every word occurs, in the order of names. Duplicates stand beside those they resemble. */
  find(question: PeopleQuestion): readonly PersonRow[] {
    const key = JSON.stringify(question);
    if (this.#found?.key === key) return this.#found.rows;
    const words = personWords(question.text);
    this.#readAll();
    const among = question.view === 'duplicates' ? this.#duplicates() : this.#sorted;
    const isActive = question.view !== 'inactive';
    const rows = among.filter(
      (row) =>
        row.active === isActive &&
        (question.organisationId === null || row.organisationId === question.organisationId) &&
        (question.siteId === null || row.siteId === question.siteId) &&
        words.every((word) => this.#text(row).includes(word) || this.#placeText(row).includes(word)),
    );
    this.#found = { key, rows };
    return rows;
  }

  /** Others who share a mark with these; whoever was merged is not among them. */
  like(
    marks: Marks,
    except: string | null,
  ): readonly { readonly row: PersonRow; readonly shares: readonly Likeness[] }[] {
    this.#readAll();
    const shares = new Map<string, Set<Likeness>>();
    for (const mark of marksOf(marks))
      for (const id of this.#marks.get(mark) ?? []) {
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
    this.#readAll();
    return [...(this.#marks.get(mark) ?? [])].flatMap((id) => {
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
    for (const ids of this.#marks.values()) if (ids.size > 1) for (const id of ids) shared.add(id);
    const listed = new Set<PersonRow>();
    for (const row of this.#sorted) {
      if (!row.active || !shared.has(row.id) || listed.has(row)) continue;
      const like = this.like(row, row.id).filter((each) => each.row.active);
      if (like.length === 0) continue;
      listed.add(row);
      for (const each of like) listed.add(each.row);
    }
    return [...listed];
  }

  /** They are gone, or other than they were. */
  #forget(ids: readonly string[]): void {
    const read = new Set<PersonRow>();
    for (const id of ids) {
      const row = this.#rows.get(id);
      if (!row) continue;
      this.#rows.delete(id);
      this.#texts.delete(id);
      if (this.#unread.delete(id)) continue;
      read.add(row);
      for (const mark of marksOf(row)) {
        const known = this.#marks.get(mark);
        known?.delete(id);
        if (known?.size === 0) this.#marks.delete(mark);
      }
    }
    if (read.size > 0) this.#sorted = this.#sorted.filter((row) => !read.has(row));
  }

  /** Reads so many people that wait; false if none is left. */
  #read(count: number): boolean {
    const piece: PersonRow[] = [];
    for (const row of this.#unread.values()) {
      if (piece.length === count) break;
      piece.push(row);
    }
    for (const row of piece) {
      this.#unread.delete(row.id);
      this.#text(row);
      for (const mark of marksOf(row)) addTo(this.#marks, mark, row.id);
    }
    this.#sorted = merged(this.#sorted, piece.toSorted(compareRows));
    return this.#unread.size > 0;
  }

  #readAll(): void {
    if (this.#unread.size > 0) this.#read(this.#unread.size);
  }

  #text(row: PersonRow): string {
    const known = this.#texts.get(row.id);
    if (known !== undefined) return known;
    const text = personText(row, []);
    this.#texts.set(row.id, text);
    return text;
  }

  #placeText(row: PersonRow): string {
    const key = `${row.organisationId} ${row.siteId}`;
    const known = this.#placeTexts.get(key);
    if (known !== undefined) return known;
    const text = fold(
      this.#places(row)
        .filter((place) => place !== null)
        .join('\n'),
    );
    this.#placeTexts.set(key, text);
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

/** Both in one order. As much work as there are, and as finding the places of those that are added. */
const merged = (sorted: readonly PersonRow[], added: readonly PersonRow[]): readonly PersonRow[] => {
  if (added.length === 0) return sorted;
  if (sorted.length === 0) return added;
  const all: PersonRow[] = [];
  let from = 0;
  for (const row of added) {
    for (const place = placeOf(sorted, row); from < place; from++) {
      const before = sorted[from];
      if (before) all.push(before);
    }
    all.push(row);
  }
  for (const row of sorted.slice(from)) all.push(row);
  return all;
};
