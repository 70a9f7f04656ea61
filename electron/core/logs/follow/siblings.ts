/** Which files beside a log are its rotated ones, and in what order they were written. */

interface Sibling {
  readonly name: string;
  readonly isPacked: boolean;
  /** Sorts oldest first. */
  readonly order: readonly [kind: number, age: number, text: string];
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/gu, '\\$&');

/** `app.log.3`, `app.log-20261126`, `app.log.2026-11-26_13`, `app-20261126.log`, `app.2.log`, `app.log.old`, each also with `.gz`. */
const orderOf = (mark: string): Sibling['order'] | null => {
  if (mark === 'old') return [2, 0, ''];
  if (/^\d{1,4}$/u.test(mark)) return [1, -Number(mark), ''];
  if (/^\d{4}[-_.]?\d{2}([-_.T]?\d+)*$/u.test(mark) || /^\d{9,}$/u.test(mark))
    return [0, 0, mark.replaceAll(/\D/gu, '')];
  return null;
};

const siblingOf = (base: string, name: string): Sibling | null => {
  const plain = name.endsWith('.gz') ? name.slice(0, -3) : name;
  const dot = base.lastIndexOf('.');
  const after = new RegExp(`^${escaped(base)}[.-](.+)$`, 'u').exec(plain)?.[1];
  const within =
    dot > 0
      ? new RegExp(`^${escaped(base.slice(0, dot))}[.-](.+)${escaped(base.slice(dot))}$`, 'u').exec(plain)?.[1]
      : undefined;
  const mark = after ?? within;
  const order = mark === undefined ? null : orderOf(mark);
  return order === null ? null : { name, isPacked: plain !== name, order };
};

const byAge = (one: Sibling, other: Sibling): number =>
  one.order[0] - other.order[0] ||
  one.order[1] - other.order[1] ||
  (one.order[2] < other.order[2] ? -1 : Number(one.order[2] > other.order[2]));

/** The rotated files of `base` among the names of its folder, oldest first. A file that is just being compressed counts once: as it was. */
export const siblingsAmong = (base: string, names: readonly string[]): readonly Sibling[] => {
  const all = new Set(names);
  return names
    .map((name) => siblingOf(base, name))
    .filter((sibling) => sibling !== null)
    .filter(({ name, isPacked }) => !isPacked || !all.has(name.slice(0, -3)))
    .toSorted(byAge);
};
