/** What becomes of each row of a list of assets, decided before anything is written. */
import type { PersonRef } from '../../base/record.ts';
import type { AssetContent, ConfigurationItem, SiteRef } from '../configuration-item.ts';
import { uniqueKey } from '../identity.ts';
import { differingFields } from '../plan.ts';
import { nextStatuses } from '../status.ts';
import { MAX_TREE_DEPTH } from '../tree.ts';
import { isWarning, type AssetProblem } from './problem.ts';
import type { AssetReading, ReadAsset } from './read-row.ts';

/**
 * What happens to an asset that is here already: `keep` leaves it alone, `fill` writes only where it says nothing, `replace` writes what the
 * file says. An empty cell never takes anything away.
 */
export const existingModes = ['keep', 'fill', 'replace'] as const;
export type ExistingMode = (typeof existingModes)[number];

export const assetOutcomes = ['create', 'update', 'same', 'refuse'] as const;
export type AssetOutcome = (typeof assetOutcomes)[number];

export interface AssetVerdict {
  /** As in a spreadsheet: the header is 1. */
  readonly row: number;
  readonly outcome: AssetOutcome;
  readonly existing: ConfigurationItem | null;
  /** What would be stored; its parent is `parent` where that is in the file too. Null for a refused row. */
  readonly content: AssetContent | null;
  readonly status: ConfigurationItem['status'];
  /** Index in the verdicts of the row that it is a part of; null where that is here already, or nothing. */
  parent: number | null;
  readonly name: string;
  readonly label: string;
  problems: readonly AssetProblem[];
}

/** What judging asks of the desk. */
export interface JudgingSources {
  readonly mode: ExistingMode;
  bySerial(key: string): ConfigurationItem | undefined;
  byTag(key: string): ConfigurationItem | undefined;
  byNumber(number: string): ConfigurationItem | undefined;
  byName(name: string): ConfigurationItem | undefined;
  /** What an asset here is a part of. */
  parentOf(id: string): string | null;
  /** The person whom a mail address or a name stands for; only a name where the directory does not know them. */
  owner(name: string | undefined, mail: string | undefined): PersonRef | null;
  site(name: string): SiteRef;
}

const emptyContent: AssetContent = {
  name: '',
  class: 'other',
  serial: '',
  assetTag: '',
  manufacturer: '',
  model: '',
  owner: null,
  site: null,
  parentId: null,
  supplier: '',
  purchasedOn: null,
  warrantyUntil: null,
  attributes: [],
  note: '',
};

const contentOf = (item: ConfigurationItem): AssetContent => ({
  name: item.name,
  class: item.class,
  serial: item.serial,
  assetTag: item.assetTag,
  manufacturer: item.manufacturer,
  model: item.model,
  owner: item.owner,
  site: item.site,
  parentId: item.parentId,
  supplier: item.supplier,
  purchasedOn: item.purchasedOn,
  warrantyUntil: item.warrantyUntil,
  attributes: item.attributes,
  note: item.note,
});

/** What the row says over what is there. */
const overlay = (before: AssetContent, read: ReadAsset, sources: JudgingSources, isNew: boolean): AssetContent => {
  const fills = sources.mode === 'fill' && !isNew;
  const text = (field: 'name' | 'serial' | 'assetTag' | 'manufacturer' | 'model' | 'supplier' | 'note'): string => {
    const given = read[field];
    return given === undefined || (fills && before[field] !== '') ? before[field] : given;
  };
  const day = (field: 'purchasedOn' | 'warrantyUntil'): string | null => {
    const given = read[field];
    return given === undefined || (fills && before[field] !== null) ? before[field] : given;
  };
  const owner = sources.owner(read.owner, read.ownerMail);
  const attributes = new Map(before.attributes.map(({ key, value }) => [key, value]));
  for (const { key, value } of read.attributes) if (!fills || !attributes.has(key)) attributes.set(key, value);
  return {
    name: text('name'),
    class: read.class === undefined || (fills && before.class !== 'other') ? before.class : read.class,
    serial: text('serial'),
    assetTag: text('assetTag'),
    manufacturer: text('manufacturer'),
    model: text('model'),
    owner: owner === null || (fills && before.owner !== null) ? before.owner : owner,
    site: read.site === undefined || (fills && before.site !== null) ? before.site : sources.site(read.site),
    parentId: before.parentId,
    supplier: text('supplier'),
    purchasedOn: day('purchasedOn'),
    warrantyUntil: day('warrantyUntil'),
    attributes: [...attributes].map(([key, value]) => ({ key, value })),
    note: text('note'),
  };
};

/** A row without a name goes by its maker and model, else by what is on its label. */
const nameOf = ({ name, manufacturer = '', model = '', assetTag, serial }: ReadAsset): string =>
  name ?? (`${manufacturer} ${model}`.trim() || assetTag || serial || '');

/** Levels of what is a part of itself. */
const RING = Infinity;

/** Judges rows one after the other, then (`finish`) what hangs together only once all are known: parts and wholes. */
export class AssetJudge {
  readonly #sources: JudgingSources;
  readonly #verdicts: AssetVerdict[] = [];
  readonly #wanted: (string | undefined)[] = [];
  readonly #serials = new Map<string, number>();
  readonly #tags = new Map<string, number>();
  readonly #names = new Map<string, number>();
  readonly #existing = new Map<string, number>();

  constructor(sources: JudgingSources) {
    this.#sources = sources;
  }

  broken(row: number, value: string): void {
    this.#add(row, null, { attributes: [] }, [{ code: 'row.broken', column: null, value }]);
  }

  add(row: number, { read, problems: found }: AssetReading): void {
    const problems: AssetProblem[] = [...found];
    const tell = (code: AssetProblem['code'], value: string): void => void problems.push({ code, column: null, value });
    const serial = uniqueKey(read.serial ?? '');
    const tag = uniqueKey(read.assetTag ?? '');
    const bySerial = serial === null ? undefined : this.#sources.bySerial(serial);
    const byTag = tag === null ? undefined : this.#sources.byTag(tag);
    const byNumber = read.number === undefined ? undefined : this.#sources.byNumber(read.number);
    const known = new Set([bySerial, byTag, byNumber].flatMap((item) => item?.id ?? []));
    if (serial !== null && this.#serials.has(serial)) tell('serial.twice', read.serial ?? '');
    if (tag !== null && this.#tags.has(tag)) tell('tag.twice', read.assetTag ?? '');
    if (known.size > 1)
      tell('identity.two-assets', [bySerial, byTag, byNumber].flatMap((item) => item?.number ?? []).join(', '));
    if (read.number !== undefined && !byNumber && known.size === 0 && serial === null && tag === null)
      tell('number.unknown', read.number);
    const existing = byNumber ?? bySerial ?? byTag ?? null;
    if (existing && this.#existing.has(existing.id)) tell('serial.twice', existing.number);
    if (!existing && nameOf(read) === '') tell('name.missing', '');
    this.#add(row, existing, read, problems);
  }

  /**
   * Finds which row is a part of what and refuses those that could not be, in small steps: the last one says all verdicts. As much work as
   * there are rows, however they hang together.
   */
  *finish(): Generator<undefined, readonly AssetVerdict[]> {
    for (const [index, verdict] of this.#verdicts.entries()) {
      this.#tie(index, verdict);
      yield;
    }
    const levels: number[] = [];
    for (const index of this.#verdicts.keys()) yield* this.#countLevels(index, levels);
    for (const [index, found] of levels.entries()) {
      if (found === RING) this.#refuse(index, 'parent.cycle');
      else if (found > MAX_TREE_DEPTH && !this.#isLeftAlone(index)) this.#refuse(index, 'parent.too-deep');
    }
    return this.#verdicts;
  }

  #add(row: number, existing: ConfigurationItem | null, read: ReadAsset, given: readonly AssetProblem[]): void {
    const problems = [...given];
    const before = existing ? contentOf(existing) : { ...emptyContent, name: nameOf(read) };
    const isRefused = problems.some((problem) => !isWarning(problem));
    const isLeft = existing !== null && this.#sources.mode === 'keep';
    const content = isRefused ? null : isLeft ? before : overlay(before, read, this.#sources, existing === null);
    let status = existing?.status ?? read.status ?? 'in_use';
    if (
      existing &&
      read.status !== undefined &&
      read.status !== status &&
      this.#sources.mode === 'replace' &&
      !isRefused
    ) {
      if (nextStatuses(status).includes(read.status)) status = read.status;
      else problems.push({ code: 'status.not-next', column: null, value: `${status} → ${read.status}` });
    }
    const isSame =
      existing !== null &&
      content !== null &&
      status === existing.status &&
      differingFields(before, content).length === 0;
    const index = this.#verdicts.length;
    this.#verdicts.push({
      row,
      outcome: isRefused ? 'refuse' : existing === null ? 'create' : isSame ? 'same' : 'update',
      existing,
      content,
      status,
      parent: null,
      name: content?.name ?? nameOf(read),
      label: read.assetTag ?? read.serial ?? read.number ?? '',
      problems,
    });
    this.#wanted.push(isRefused || isLeft ? undefined : read.parent);
    if (isRefused) return;
    const serial = uniqueKey(content?.serial ?? '');
    const tag = uniqueKey(content?.assetTag ?? '');
    if (serial !== null) this.#serials.set(serial, index);
    if (tag !== null) this.#tags.set(tag, index);
    if (content && !this.#names.has(content.name)) this.#names.set(content.name, index);
    if (existing) this.#existing.set(existing.id, index);
  }

  #tie(index: number, verdict: AssetVerdict): void {
    const wanted = this.#wanted[index];
    const { content, existing } = verdict;
    if (wanted === undefined || content === null) return;
    if (this.#sources.mode === 'fill' && existing !== null && existing.parentId !== null) return;
    const key = uniqueKey(wanted) ?? '';
    const here = this.#sources.byTag(key) ?? this.#sources.bySerial(key) ?? this.#sources.byNumber(wanted);
    const inFile = this.#tags.get(key) ?? this.#serials.get(key) ?? (here ? undefined : this.#names.get(wanted));
    const named = here ?? (inFile === undefined ? this.#sources.byName(wanted) : undefined);
    const known = named ? this.#existing.get(named.id) : undefined;
    const parent = inFile ?? known ?? null;
    if (parent === null && !named) {
      verdict.problems = [...verdict.problems, { code: 'parent.unknown', column: null, value: wanted }];
      return;
    }
    const parentId = (parent === null ? named?.id : this.#verdicts[parent]?.existing?.id) ?? null;
    if (existing && parentId !== null && existing.parentId === parentId) return;
    this.#verdicts[index] = {
      ...verdict,
      outcome: verdict.outcome === 'same' ? 'update' : verdict.outcome,
      content: { ...content, parentId },
      parent,
    };
  }

  /** How many wholes stand above this row and those on the way up, each counted once; `RING` where the way comes back to itself. */
  *#countLevels(from: number, levels: number[]): Generator<undefined, void> {
    const path: { readonly index: number; readonly next: number | null; readonly steps: number }[] = [];
    const places = new Map<number, number>();
    for (let index: number | null = from; index !== null && levels[index] === undefined && !places.has(index);) {
      const above: { readonly next: number | null; readonly steps: number } = this.#above(index);
      places.set(index, path.length);
      path.push({ index, ...above });
      index = above.next;
      yield;
    }
    const last = path.at(-1)?.next ?? null;
    const ringFrom = last === null ? undefined : places.get(last);
    for (const [place, { index, next, steps }] of [...path.entries()].toReversed()) {
      const above = next === null ? 0 : (levels[next] ?? RING);
      const isInRing = ringFrom !== undefined && place >= ringFrom;
      levels[index] = isInRing ? RING : steps + (above === RING ? 0 : above);
    }
  }

  /** The nearest row of the file above this one, also across assets that are not in the file, and how many levels up that, or the top, is. */
  #above(index: number): { readonly next: number | null; readonly steps: number } {
    const verdict = this.#verdicts[index];
    if (!verdict || verdict.parent !== null) return { next: verdict?.parent ?? null, steps: 1 };
    const passed = new Set<string>();
    for (let id = verdict.content?.parentId ?? null; id !== null && !passed.has(id); id = this.#sources.parentOf(id)) {
      passed.add(id);
      const inFile = this.#existing.get(id);
      if (inFile !== undefined) return { next: inFile, steps: passed.size };
    }
    return { next: null, steps: passed.size };
  }

  #isLeftAlone(index: number): boolean {
    const outcome = this.#verdicts[index]?.outcome;
    return outcome === 'same' || outcome === 'refuse';
  }

  #refuse(index: number, code: 'parent.cycle' | 'parent.too-deep'): void {
    const verdict = this.#verdicts[index];
    if (!verdict) return;
    this.#verdicts[index] = {
      ...verdict,
      outcome: 'refuse',
      content: null,
      problems: [...verdict.problems, { code, column: null, value: verdict.name }],
    };
  }
}

/** Indices of the rows that are written, wholes before their parts. Parts of a refused row are written without it. */
export const writingOrder = (verdicts: readonly AssetVerdict[]): readonly number[] => {
  const order: number[] = [];
  const passed = new Set<number>();
  const visit = (index: number): void => {
    const path: number[] = [];
    for (let next: number | null = index; next !== null && !passed.has(next); next = verdicts[next]?.parent ?? null) {
      passed.add(next);
      path.push(next);
    }
    order.push(...path.toReversed());
  };
  for (const index of verdicts.keys()) visit(index);
  return order.filter((index) => {
    const outcome = verdicts[index]?.outcome;
    return outcome === 'create' || outcome === 'update';
  });
};
