/** Which files of a store folder are the engine's, and how they are called. Anything else is left alone. */
export type NumberedKind = 'journal' | 'snapshot' | 'log';
export type AnchorSlot = 'a' | 'b';

export interface StoreNames {
  readonly journal: readonly number[];
  readonly snapshot: readonly number[];
  readonly log: readonly number[];
  readonly anchors: readonly AnchorSlot[];
  /** Half-written files that were never given their name. */
  readonly unfinished: readonly string[];
}

export const fileName = (kind: NumberedKind, number: number): string => `${kind}-${String(number).padStart(8, '0')}`;
export const anchorName = (slot: AnchorSlot): string => `anchor-${slot}`;
export const FENCE = 'fence';
export const RESERVE = 'reserve';
/** Given to a file until it is whole and on the medium. */
export const unfinishedName = (name: string): string => `${name}.new`;

const numbered = /^(journal|snapshot|log)-(\d{8})$/;
const unfinished = /^(?:anchor-[ab]|fence|reserve)\.new$/;

export const sortNames = (names: readonly string[]): StoreNames => {
  const found = { journal: [] as number[], snapshot: [] as number[], log: [] as number[] };
  for (const name of names) {
    const match = numbered.exec(name);
    if (match) found[match[1] as NumberedKind].push(Number(match[2]));
  }
  for (const numbers of Object.values(found)) numbers.sort((a, b) => a - b);
  return {
    ...found,
    anchors: (['a', 'b'] as const).filter((slot) => names.includes(anchorName(slot))),
    unfinished: names.filter((name) => unfinished.test(name)),
  };
};
