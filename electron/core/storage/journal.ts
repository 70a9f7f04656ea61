import { join } from 'node:path';
import type { JournalPosition } from './anchor.ts';
import type { FileHandle, StoreFiles } from './files.ts';
import { FrameSealer, type StoreSecret } from './frames.ts';
import { fileName } from './names.ts';
import { closeFile, ignoringRefusals, writeFully } from './whole-file.ts';

/** What a segment's first frame says: where the one before it ended, so that nothing between the two can be missing. */
export interface SegmentMeta {
  readonly previous: JournalPosition | null;
  /** Change sets before this segment. */
  readonly sequence: number;
}

/** A frame as it lies in the segment. */
export interface Placed {
  readonly offset: number;
  readonly bytes: number;
}

/** The segment being written. After any method threw, nothing more may be written to it. */
export class Journal {
  readonly segment: number;
  readonly path: string;
  readonly #files: StoreFiles;
  readonly #file: FileHandle;
  readonly #sealer: FrameSealer;
  #length: number;
  #durable: number;
  #sequence: number;

  private constructor(
    files: StoreFiles,
    path: string,
    file: FileHandle,
    sealer: FrameSealer,
    from: { readonly segment: number; readonly length: number; readonly sequence: number },
  ) {
    this.#files = files;
    this.path = path;
    this.#file = file;
    this.#sealer = sealer;
    this.segment = from.segment;
    this.#length = from.length;
    this.#sequence = from.sequence;
    this.#durable = sealer.frames;
  }

  /** A new segment after `previous`. On return it is on the medium; it must be anchored before it takes a frame. */
  static begin(
    files: StoreFiles,
    folder: string,
    secret: StoreSecret,
    schema: number,
    previous: JournalPosition | null,
  ): Journal {
    const segment = (previous?.segment ?? 0) + 1;
    const sequence = previous?.sequence ?? 0;
    const meta: SegmentMeta = { previous, sequence };
    const { sealer, bytes } = FrameSealer.begin(secret, { kind: 'journal', number: segment, schema }, meta);
    const path = join(folder, fileName('journal', segment));
    const file = files.open(path, 'create');
    try {
      writeFully(files, file, bytes, 0);
      files.fdatasync(file);
      files.fsyncFolder(folder);
    } catch (error) {
      closeFile(files, file);
      ignoringRefusals(() => files.unlink(path));
      throw error;
    }
    return new Journal(files, path, file, sealer, { segment, length: bytes.length, sequence });
  }

  /** Where the journal ends, as written so far. */
  get position(): JournalPosition {
    return {
      segment: this.segment,
      length: this.#length,
      frames: this.#sealer.frames,
      head: this.#sealer.head,
      sequence: this.#sequence,
    };
  }

  /** Seals payloads of change sets, which end at `sequence`, as frames. They count as written only after `write`. */
  seal(
    payloads: readonly Uint8Array[],
    sequence: number,
  ): { readonly bytes: Buffer; readonly placed: readonly Placed[] } {
    let offset = this.#length;
    const placed: Placed[] = [];
    const frames = payloads.map((payload) => {
      const frame = this.#sealer.seal('changes', payload, this.#durable);
      placed.push({ offset, bytes: frame.length });
      offset += frame.length;
      return frame;
    });
    this.#sequence = sequence;
    return { bytes: frames.length === 1 && frames[0] ? frames[0] : Buffer.concat(frames), placed };
  }

  /** May be called again with the same bytes after it threw for want of space: they go to the same place. */
  write(bytes: Buffer): void {
    writeFully(this.#files, this.#file, bytes, this.#length);
  }

  /** On return what was written is on the medium. */
  sync(bytes: Buffer): void {
    this.#files.fdatasync(this.#file);
    this.#length += bytes.length;
    this.#durable = this.#sealer.frames;
  }

  close(): void {
    closeFile(this.#files, this.#file);
  }
}
