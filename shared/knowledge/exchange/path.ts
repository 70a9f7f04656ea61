/** Longest path within a folder that is taken. */
const MAX_PATH = 500;

const CONTROLS = /\p{Cc}/u;

/**
 * The path of a file within its folder, with `/` between names; undefined for one that leads out of the folder or names no file: absolute,
 * of a drive, through `..`, with control characters, or too long.
 */
export const placeOf = (path: string): string | undefined => {
  const slashed = path.replaceAll('\\', '/');
  if (slashed.startsWith('/') || /^[a-z]:/i.test(slashed) || CONTROLS.test(slashed)) return undefined;
  const names = slashed.split('/').filter((name) => name !== '' && name !== '.');
  const place = names.join('/').normalize('NFC');
  return names.length === 0 || names.includes('..') || place.length > MAX_PATH ? undefined : place;
};

/** The last name. */
export const nameOf = (place: string): string => place.slice(place.lastIndexOf('/') + 1);

/** The folder that it lies in; empty at the top. */
export const folderOf = (place: string): string => place.slice(0, Math.max(0, place.lastIndexOf('/')));

const stepsOf = (place: string): string[] => place.split('/').filter((name) => name !== '' && name !== '.');

/** Where a relative link in `from` leads within the folder; undefined where that is outside it. */
export const resolvePlace = (from: string, target: string): string | undefined => {
  const names = target.startsWith('/') ? [from.split('/')[0] ?? ''] : stepsOf(folderOf(from));
  for (const step of stepsOf(target)) {
    if (step !== '..') names.push(step);
    else if (names.pop() === undefined) return undefined;
  }
  return names.join('/').normalize('NFC');
};
