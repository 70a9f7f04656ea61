/**
 * Says which file of a snapshot is which: one we read, a copy of it, or one that was never read. Content decides; numbers of files only where we
 * hold them open, and between files whose content does not differ.
 */
import type { LogFile } from './log-file.ts';
import type { Ahead } from './segment.ts';
import type { SnapshotFile } from './snapshot.ts';
import { Source } from './source.ts';
import type { UnpackRoom } from './unpack-room.ts';
import { trailerOf, Unpacking } from './unpacking.ts';

/** A copy may still be written; files that were changed so lately may be one. */
const RECENT_MS = 2000;
const COMPARED = 1024;

/** A file that was never read. */
export interface Fresh {
  readonly source: Source;
  readonly file: LogFile;
  readonly isPath: boolean;
  /** Newer than a file that is known: it belongs to the stream whatever follows. */
  readonly isSure: boolean;
}

export interface ResolutionOptions {
  readonly files: readonly SnapshotFile[];
  /** All that are known, oldest first; those without a file look for one. */
  readonly sources: readonly Source[];
  /** Still open, but no longer with the content of the source it was of. */
  readonly emptied: LogFile | null;
  /** The source that `emptied` was of: its copy is whole. */
  readonly lost: Source | null;
  readonly spoolFolder: string;
  /** Bytes of content of compressed files that are unpacked, newest first; older ones are left out. */
  readonly mostUnpacked: number;
  readonly room: UnpackRoom;
  /** Bytes of content of rotated files that are read of a log that is met, or unpacked again though they were read: the newest. */
  readonly mostReadBack: number;
  /** Rotated files that were last changed before (wall clock) are none of ours; null: all are. */
  readonly ignoreBefore: number | null;
  /** Nothing is known yet, and rotated files are part of the stream. */
  readonly takesAll: boolean;
}

const close = (file: LogFile | null): void => file?.close();

const bytesAt = (file: LogFile, at: number, length: number): Buffer | null => {
  const bytes = Buffer.allocUnsafe(length);
  return file.read(bytes, at) === length ? bytes : null;
};

/** Of files that are open, asked for again and again while they wait to be unpacked. */
const saidLengths = new WeakMap<LogFile, number>();

const saidLength = (packed: LogFile): number => {
  const known = saidLengths.get(packed) ?? trailerOf(packed)?.bytes ?? 0;
  saidLengths.set(packed, known);
  return known;
};

/** Whether all of `part`, as far as it is compared, is also how `whole` begins. */
const begins = (part: LogFile, whole: LogFile): boolean => {
  const size = part.size();
  if (size <= 0 || size > whole.size()) return false;
  const length = Math.min(COMPARED, size);
  return [0, size - length].every((at) => {
    const one = bytesAt(part, at, length);
    const other = bytesAt(whole, at, length);
    return one !== null && other !== null && one.equals(other);
  });
};

export class Resolution {
  readonly #options: ResolutionOptions;
  readonly #left: SnapshotFile[];
  readonly #met = new Set<Source>();
  readonly #fresh: Fresh[] = [];
  #unpacking: { readonly of: SnapshotFile; readonly work: Unpacking } | null = null;
  /** Room that no file which is still to be unpacked says that it needs. */
  #spare = 0;
  /** What the path leads to, as it was before copies of it were looked for; null if it is known. */
  readonly #path: Source | null;
  /** The path leads to a file that is known, but was empty when it was looked at last. */
  #wasEmpty = false;
  /** Something was rotated while we looked: all has to be looked at again. */
  isStale = false;
  /** Files that hold nothing but what is held otherwise; open, so that they are known again. */
  readonly twins: LogFile[] = [];

  constructor(options: ResolutionOptions) {
    this.#options = options;
    const path = options.files.find(({ isPath }) => isPath);
    const file = path?.key === options.emptied?.key ? options.emptied : (path?.file ?? null);
    this.#path = path && file ? new Source(file, path.name, 0, 'utf-8') : null;
    this.#left = this.#withoutOthers();
  }

  /** One step; what was never read, oldest first, when all is said. */
  step(budget: number): readonly Fresh[] | null {
    if (this.#unpacking) {
      const { of, work } = this.#unpacking;
      if (!work.step(budget)) return null;
      this.#unpacking = null;
      this.#spare -= work.written;
      const content = work.take();
      // Nothing tells one that holds nothing from others.
      if (content?.isBlank()) content.close();
      else if (content) this.#decide(of, content);
    }
    for (let next = this.#left.shift(); next; next = this.#left.shift()) {
      const { file, key } = next;
      if (file === null) this.#meet(key, next);
      else if (!next.isPacked) this.#decide(next, file);
      else if (!this.#isTwinByTrailer(file)) {
        // What a file says of its length may be too little; then it may not take what newer ones need.
        this.#spare += saidLength(file);
        const work = new Unpacking(file, this.#options.spoolFolder, this.#spare, this.#options.room);
        this.#unpacking = { of: next, work };
        return null;
      }
    }
    return this.#fresh;
  }

  /** What is in files that were never read, as far as it is known. */
  get ahead(): Ahead {
    const sizes = this.#fresh.map(({ file }) => ({ bytes: Math.max(0, file.size()), isSpool: file.isSpool }));
    const unpacked = sizes.reduce(
      (sum, { bytes, isSpool }) => sum + (isSpool ? bytes : 0),
      this.#unpacking?.work.written ?? 0,
    );
    const said = [...this.#left, ...(this.#unpacking ? [this.#unpacking.of] : [])];
    const bytes = said.reduce(
      (sum, { file, isPacked }) => sum + (file === null ? 0 : isPacked ? saidLength(file) : Math.max(0, file.size())),
      sizes.reduce((sum, each) => sum + each.bytes, 0),
    );
    // What a file says of its length may be too little.
    return { bytes: Math.max(bytes, unpacked), unpacked };
  }

  close(): void {
    this.#unpacking?.work.close();
    for (const { file } of this.#left) close(file);
    this.closeFresh();
  }

  /** The emptied file stays with whoever gave it. */
  closeFresh(): void {
    for (const { file } of this.#fresh) if (file !== this.#options.emptied) file.close();
    this.#fresh.length = 0;
  }

  #addFresh(file: LogFile, name: string, isPath: boolean): void {
    const source = isPath && this.#path ? this.#path : new Source(file, name, 0, 'utf-8');
    this.#fresh.push({ source, file, isPath, isSure: this.#met.size > 0 });
  }

  /** Drops at once what cannot be part of the stream, before anything is unpacked. */
  #withoutOthers(): SnapshotFile[] {
    const { files, emptied, takesAll, ignoreBefore, sources } = this.#options;
    const lastKnown = files.findLastIndex(({ key, file, isPath }) => file === null && !isPath && key !== emptied?.key);
    const path = files.find(({ isPath }) => isPath);
    const written = this.#path ?? sources.find(({ file }) => file !== null && file.key === path?.key) ?? null;
    // Before copies of it are looked for: once it is emptied, they are known by this.
    this.#wasEmpty = written?.seen === 0;
    written?.noteContent();
    const newest = files.findLast(({ isPath }) => !isPath);
    let room = Math.min(this.#options.mostUnpacked, this.#options.room.left);
    let back = this.#options.mostReadBack;
    let isBeyond = false;
    this.#spare = room;
    const kept: SnapshotFile[] = [];
    for (const [index, entry] of [...files.entries()].toReversed()) {
      const { file, isPath, isPacked, changedAt } = entry;
      if (isPath || file === null) {
        kept.push(entry);
        continue;
      }
      if (isPacked) room -= saidLength(file);
      back -= isPacked ? saidLength(file) : file.size();
      // Whatever is older than what was read is none that is missing.
      isBeyond ||= back < 0 && takesAll && (sources.length === 0 || (isPacked && this.#isReadWhole(file)));
      const isOld =
        isBeyond || index < lastKnown || (ignoreBefore !== null && changedAt < ignoreBefore && !this.#isSought(file));
      const isCopying = entry === newest && !isPacked && written !== null && this.#isCopying(entry, file, written);
      const isLeft = isOld || isCopying || (isPacked && room < 0) || (sources.length === 0 && !takesAll);
      // Read last, and of what is packed only once it is unpacked.
      if (isLeft || (isPacked ? file.size() <= 0 : file.isBlank())) close(file);
      else {
        kept.push(entry);
        if (isPacked) this.#spare = room;
      }
    }
    return kept.toReversed();
  }

  /** By its checksum: what is packed is all that was read of a file which was packed since. */
  #isReadWhole(packed: LogFile): boolean {
    const trailer = trailerOf(packed);
    return this.#options.sources.some(
      (source) =>
        source.file === null && source.end > 0 && source.end % 2 ** 32 === trailer?.bytes && source.crc === trailer.crc,
    );
  }

  #isSought(file: LogFile): boolean {
    return this.#options.sources.some((source) => source.file === null && source.matches(file));
  }

  /** A copy of the file that is written: all it holds is read there. Once that one is emptied, it is what was there that is looked for. */
  #isCopying({ changedAt }: SnapshotFile, file: LogFile, written: Source): boolean {
    const path = written.file;
    if (path === null) return false;
    const isCopy = begins(file, path);
    if (!written.isIntact()) this.isStale = true;
    if (!isCopy) return false;
    const size = file.size();
    return size > COMPARED || size === path.size() || changedAt > Date.now() - RECENT_MS;
  }

  #meet(key: string, { name, isPath }: SnapshotFile): void {
    const { emptied, sources } = this.#options;
    if (emptied !== null && key === emptied.key) {
      emptied.name = name;
      this.#addFresh(emptied, name, isPath);
      return;
    }
    const source = sources.find(({ file }) => file?.key === key);
    if (!source) return;
    source.name = name;
    // Nothing is known of one that is empty: what came before it, and was emptied out of it, is not older than what we know.
    if (isPath && this.#wasEmpty) this.#met.add(source);
    else this.#matched(source);
  }

  /** What is older than all that is known is not read. */
  #matched(source: Source): void {
    this.#met.add(source);
    const sure = this.#fresh.filter(({ isSure }) => isSure);
    for (const { file, isSure } of this.#fresh) if (!isSure && file !== this.#options.emptied) file.close();
    this.#fresh.splice(0, this.#fresh.length, ...sure);
  }

  #decide(entry: SnapshotFile, content: LogFile): void {
    const { sources, lost } = this.#options;
    const lastMet = sources.findLastIndex((source) => this.#met.has(source));
    const seeking = sources.filter(
      (source, index) => index > lastMet && source.file === null && source.seen > 0 && source.matches(content),
    );
    const unknown = lastMet === -1 ? [] : sources.filter((source, index) => index > lastMet && source.isUnknown);
    const isHinted = ({ fileHint }: Source): boolean => fileHint === entry.key;
    const found = seeking.find(isHinted) ?? seeking[0] ?? unknown.find(isHinted) ?? unknown[0];
    if (found) {
      // A copy that is shorter than what was read of the file: no more comes to it either.
      found.attach(content, found === lost || content.size() < found.seen);
      this.#matched(found);
      return;
    }
    const held = sources.find(
      (source) =>
        !this.#met.has(source) && source.file?.isUnlinked() === true && source.seen > 0 && source.matches(content),
    );
    if (held && entry.isPath && held === sources.at(-1)) {
      // The file was replaced by one that goes on from the same content.
      held.attach(content, false);
      this.#matched(held);
    } else if (held && entry.isPacked) {
      this.twins.push(content);
      this.#matched(held);
    } else this.#addFresh(content, entry.name, entry.isPath);
  }

  /** Compressed by a rotation: the checksum is that of what was read, and where it was read is held open. */
  #isTwinByTrailer(packed: LogFile): boolean {
    const trailer = trailerOf(packed);
    const twin = this.#options.sources.find(
      (source) =>
        source.file !== null &&
        !this.#met.has(source) &&
        source.end > 0 &&
        source.end % 2 ** 32 === trailer?.bytes &&
        source.crc === trailer.crc,
    );
    if (!twin) return false;
    this.twins.push(packed);
    this.#matched(twin);
    return true;
  }
}
