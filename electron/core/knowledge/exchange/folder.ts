import { fileKindOf, isWanted, maxBytesOf, type FileKind } from '#shared/knowledge/exchange/file-kind.ts';
import { MAX_FOLDER_BYTES } from '#shared/knowledge/exchange/limits.ts';
import { placeOf } from '#shared/knowledge/exchange/path.ts';
import type { FileRefusal } from '#shared/knowledge/exchange/problem.ts';
import { listZip, unpackEntry, type ZipEntry } from './read-zip.ts';

export interface FolderFile {
  /** Within the folder; as it was given where it leads out of it. */
  readonly place: string;
  readonly kind: FileKind;
  readonly content:
    | { readonly ok: true; readonly bytes: Uint8Array }
    | { readonly ok: false; readonly problem: FileRefusal };
}

const refused = (place: string, problem: FileRefusal): FolderFile => ({
  place,
  kind: 'other',
  content: { ok: false, problem },
});

/** The files of a chosen folder, whose bytes follow each other in `bytes`. */
export const filesOfFolder = (
  listed: readonly { readonly path: string; readonly size: number }[],
  tooLarge: readonly string[],
  bytes: Uint8Array,
): readonly FolderFile[] => {
  let at = 0;
  const files = listed.map(({ path, size }) => {
    const content = bytes.subarray(at, at + size);
    at += size;
    const place = placeOf(path);
    if (place === undefined) return refused(path, 'outside');
    const kind = fileKindOf(place);
    if (size > maxBytesOf(kind)) return { ...refused(place, 'too-large'), kind };
    return { place, kind, content: { ok: true, bytes: content } } satisfies FolderFile;
  });
  return [...files, ...tooLarge.map((path) => refused(placeOf(path) ?? path, 'too-large'))];
};

/** Files at the top of an archive lie in a folder of its name, so that it is the same folder packed or not. */
const rooted = (places: readonly string[], archive: string): string => {
  const roots = new Set(places.map((place) => (place.includes('/') ? place.split('/')[0] : '')));
  return roots.size === 1 && !roots.has('') ? '' : `${placeOf(archive.replace(/\.zip$/i, '')) ?? 'archive'}/`;
};

/** The files of an archive that an import wants, unpacked one after the other, texts first: pictures get the room that they leave. Undefined if it is none that can be read. */
export const filesOfZip = (bytes: Buffer, name: string): readonly FolderFile[] | undefined => {
  const entries = listZip(bytes)?.filter(({ isFolder }) => !isFolder);
  if (!entries) return undefined;
  const places = entries.flatMap(({ path }) => placeOf(path) ?? []).filter((place) => fileKindOf(place) !== 'hidden');
  const root = rooted(places, name);
  let total = 0;
  const read = (entry: ZipEntry): FolderFile => {
    const within = placeOf(entry.path);
    const place = within === undefined ? undefined : `${root}${within}`;
    if (place === undefined) return refused(entry.path, 'outside');
    const kind = fileKindOf(place);
    if (!isWanted(place)) return { place, kind, content: { ok: true, bytes: new Uint8Array(0) } };
    if (total + entry.size > MAX_FOLDER_BYTES) return { place, kind, content: { ok: false, problem: 'bomb' } };
    const content = unpackEntry(bytes, entry, maxBytesOf(kind));
    if (content.ok) total += content.bytes.length;
    return { place, kind, content };
  };
  const isPicture = ({ path }: ZipEntry): boolean => fileKindOf(path) === 'picture';
  return entries.toSorted((left, right) => Number(isPicture(left)) - Number(isPicture(right))).map(read);
};
