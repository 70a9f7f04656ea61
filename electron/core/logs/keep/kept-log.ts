/**
 * What is kept of one log while the console is not running: where its follower was, so that no line is lost and none comes twice, and where its
 * lines begin and what they say of themselves, so that a long log is not read again. Content is not among it, but for the lines that its way of
 * writing dates was judged by; all of it is sealed. Whatever is missing, damaged or of another time is made anew from the log itself.
 */
import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { FollowCheckpoint } from '../follow/segment.ts';
import { decodeState, encodeState, type KeptLines } from '../index/stream-state.ts';
import { readSealed, writeSealed } from './sealed-file.ts';

const MOST_PLACE_BYTES = 4 * 1024 * 1024;
/** About a hundred million lines; a longer log is read anew. */
const MOST_LINES_BYTES = 64 * 1024 * 1024;

/** The rest of it is known to be as it was written: it is sealed. */
const placeSchema = z.object({
  version: z.literal(1),
  /** Absent where it was kept by a console that did not say it. */
  path: z.string().optional(),
  stamp: z.string(),
  encoding: z.string(),
  checkpoint: z.object({ version: z.literal(1), nextId: z.number(), nextGeneration: z.number() }).loose(),
  unseen: z.object({ error: z.number(), warning: z.number() }),
});

export interface KeptPlace {
  /** Of all that is read in one way: lines that were kept of another are none of it. */
  readonly stamp: string;
  /** As a person said it: lines are others where it is another. */
  readonly encoding: string;
  readonly checkpoint: FollowCheckpoint;
  /** Lines since somebody looked last. */
  readonly unseen: { readonly error: number; readonly warning: number };
}

const placeIn = (folder: string, name: string, key: Uint8Array): z.infer<typeof placeSchema> | undefined => {
  const bytes = readSealed(join(folder, `${name}.place`), key, `place ${name}`, MOST_PLACE_BYTES);
  if (!bytes) return undefined;
  try {
    return placeSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return undefined;
  }
};

/** Paths of the logs of which a place is kept in the folder of a source. */
export const pathsKeptIn = (folder: string, key: Uint8Array): readonly string[] => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.place'))
    .flatMap((file) => placeIn(folder, file.slice(0, -'.place'.length), key)?.path ?? []);
};

export class KeptLog {
  readonly #folder: string;
  readonly #path: string;
  readonly #key: Uint8Array;
  readonly #name: string;
  /** Of the log itself. */
  readonly #of: string;

  /** `folder` is that of its source; it is made when something is to be kept. */
  constructor(folder: string, key: Uint8Array, path: string) {
    this.#folder = folder;
    this.#key = key;
    this.#of = path;
    // Paths tell who works here and how.
    this.#name = createHmac('sha256', key).update(path).digest('hex').slice(0, 32);
    this.#path = join(folder, this.#name);
  }

  /** Where the files of the log lie. */
  get fileFolder(): string {
    return dirname(this.#of);
  }

  place(): KeptPlace | undefined {
    return placeIn(this.#folder, this.#name, this.#key) as unknown as KeptPlace | undefined;
  }

  /** Throws as the file system does. */
  savePlace(place: KeptPlace): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const bytes = Buffer.from(JSON.stringify({ version: 1, path: this.#of, ...place }));
    writeSealed(`${this.#path}.place`, this.#key, `place ${this.#name}`, [bytes], true);
  }

  lines(stamp: string): KeptLines | undefined {
    const bytes = readSealed(`${this.#path}.lines`, this.#key, `lines ${this.#name} ${stamp}`, MOST_LINES_BYTES);
    return bytes && decodeState(bytes);
  }

  /** Throws as the file system does. */
  forgetLines(): void {
    rmSync(`${this.#path}.lines`, { force: true });
  }

  /** Throws as the file system does. What is too long is not kept. */
  saveLines(stamp: string, state: KeptLines): void {
    const parts = encodeState(state);
    if (parts.reduce((sum, { length }) => sum + length, 0) > MOST_LINES_BYTES) return;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writeSealed(`${this.#path}.lines`, this.#key, `lines ${this.#name} ${stamp}`, parts, false);
  }
}
