/**
 * The anchor says what must be there: which generation, and the journal's bytes up to which everything was on the medium. It lies in two
 * files written in turn, each replaced as a whole, so one of them can be lost or changed without loss of data, and is missed.
 * Bytes below the anchor that are absent or changed are damage; only above it can a write have been torn.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { StoreFiles } from './files.ts';
import {
  deriveSubkey,
  FILE_HEADER_BYTES,
  FORMAT_VERSION,
  FRAME_HEADER_BYTES,
  FrameSealer,
  openFrame,
  readFileHeader,
  readFrameHeader,
  TAG_BYTES,
  type StoreSecret,
} from './frames.ts';
import { anchorName, type AnchorSlot } from './names.ts';
import { readWhole, reading, replaceFile } from './whole-file.ts';

/** An end of the journal. */
export interface JournalPosition {
  readonly segment: number;
  /** Bytes of that segment. */
  readonly length: number;
  readonly frames: number;
  /** Tag of its last frame, hex. */
  readonly head: string;
  /** Change sets since the store was made. */
  readonly sequence: number;
}

export interface SnapshotRef {
  readonly bytes: number;
  /** Tag of its last frame, hex. */
  readonly head: string;
}

export interface Anchor {
  /** Grows by one with every writing; its parity chooses the file. */
  readonly counter: number;
  readonly schema: number;
  readonly generation: number;
  /** Null for the first generation, which starts empty. */
  readonly snapshot: SnapshotRef | null;
  /** Number of the first segment whose changes are not in the snapshot. */
  readonly journalFirst: number;
  readonly floor: JournalPosition;
  /** Folder that files of older generations are moved to; null: they are removed. */
  readonly olderGo: string | null;
}

export type AnchorReading =
  | { readonly state: 'ok'; readonly anchor: Anchor; readonly storeId: Buffer }
  | { readonly state: 'missing' }
  /** Bytes are not as they were written. */
  | { readonly state: 'changed'; readonly offset: number }
  /** Bytes are as they were written, under another key. */
  | { readonly state: 'other-key' }
  | { readonly state: 'newer'; readonly schema: number };

const DIGEST_BYTES = 32;

const digest = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

export const slotOf = (counter: number): AnchorSlot => (counter % 2 === 1 ? 'a' : 'b');

/** `supportedSchema`: what this version knows. */
export const readAnchor = (
  files: StoreFiles,
  folder: string,
  slot: AnchorSlot,
  key: Uint8Array,
  supportedSchema: number,
): AnchorReading => {
  const path = join(folder, anchorName(slot));
  if (!reading(path, () => files.stat(path))) return { state: 'missing' };
  const bytes = reading(path, () => readWhole(files, path));
  const header = readFileHeader(bytes);
  if (!header || header.kind !== 'anchor') return { state: 'changed', offset: 0 };
  if (header.format > FORMAT_VERSION) return { state: 'newer', schema: header.schema };
  const sealedEnd = bytes.length - DIGEST_BYTES;
  const frame = readFrameHeader(bytes, FILE_HEADER_BYTES);
  const bodyStart = FILE_HEADER_BYTES + FRAME_HEADER_BYTES;
  const bodyEnd = bodyStart + (frame?.length ?? 0);
  if (
    !frame ||
    bodyEnd + TAG_BYTES !== sealedEnd ||
    !digest(bytes.subarray(0, sealedEnd)).equals(bytes.subarray(sealedEnd))
  ) {
    return { state: 'changed', offset: FILE_HEADER_BYTES };
  }
  const body = openFrame(
    deriveSubkey(key, header),
    header.bytes,
    frame.counter,
    bytes.subarray(FILE_HEADER_BYTES, bodyStart),
    bytes.subarray(bodyStart, bodyEnd),
    bytes.subarray(bodyEnd, sealedEnd),
  );
  if (!body) return { state: 'other-key' };
  const anchor: Anchor = JSON.parse(body.toString());
  if (slotOf(anchor.counter) !== slot) return { state: 'changed', offset: 0 };
  if (anchor.schema > supportedSchema) return { state: 'newer', schema: anchor.schema };
  return { state: 'ok', anchor, storeId: header.storeId };
};

/** On return the anchor is on the medium; a crash before leaves the file as it was. */
export const writeAnchor = (files: StoreFiles, folder: string, secret: StoreSecret, anchor: Anchor): void => {
  const { bytes } = FrameSealer.begin(
    secret,
    { kind: 'anchor', number: anchor.counter, schema: anchor.schema },
    anchor,
  );
  const name = anchorName(slotOf(anchor.counter));
  replaceFile(files, folder, name, Buffer.concat([bytes, digest(bytes)]), 'durable');
};
