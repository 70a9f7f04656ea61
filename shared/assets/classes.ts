import type { StoredRecord } from '../base/record.ts';
import { fold } from '../search/fold.ts';
import { shippedClasses, type ShippedClass } from './configuration-item.ts';

export const MAX_CLASS_NAME = 60;
export const MAX_CLASSES = 100;

/** The classes that a desk added and those of the shipped ones that it does not offer. One record, `ciClasses:desk`. */
export interface AssetClasses extends StoredRecord {
  readonly type: 'ciClasses';
  readonly schema: 1;
  readonly revision: number;
  /** By the names they were given. */
  readonly added: readonly string[];
  readonly hidden: readonly ShippedClass[];
}

export const CLASSES_ID = 'ciClasses:desk';

/** What a form offers, shipped ones first. An asset keeps a class that is no longer offered. */
export const offeredClasses = ({ added, hidden }: Pick<AssetClasses, 'added' | 'hidden'>): readonly string[] => [
  ...shippedClasses.filter((name) => !hidden.includes(name)),
  ...added,
];

/** Without repetitions, names compared as people read them. */
export const tidyClasses = (added: readonly string[]): readonly string[] => {
  const seen = new Map<string, string>();
  for (const name of added) {
    const key = fold(name.trim());
    if (key !== '' && !seen.has(key)) seen.set(key, name.trim());
  }
  return [...seen.values()];
};
