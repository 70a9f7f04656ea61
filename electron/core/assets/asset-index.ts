import type { ConfigurationItem } from '#shared/assets/configuration-item.ts';
import { compareAssets, passesFilter, type AssetFilter, type AssetOrder } from '#shared/assets/filter.ts';
import { identityKey, scanKey, uniqueKey } from '#shared/assets/identity.ts';
import type { AssetsAround } from '#shared/assets/plan.ts';
import { assetRow, assetText, type AssetRow } from '#shared/assets/row.ts';
import { isOutOfService } from '#shared/assets/status.ts';
import { matchesTerms, searchTerms } from '#shared/queue/text-match.ts';
import { numberSearchKey } from '#shared/tickets/number.ts';
import type { Desk } from '../desk.ts';
import type { Begin } from '../first-list.ts';
import { Slices } from '../slices.ts';

/** What one slice of reading labels may take of the event loop, ms. */
const SLICE_MS = 4;
/** Lists kept in order, so that scrolling one does not sort it again. */
const KEPT_LISTS = 4;

/** The `count` that come first, in order, without ordering the rest. */
const firstOf = <T>(values: Iterable<T>, compare: (left: T, right: T) => number, count: number): readonly T[] => {
  const first: T[] = [];
  for (const value of values) {
    const last = first.at(-1);
    if (first.length === count && last !== undefined && compare(value, last) >= 0) continue;
    const place = first.findIndex((each) => compare(value, each) < 0);
    first.splice(place < 0 ? first.length : place, 0, value);
    if (first.length > count) first.pop();
  }
  return first;
};

/**
 * The rows of all assets in memory, by id, by what is on their labels, and by what they are a part of. Labels, and what a search looks
 * through, are read in slices when the desk has time, or at once when somebody asks before. Lists are put in order once for each version.
 * Lives as long as the desk.
 */
export class AssetIndex implements AssetsAround {
  readonly #rows = new Map<string, AssetRow>();
  readonly #texts = new Map<string, string>();
  /** Several may carry one key after two consoles met: the first by id counts. */
  readonly #serials = new Map<string, Set<string>>();
  readonly #tags = new Map<string, Set<string>>();
  readonly #numbers = new Map<string, string>();
  readonly #children = new Map<string, Set<string>>();
  /** Assets that none of the maps by label has yet. */
  readonly #unread = new Set<string>();
  readonly #lists = new Map<string, readonly AssetRow[]>();
  #version = 1;

  constructor(desk: Desk, begin?: Begin) {
    for (const row of desk.records.rows<AssetRow>('ci')) {
      this.#rows.set(row.id, row);
      this.#unread.add(row.id);
    }
    const reading = new Slices(desk.ambient, {
      sliceMs: SLICE_MS,
      next: () => this.#readNext(),
      onDone: () => undefined,
    });
    desk.onClosing(() => reading.stop());
    reading.beginWith(begin);
    desk.onApplied(({ puts, removes }) => {
      let changed = false;
      for (const record of puts) {
        if (record.type !== 'ci') continue;
        this.#put(assetRow(record as ConfigurationItem));
        changed = true;
      }
      for (const id of removes) if (id.startsWith('ci:')) changed = this.#remove(id) || changed;
      if (!changed) return;
      this.#version++;
      this.#lists.clear();
    });
  }

  get version(): number {
    return this.#version;
  }

  rows(): Iterable<AssetRow> {
    return this.#rows.values();
  }

  /** Bound: the rules pass it on. */
  readonly find = (id: string): AssetRow | undefined => this.#rows.get(id);

  bySerial(key: string): AssetRow | undefined {
    this.#readAll();
    return this.#first(this.#serials.get(key));
  }

  byTag(key: string): AssetRow | undefined {
    this.#readAll();
    return this.#first(this.#tags.get(key));
  }

  /** By its number here, however written. */
  byNumber(number: string): AssetRow | undefined {
    this.#readAll();
    const id = this.#numbers.get(numberSearchKey(number));
    return id === undefined ? undefined : this.#rows.get(id);
  }

  childrenOf(id: string): readonly AssetRow[] {
    this.#readAll();
    return [...(this.#children.get(id) ?? [])]
      .flatMap((childId) => this.#rows.get(childId) ?? [])
      .toSorted(compareAssets({ by: 'name', descending: false }));
  }

  /** The asset with this number, tag or serial, in this order: a tag is the desk's own and says more than a maker's serial. */
  scan(text: string): AssetRow | undefined {
    this.#readAll();
    const numbered = this.#numbers.get(scanKey(text));
    if (numbered !== undefined) return this.#rows.get(numbered);
    const key = identityKey(text);
    return key === '' ? undefined : (this.byTag(key) ?? this.bySerial(key));
  }

  /** In the order asked for; the same array for as long as nothing changes. */
  list(filter: AssetFilter, order: AssetOrder, today: string): readonly AssetRow[] {
    const key = JSON.stringify([filter, order, today]);
    const known = this.#lists.get(key);
    if (known) return known;
    const terms = searchTerms(filter.text);
    const found = [...this.#rows.values()]
      .filter((row) => passesFilter(row, filter, today) && (terms.length === 0 || matchesTerms(this.#text(row), terms)))
      .toSorted(compareAssets(order));
    const [oldest] = this.#lists.keys();
    if (this.#lists.size >= KEPT_LISTS && oldest !== undefined) this.#lists.delete(oldest);
    this.#lists.set(key, found);
    return found;
  }

  /** The best matches for a few words: a label exactly, then what begins so, those in service before the rest. */
  best(text: string, count: number): readonly AssetRow[] {
    const terms = searchTerms(text);
    if (terms.length === 0) return [];
    const exact = this.scan(text);
    const key = identityKey(text);
    const rank = (row: AssetRow): number =>
      row === exact
        ? 0
        : Number(isOutOfService(row.status)) * 4 +
          ([row.name, row.assetTag, row.serial].some((each) => identityKey(each).startsWith(key)) ? 1 : 2);
    const byName = compareAssets({ by: 'name', descending: false });
    const found = [...this.#rows.values()]
      .filter((row) => row === exact || matchesTerms(this.#text(row), terms))
      .map((row) => ({ row, rank: rank(row) }));
    return firstOf(found, (left, right) => left.rank - right.rank || byName(left.row, right.row), count).map(
      ({ row }) => row,
    );
  }

  #first(ids: ReadonlySet<string> | undefined): AssetRow | undefined {
    if (!ids) return undefined;
    const [first] = ids.size === 1 ? ids : [...ids].toSorted();
    return first === undefined ? undefined : this.#rows.get(first);
  }

  #text(row: AssetRow): string {
    const known = this.#texts.get(row.id);
    if (known !== undefined) return known;
    const text = assetText(row);
    this.#texts.set(row.id, text);
    return text;
  }

  #put(row: AssetRow): void {
    this.#remove(row.id);
    this.#rows.set(row.id, row);
    this.#read(row);
  }

  #read(row: AssetRow): void {
    this.#numbers.set(numberSearchKey(row.number), row.id);
    for (const [keys, key] of this.#keysOf(row)) {
      const ids = keys.get(key);
      if (ids) ids.add(row.id);
      else keys.set(key, new Set([row.id]));
    }
  }

  /** Reads one asset that waits; false if none does. */
  #readNext(): boolean {
    for (const id of this.#unread) {
      this.#unread.delete(id);
      const row = this.#rows.get(id);
      if (row) {
        this.#read(row);
        this.#text(row);
      }
      return true;
    }
    return false;
  }

  #readAll(): void {
    for (const id of this.#unread) {
      const row = this.#rows.get(id);
      if (row) this.#read(row);
    }
    this.#unread.clear();
  }

  #remove(id: string): boolean {
    const row = this.#rows.get(id);
    if (!row) return false;
    this.#rows.delete(id);
    this.#texts.delete(id);
    if (this.#unread.delete(id)) return true;
    this.#numbers.delete(numberSearchKey(row.number));
    for (const [keys, key] of this.#keysOf(row)) {
      const ids = keys.get(key);
      ids?.delete(id);
      if (ids?.size === 0) keys.delete(key);
    }
    return true;
  }

  *#keysOf(row: AssetRow): Generator<readonly [Map<string, Set<string>>, string]> {
    const serial = uniqueKey(row.serial);
    const tag = uniqueKey(row.assetTag);
    if (serial !== null) yield [this.#serials, serial];
    if (tag !== null) yield [this.#tags, tag];
    if (row.parentId !== null) yield [this.#children, row.parentId];
  }
}
