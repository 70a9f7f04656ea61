/** Keeps the key file in two copies, so that no single torn write, lost file or bad sector locks a desk out of its own data. */
import { decodeKeyFile, encodeKeyFile, type KeyFile } from './key-file.ts';
import type { KdfCost } from './passphrase-key.ts';
import type { ProfileFiles } from './profile-files.ts';

export const KEY_COPIES = ['keys-a.json', 'keys-b.json'] as const;

/** A copy that was not as written. It has been rewritten from the other one, unless the disk refused. */
export interface KeyFinding {
  readonly file: string;
  readonly problem: string;
}

export type KeyState =
  /** No copy of the key file. Whether that means a new profile is for the caller to say: the store may be there. */
  | { readonly state: 'absent' }
  | { readonly state: 'whole'; readonly keys: KeyFile; readonly findings: readonly KeyFinding[] }
  | { readonly state: 'damaged'; readonly file: string; readonly problem: string }
  | { readonly state: 'newer'; readonly version: number };

/** Reads both copies and mends the one that is damaged, missing or behind. Rejects with the system's error if a file cannot be read at all. */
export const loadKeys = async (files: ProfileFiles, least: KdfCost): Promise<KeyState> => {
  const copies = await Promise.all(
    KEY_COPIES.map(async (file) => {
      const content = await files.read(file);
      return { file, found: content ? decodeKeyFile(content, least) : ({ state: 'absent' } as const) };
    }),
  );
  const newer = copies.find(({ found }) => found.state === 'newer')?.found;
  if (newer?.state === 'newer') return { state: 'newer', version: newer.version };
  if (copies.every(({ found }) => found.state === 'absent')) return { state: 'absent' };

  const best = newest(copies.flatMap(({ found }) => (found.state === 'whole' ? [found.keys] : [])));
  const findings = copies.flatMap(({ file, found }): KeyFinding[] => {
    if (found.state === 'damaged') return [{ file, problem: found.problem }];
    if (found.state === 'absent') return [{ file, problem: 'missing' }];
    return [];
  });
  const first = findings[0];
  if (!best) return { state: 'damaged', file: first?.file ?? KEY_COPIES[0], problem: first?.problem ?? 'unreadable' };
  const stranger = copies.find(({ found }) => found.state === 'whole' && found.keys.profile !== best.profile);
  if (stranger) return { state: 'damaged', file: stranger.file, problem: 'belongs to another profile' };

  for (const { file, found } of copies)
    if (found.state !== 'whole' || found.keys.counter < best.counter) await mend(files, file, best);
  return { state: 'whole', keys: best, findings };
};

/**
 * Writes the next version of the key file, one copy after the other. Resolves with it once the first copy is on disk: from then on it counts,
 * and a second copy that could not be written is mended at the next start.
 */
export const saveKeys = async (files: ProfileFiles, keys: KeyFile): Promise<KeyFile> => {
  const next = { ...keys, counter: keys.counter + 1 };
  await files.write(KEY_COPIES[0], encodeKeyFile(next));
  await mend(files, KEY_COPIES[1], next);
  return next;
};

const newest = (whole: readonly KeyFile[]): KeyFile | undefined =>
  whole.toSorted((left, right) => right.counter - left.counter)[0];

const mend = async (files: ProfileFiles, file: string, keys: KeyFile): Promise<void> => {
  try {
    await files.write(file, encodeKeyFile(keys));
  } catch {
    // A read-only or full disk must not keep anybody out: the whole copy serves, and the next start tries again.
  }
};
