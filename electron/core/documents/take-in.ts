import { createHash } from 'node:crypto';
import { cleanFileName } from '#shared/attachments/file-name.ts';
import { MAX_FILE_BYTES, SNIFF_BYTES } from '#shared/attachments/limits.ts';
import { sniffMediaType } from '#shared/attachments/media-type.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { FileFacts } from '#shared/documents/document.ts';
import { basename } from 'node:path';
import type { Desk } from '../desk.ts';
import { fileRefusal } from '../stored-files.ts';
import { readPlainFile, refusePath, sizeOf } from './plain-file.ts';
import { cancelled, type FileReading } from './readings.ts';

/** Left free beside what is taken in, so that the desk itself can go on writing. */
const MARGIN_BYTES = 64 * 1024 * 1024;

/** `document.no-room` { needed, free }; answers with what is free. */
export const checkRoom = async (freeBytes: () => Promise<number>, bytes: number): Promise<Result<number>> => {
  const free = Math.max(0, (await freeBytes()) - MARGIN_BYTES);
  return bytes <= free
    ? succeed(free)
    : refuse('document.no-room', `${bytes} bytes do not fit`, { needed: bytes, free });
};

/** A file as it was read just now. `letGo` ends the hold on what was kept of it, once a record refers to that. */
export interface TakenIn {
  readonly facts: FileFacts;
  readonly writtenAt: string;
  readonly letGo: () => void;
}

interface TakeInOptions {
  readonly keep: boolean;
  readonly reading: FileReading;
  readonly freeBytes: () => Promise<number>;
}

/**
 * Reads a file of this laptop, sealing its bytes into the desk's own store on the way where they are to be kept. Refused as `document.path-refused`,
 * `document.no-room`, `attachment.too-large`, `storage.*` or `request.cancelled`; then nothing of it stays.
 */
export const takeIn = async (
  desk: Desk,
  path: string,
  { keep, reading, freeBytes }: TakeInOptions,
): Promise<Result<TakenIn>> => {
  const expected = await sizeOf(path);
  reading.expect(1, expected);
  if (keep && expected > MAX_FILE_BYTES)
    return refuse('attachment.too-large', `${expected} bytes are too many to keep`, {
      limit: MAX_FILE_BYTES,
      bytes: expected,
    });
  const room = keep ? await checkRoom(freeBytes, expected) : succeed(0);
  if (!room.ok) return room;
  const name = cleanFileName(basename(path));
  try {
    const upload = keep ? await desk.blobs.begin() : undefined;
    try {
      const hash = createHash('sha256');
      const heads: Buffer[] = [];
      let headBytes = 0;
      const read = await readPlainFile(path, {
        signal: reading.signal,
        take: async (piece) => {
          if (headBytes < SNIFF_BYTES) {
            heads.push(Buffer.from(piece.subarray(0, SNIFF_BYTES - headBytes)));
            headBytes += Math.min(piece.length, SNIFF_BYTES - headBytes);
          }
          // What is kept is hashed as it is written.
          if (upload) await upload.append(piece);
          else hash.update(piece);
          reading.readBytes(piece.length);
        },
      });
      if (read.state === 'cancelled') return cancelled();
      if (read.state === 'unfit') return refusePath(path, read.problem);
      const mediaType = sniffMediaType(Buffer.concat(heads));
      const kept = await upload?.finish();
      const sha256 = kept?.sha256 ?? hash.digest('hex');
      return succeed({
        facts: { sha256, bytes: read.bytes, mediaType, fileName: name },
        writtenAt: read.writtenAt,
        letGo: kept?.letGo ?? (() => undefined),
      });
    } finally {
      await upload?.abort();
    }
  } catch (error) {
    return fileRefusal(error, name);
  }
};
