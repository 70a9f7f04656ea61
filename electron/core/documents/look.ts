import { createHash } from 'node:crypto';
import type { Fault, Sight } from '#shared/documents/finding.ts';
import type { DocumentRow } from '#shared/documents/row.ts';
import type { Desk } from '../desk.ts';
import { BlobDamage } from '../storage/blobs/blob-reader.ts';
import { StoreError } from '../storage/store.ts';
import { readPlainFile, readPlainPiece } from './plain-file.ts';
import type { FileReading } from './readings.ts';

/** What looking at a file came to. Of one that somebody writes to nothing can be said. */
export type Look = Sight | { readonly found: 'unsettled' } | { readonly found: 'cancelled' };

const fault = (of: Fault): Sight => ({ found: 'fault', fault: of });

const lookAtHeld = async (desk: Desk, sha256: string, reading: FileReading): Promise<Look> => {
  try {
    return await desk.blobs.read(sha256, async (blob): Promise<Look> => {
      await blob.verify((bytes) => {
        reading.signal.throwIfAborted();
        reading.readBytes(bytes);
      });
      return { found: 'same' };
    });
  } catch (error) {
    if (reading.signal.aborted) return { found: 'cancelled' };
    if (error instanceof BlobDamage) return fault(error.problem === 'missing' ? 'gone' : 'damaged');
    if (error instanceof StoreError) return fault('unreadable');
    throw error;
  }
};

const lookAtWatched = async (path: string, row: DocumentRow, reading: FileReading): Promise<Look> => {
  const hash = createHash('sha256');
  const read = await readPlainFile(path, {
    signal: reading.signal,
    take: (piece) => {
      hash.update(piece);
      reading.readBytes(piece.length);
    },
  });
  if (read.state === 'cancelled') return { found: 'cancelled' };
  if (read.state === 'unfit') return read.problem === 'unsettled' ? { found: 'unsettled' } : fault(read.problem);
  const sha256 = hash.digest('hex');
  return sha256 === row.sha256
    ? { found: 'same', writtenAt: read.writtenAt }
    : { found: 'changed', sha256, bytes: read.bytes };
};

/**
 * A watched file that was found to be the same, as it lies there now: whether it is there, and to all appearance still what it was; its bytes are
 * not read. Of one that somebody writes to right now: `changed`.
 */
export const glanceAt = async (
  path: string,
  { bytes }: Pick<DocumentRow, 'bytes'>,
  { writtenAt }: Extract<Sight, { found: 'same' }>,
): Promise<'same' | 'changed' | 'missing'> => {
  const glance = await readPlainPiece(path, 0, 0);
  if (glance.state !== 'read')
    return glance.state === 'unfit' && glance.problem !== 'unsettled' ? 'missing' : 'changed';
  return glance.bytes === bytes && (writtenAt === undefined || glance.writtenAt === writtenAt) ? 'same' : 'changed';
};

/**
 * Reads the file of a document and compares it with what was accepted; undefined where there is none to look at on this laptop.
 */
export const lookAt = (
  desk: Desk,
  row: DocumentRow,
  path: string | null,
  reading: FileReading,
): Promise<Look | undefined> => {
  if (row.sha256 === null || row.storage === 'elsewhere') return Promise.resolve(undefined);
  if (row.storage === 'held') return lookAtHeld(desk, row.sha256, reading);
  return path === null ? Promise.resolve(undefined) : lookAtWatched(path, row, reading);
};
