/** Which files beside a log are its rotated ones, and in what order they were written. */

interface Sibling {
  readonly name: string;
  readonly isPacked: boolean;
  /** Compared number by number; sorts oldest first. */
  readonly order: readonly bigint[];
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/gu, '\\$&');

/** Each character fits in one way only: whoever may name a file here cannot make us try many. */
const DATED = /^\d{4}[-_.]?\d{2}(?:\d|[-_.T](?=\d))*$/u;

/** Year, month, day, with or without anything between them; then the time or a number, of which the tenth comes after the ninth. */
const datedOrder = (mark: string): readonly bigint[] =>
  (/^(\d{4})[-_.]?(\d{2})(\d{2})?(.*)$/u.exec(mark) ?? [])
    .slice(1)
    .flatMap((part: string | undefined) => part?.match(/\d+/gu) ?? [])
    .map(BigInt);

/** `app.log.3`, `app.log-20261126`, `app.log.2026-11-26_13`, `app-20261126.log`, `app.2.log`, `app.log.old`, each also with `.gz`. */
const orderOf = (mark: string): Sibling['order'] | null => {
  if (mark === 'old') return [2n];
  if (/^\d{1,4}$/u.test(mark)) return [1n, -BigInt(mark)];
  return DATED.test(mark) ? [0n, ...datedOrder(mark)] : null;
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

const byAge = ({ order: one }: Sibling, { order: other }: Sibling): number => {
  const at = one.findIndex((part, index) => part !== other[index]);
  const [part, against] = [one[at], other[at]];
  if (part === undefined) return one.length - other.length;
  return against === undefined || part > against ? 1 : -1;
};

/** The rotated files of `base` among the names of its folder, oldest first. A file that is just being compressed counts once: as it was. */
export const siblingsAmong = (base: string, names: readonly string[]): readonly Sibling[] => {
  const all = new Set(names);
  return names
    .map((name) => siblingOf(base, name))
    .filter((sibling) => sibling !== null)
    .filter(({ name, isPacked }) => !isPacked || !all.has(name.slice(0, -3)))
    .toSorted(byAge);
};

/** Logs that a file with this name may be a rotated one of: those that `siblingsAmong` finds it for. */
export const basesOf = (name: string): readonly string[] => {
  const plain = name.endsWith('.gz') ? name.slice(0, -3) : name;
  const dot = plain.lastIndexOf('.');
  const extension = plain.slice(dot);
  const bases: string[] = [];
  for (let at = 1; at < plain.length; at++) {
    if (plain[at] !== '.' && plain[at] !== '-') continue;
    if (orderOf(plain.slice(at + 1)) !== null) bases.push(plain.slice(0, at));
    if (at < dot && orderOf(plain.slice(at + 1, dot)) !== null) bases.push(plain.slice(0, at) + extension);
  }
  return bases;
};

/** Those among the names of one folder that are logs of their own; what is compressed is so only beside the log that it was. */
export const ownersAmong = (names: readonly string[]): ReadonlySet<string> => {
  const owners = new Set<string>();
  const byLength = names.toSorted((one, other) => one.length - other.length);
  for (const name of byLength)
    if (!name.endsWith('.gz') && !basesOf(name).some((base) => owners.has(base))) owners.add(name);
  return owners;
};
