/** The trees of a desk: what ships, and what was saved here over it or beside it. Read from the records each time, for there are few. */
import type { CheckedTree } from '#shared/diagnosis/check-tree.ts';
import type { TreeDetail, TreeSummary, TreeVersion } from '#shared/diagnosis/operations.ts';
import { treePrefix, type DiagnosisTreeRecord } from '#shared/diagnosis/records.ts';
import type { DiagnosisTree } from '#shared/diagnosis/tree.ts';
import type { Desk } from '../desk.ts';
import { readTree } from './read-tree.ts';
import { shippedTrees, type ShippedTree } from './shipped.ts';

/** What holds for one tree now. */
export interface ShelfTree {
  readonly id: string;
  readonly shipped: ShippedTree | undefined;
  /** The record that holds, null where what ships does. */
  readonly record: (DiagnosisTreeRecord & { readonly text: string }) | null;
  readonly text: string;
  readonly checked: CheckedTree;
}

/** Who somebody is by the id that a record names them with. */
export type NameOf = (userId: string) => string;

const byNewest = (left: DiagnosisTreeRecord, right: DiagnosisTreeRecord): number =>
  right.version - left.version || (left.id < right.id ? 1 : -1);

export class Shelf {
  readonly #desk: Desk;
  readonly #nameOf: NameOf;
  /** What texts were found to hold; a text never means anything else. */
  readonly #read = new Map<string, CheckedTree>();

  constructor(desk: Desk, nameOf: NameOf) {
    this.#desk = desk;
    this.#nameOf = nameOf;
  }

  /** What was saved here of one tree, newest first. */
  saved(tree: string): readonly DiagnosisTreeRecord[] {
    return this.#desk.records
      .idsWithPrefix(treePrefix(tree))
      .flatMap((id) => this.#desk.records.get<DiagnosisTreeRecord>('diagnosisTree', id) ?? [])
      .filter(({ source }) => source === 'desk')
      .toSorted(byNewest);
  }

  /** The number that the next version of a tree gets. */
  nextVersion(tree: string): number {
    const shipped = shippedTrees().find((each) => each.tree.id === tree);
    return Math.max(shipped?.tree.version ?? 0, ...this.saved(tree).map(({ version }) => version)) + 1;
  }

  /** Undefined: there is no such tree, or it is out of use. */
  find(tree: string): ShelfTree | undefined {
    const shipped = shippedTrees().find((each) => each.tree.id === tree);
    const [newest] = this.saved(tree);
    const record = newest && newest.text !== null ? { ...newest, text: newest.text } : null;
    const text = record?.text ?? shipped?.text;
    return text === undefined ? undefined : { id: tree, shipped, record, text, checked: this.#check(text) };
  }

  /** Every tree in use, those that ship first, the others by name. */
  all(): readonly ShelfTree[] {
    const shipped = shippedTrees().map(({ tree }) => tree.id);
    const own = new Set<string>();
    for (const id of this.#desk.records.ids('diagnosisTree')) own.add(id.split(':')[1] ?? '');
    const others = [...own].filter((id) => !shipped.includes(id)).toSorted();
    return [...shipped, ...others].flatMap((id) => this.find(id) ?? []);
  }

  /** The tree that a run walks, whatever holds now. */
  edition(id: string): DiagnosisTree | undefined {
    const shipped = shippedTrees().find(({ edition }) => edition === id);
    if (shipped) return shipped.tree;
    const record = this.#desk.records.get<DiagnosisTreeRecord>('diagnosisTree', id);
    return record?.text === null || record === undefined ? undefined : (this.#check(record.text).tree ?? undefined);
  }

  summary({ id, shipped, record, checked: { outline, problems } }: ShelfTree): TreeSummary {
    const nodes = outline?.nodes ?? [];
    const ends = nodes.filter(({ kind }) => kind === 'end').length;
    return {
      tree: id,
      title: outline?.title ?? { en: id, 'zh-CN': id },
      suits: outline?.suits ?? { categories: [], words: [] },
      version: record?.version ?? shipped?.tree.version ?? 1,
      isShipped: shipped !== undefined,
      saved: record && { at: record.createdAt, by: this.#nameOf(record.createdBy) },
      steps: nodes.length - ends,
      ends,
      problems: problems.length,
    };
  }

  detail(tree: ShelfTree): TreeDetail {
    return {
      ...this.summary(tree),
      edition: tree.record?.id ?? null,
      text: tree.text,
      shippedText: tree.shipped?.text ?? null,
      checked: tree.checked,
      versions: this.saved(tree.id).map(({ id, version, createdAt, createdBy, text }): TreeVersion => ({
        edition: id,
        version,
        at: createdAt,
        by: this.#nameOf(createdBy),
        text,
      })),
    };
  }

  #check(text: string): CheckedTree {
    const known = this.#read.get(text);
    if (known) return known;
    const checked = readTree(text);
    this.#read.set(text, checked);
    return checked;
  }
}
