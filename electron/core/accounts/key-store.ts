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

/** The new version was written and the disk did not confirm it: which one a power cut leaves is not known. Until then the new one counts. */
export class KeysUnconfirmed extends Error {
  override readonly name = 'KeysUnconfirmed';
  readonly keys: KeyFile;
  /** `cause` is what the disk said. */
  constructor(keys: KeyFile, cause: unknown) {
    super('the disk did not confirm the key file', { cause });
    this.keys = keys;
  }
}

interface Reading {
  readonly state: KeyState;
  /** Copies that are damaged, missing or behind. */
  readonly behind: readonly string[];
}

/** Reads both copies and changes nothing. Rejects with the system's error if a file cannot be read at all. */
const readCopies = async (files: ProfileFiles, least: KdfCost): Promise<Reading> => {
  const unmendable = (state: KeyState): Reading => ({ state, behind: [] });
  const copies = await Promise.all(
    KEY_COPIES.map(async (file) => {
      const content = await files.read(file);
      return { file, found: content ? decodeKeyFile(content, least) : ({ state: 'absent' } as const) };
    }),
  );
  const newer = copies.find(({ found }) => found.state === 'newer')?.found;
  if (newer?.state === 'newer') return unmendable({ state: 'newer', version: newer.version });
  if (copies.every(({ found }) => found.state === 'absent')) return unmendable({ state: 'absent' });

  const best = newest(copies.flatMap(({ found }) => (found.state === 'whole' ? [found.keys] : [])));
  const findings = copies.flatMap(({ file, found }): KeyFinding[] => {
    if (found.state === 'damaged') return [{ file, problem: found.problem }];
    if (found.state === 'absent') return [{ file, problem: 'missing' }];
    return [];
  });
  if (!best) {
    const { file, problem } = findings[0] ?? { file: KEY_COPIES[0], problem: 'unreadable' };
    return unmendable({ state: 'damaged', file, problem });
  }
  const stranger = copies.find(({ found }) => found.state === 'whole' && found.keys.profile !== best.profile);
  if (stranger) return unmendable({ state: 'damaged', file: stranger.file, problem: 'belongs to another profile' });
  const behind = copies.filter(({ found }) => found.state !== 'whole' || found.keys.counter < best.counter);
  return { state: { state: 'whole', keys: best, findings }, behind: behind.map(({ file }) => file) };
};

/** The keys as they are on disk now, for whoever holds the lock of the profile to write the next version. Rejects as `loadKeys` does. */
export const readKeys = async (files: ProfileFiles, least: KdfCost): Promise<KeyState> =>
  (await readCopies(files, least)).state;

/**
 * Reads both copies and mends the one that is damaged, missing or behind; while another console writes, that is left to it and to the
 * next time. Rejects with the system's error if a file cannot be read at all.
 */
export const loadKeys = async (files: ProfileFiles, least: KdfCost): Promise<KeyState> => {
  const seen = await readCopies(files, least);
  if (seen.behind.length === 0) return seen.state;
  const release = await files.lock().catch(() => undefined);
  if (!release) return seen.state;
  try {
    const { state, behind } = await readCopies(files, least);
    if (state.state === 'whole') for (const file of behind) await mend(files, file, state.keys);
    return state;
  } finally {
    await release();
  }
};

/**
 * Writes the next version of the key file, one copy after the other. Resolves with it once one copy is on disk: from then on it counts,
 * and the other one, if it could not be written, is mended at the next start. Rejects with the system's error if nothing was changed, and
 * with `KeysUnconfirmed` if that is not known. The caller holds the lock of the profile.
 */
export const saveKeys = async (files: ProfileFiles, keys: KeyFile): Promise<KeyFile> => {
  const next = { ...keys, counter: keys.counter + 1 };
  const bytes = encodeKeyFile(next);
  const [first, second] = KEY_COPIES;
  try {
    await files.write(first, bytes);
  } catch (error) {
    if (!(await mayHold(files, first, bytes))) throw error;
    // Replaced, and perhaps not for good: the other copy decides, for it is synced on its own and with the same folder.
    try {
      await files.write(second, bytes);
    } catch {
      throw new KeysUnconfirmed(next, error);
    }
    return next;
  }
  await mend(files, second, next);
  return next;
};

/** Whether a write that failed may have replaced the file all the same. */
const mayHold = async (files: ProfileFiles, file: string, bytes: Uint8Array): Promise<boolean> => {
  try {
    const content = await files.read(file);
    return content !== undefined && Buffer.from(content).equals(bytes);
  } catch {
    return true;
  }
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
