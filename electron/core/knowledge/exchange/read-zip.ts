/** Reads the index and the files of a zip archive: plain and deflated ones, as every system writes them. */
import { isUtf8 } from 'node:buffer';
import { crc32, inflateRawSync } from 'node:zlib';
import { MAX_FOLDER_FILES, MAX_UNPACK_RATIO } from '#shared/knowledge/exchange/limits.ts';
import type { FileRefusal } from '#shared/knowledge/exchange/problem.ts';

export interface ZipEntry {
  readonly path: string;
  readonly isFolder: boolean;
  readonly isSymlink: boolean;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  /** As the index says; what it unpacks to is seen on unpacking. */
  readonly size: number;
  /** Where its local header begins. */
  readonly at: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT = 0xffff;
const UNIX = 3;
const FILE_TYPE = 0o170000;
const SYMLINK = 0o120000;
const DEFLATED = 8;

/** Archives of Chinese systems name files in their own charset, without saying so. */
const nameIn = (bytes: Buffer, flags: number): string =>
  (flags & 0x800) !== 0 || isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('gb18030').decode(bytes);

const endOf = (bytes: Buffer): number | undefined => {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - MAX_COMMENT); at--)
    if (bytes.readUInt32LE(at) === END) return at;
  return undefined;
};

const readEntry = (bytes: Buffer, at: number): { readonly entry: ZipEntry; readonly next: number } | undefined => {
  if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return undefined;
  const nameLength = bytes.readUInt16LE(at + 28);
  const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  const flags = bytes.readUInt16LE(at + 8);
  const path = nameIn(bytes.subarray(at + 46, at + 46 + nameLength), flags);
  const mode = bytes.readUInt8(at + 5) === UNIX ? bytes.readUInt32LE(at + 38) >>> 16 : 0;
  const entry: ZipEntry = {
    path,
    isFolder: path.endsWith('/') || path.endsWith('\\'),
    isSymlink: (mode & FILE_TYPE) === SYMLINK,
    isEncrypted: (flags & 1) !== 0,
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packed: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    at: bytes.readUInt32LE(at + 42),
  };
  return { entry, next };
};

/** What the archive lists; undefined if it is none, is damaged, is one of the large kind, or lists more than a folder may hold. */
export const listZip = (bytes: Buffer): readonly ZipEntry[] | undefined => {
  const end = endOf(bytes);
  if (end === undefined) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_FOLDER_FILES || count === 0xffff) return undefined;
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let read = 0; read < count; read++) {
    const found = readEntry(bytes, at);
    if (!found) return undefined;
    entries.push(found.entry);
    at = found.next;
  }
  return entries;
};

export type Unpacked =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problem: FileRefusal };

const no = (problem: FileRefusal): Unpacked => ({ ok: false, problem });

/** One file of the archive. Never unpacks more than `limit` bytes, whatever the index says. */
export const unpackEntry = (archive: Buffer, entry: ZipEntry, limit: number): Unpacked => {
  if (entry.isSymlink) return no('symlink');
  if (entry.isEncrypted) return no('encrypted');
  if (entry.packed > 1024 && entry.size > entry.packed * MAX_UNPACK_RATIO) return no('bomb');
  if (entry.size > limit) return no('too-large');
  if (entry.at + 30 > archive.length || archive.readUInt32LE(entry.at) !== LOCAL) return no('damaged');
  const start = entry.at + 30 + archive.readUInt16LE(entry.at + 26) + archive.readUInt16LE(entry.at + 28);
  const packed = archive.subarray(start, start + entry.packed);
  if (packed.length < entry.packed || (entry.method !== 0 && entry.method !== DEFLATED)) return no('damaged');
  try {
    const bytes =
      entry.method === 0
        ? Uint8Array.from(packed)
        : packed.length === 0
          ? packed
          : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
    return bytes.length === entry.size && crc32(bytes) === entry.crc ? { ok: true, bytes } : no('damaged');
  } catch (error) {
    // It came to more than it said.
    return no(error instanceof RangeError ? 'bomb' : 'damaged');
  }
};
