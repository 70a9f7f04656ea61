const LONGEST = 44;

/** A file name that leaves room for what stands beside it: cut in its middle, for the end tells files of one series apart. */
export const shortName = (name: string): string =>
  name.length <= LONGEST ? name : `${name.slice(0, LONGEST / 2 - 1)}…${name.slice(-LONGEST / 2)}`;
