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

/** The folders that a place lies in, the outermost first. */
const foldersAround = (place: string): readonly (readonly string[])[] => {
  const names = stepsOf(folderOf(place));
  return names.map((_, at) => names.slice(0, at + 1));
};

/**
 * Where a link in `from` may lead within the folder, the likeliest first. A path from the root (`/…`, `~/…`) begins at any of the folders
 * around: which of them was the root of a site, no file says. None where it leads out.
 */
export const placesOf = (from: string, target: string): readonly string[] => {
  const rooted = /^~?\//.test(target);
  const starts = rooted ? foldersAround(from) : [stepsOf(folderOf(from))];
  return starts.flatMap((start) => {
    const names = [...start];
    for (const step of stepsOf(rooted ? target.replace(/^~/, '') : target)) {
      if (step !== '..') names.push(step);
      else if (names.pop() === undefined) return [];
    }
    return [names.join('/').normalize('NFC')];
  });
};
