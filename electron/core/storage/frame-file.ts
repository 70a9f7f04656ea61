import type { FileHandle, StoreFiles } from './files.ts';
import {
  deriveSubkey,
  FILE_HEADER_BYTES,
  FRAME_HEADER_BYTES,
  FRAME_OVERHEAD_BYTES,
  findFrameHeader,
  openFrame,
  readFileHeader,
  readFrameHeader,
  TAG_BYTES,
  type FileHeader,
  type FrameHeader,
} from './frames.ts';
import { closeFile, reading } from './whole-file.ts';

export interface Frame extends FrameHeader {
  readonly payload: Buffer;
  readonly offset: number;
  /** Byte after the frame. */
  readonly end: number;
  readonly tag: Buffer;
}

export interface FrameFault {
  readonly offset: number;
  /** `cut`: the file ends inside it; `header`: no frame begins here; `content`: a frame begins here and is not as sealed. */
  readonly fault: 'cut' | 'header' | 'content';
  readonly header: FrameHeader | undefined;
}

export const isFrame = (found: Frame | FrameFault): found is Frame => 'payload' in found;

/** How much is read at once: for a file read from end to end, and for single frames here and there. */
export const READ_AHEAD = { through: 4 << 20, single: 64 << 10 } as const;

/** Reads frames of one file, forwards or anywhere. Files only grow, so bytes read once stay right. */
export class FrameFile {
  readonly path: string;
  readonly header: FileHeader | undefined;
  readonly size: number;
  readonly #files: StoreFiles;
  readonly #file: FileHandle;
  readonly #subkey: Buffer | undefined;
  readonly #ahead: number;
  #memory: Buffer = Buffer.alloc(0);
  #window: Buffer = this.#memory;
  #windowStart = 0;

  constructor(files: StoreFiles, path: string, key: Uint8Array, ahead: number = READ_AHEAD.through) {
    this.path = path;
    this.#ahead = ahead;
    this.#files = files;
    this.#file = reading(path, () => files.open(path, 'read'));
    try {
      this.size = reading(path, () => files.size(this.#file));
      this.header = readFileHeader(this.#bytes(0, FILE_HEADER_BYTES));
    } catch (error) {
      this.close();
      throw error;
    }
    this.#subkey = this.header && deriveSubkey(key, this.header);
  }

  close(): void {
    closeFile(this.#files, this.#file);
  }

  /** The `start` frame; its end is where the data begins. */
  start(): Frame | FrameFault {
    if (!this.header) return { offset: 0, fault: this.size < FILE_HEADER_BYTES ? 'cut' : 'header', header: undefined };
    return this.at(FILE_HEADER_BYTES, this.header.bytes);
  }

  /** The frame at `offset`, following `link`: the tag before it, taken from the file if not given. */
  at(offset: number, link: Buffer = Buffer.from(this.#bytes(offset - TAG_BYTES, TAG_BYTES))): Frame | FrameFault {
    const headerBytes = this.#bytes(offset, FRAME_HEADER_BYTES);
    const header = readFrameHeader(headerBytes, 0);
    if (!header) return { offset, fault: headerBytes.length < FRAME_HEADER_BYTES ? 'cut' : 'header', header };
    const whole = header.length + FRAME_OVERHEAD_BYTES;
    if (offset + whole > this.size) return { offset, fault: 'cut', header };
    const ownHeader = Buffer.from(headerBytes);
    const sealed = this.#bytes(offset + FRAME_HEADER_BYTES, header.length + TAG_BYTES);
    if (sealed.length < header.length + TAG_BYTES) return { offset, fault: 'cut', header };
    const tag = Buffer.from(sealed.subarray(header.length));
    const payload =
      this.#subkey && openFrame(this.#subkey, link, header.counter, ownHeader, sealed.subarray(0, header.length), tag);
    return payload ? { ...header, payload, offset, end: offset + whole, tag } : { offset, fault: 'content', header };
  }

  /** The first frame that authenticates at or after `from`, following the tag before it or `lastTag`. Looks at every byte once. */
  search(from: number, counterAtLeast: number, lastTag: Buffer): Frame | undefined {
    for (let offset = from; offset + FRAME_OVERHEAD_BYTES <= this.size; offset++) {
      // Fills the window if it must; the search then goes through all of it.
      if (this.#bytes(offset, FRAME_HEADER_BYTES).length < FRAME_HEADER_BYTES) return undefined;
      const place = findFrameHeader(this.#window, offset - this.#windowStart, counterAtLeast);
      if (place < 0) {
        offset = this.#windowStart + this.#window.length - FRAME_HEADER_BYTES;
        continue;
      }
      offset = this.#windowStart + place;
      for (const link of [Buffer.from(this.#bytes(offset - TAG_BYTES, TAG_BYTES)), lastTag]) {
        const found = this.at(offset, link);
        if (isFrame(found)) return found;
      }
    }
    return undefined;
  }

  /** The next frame that authenticates after `frame`, over whatever lies between the two. */
  after(frame: Frame): Frame | undefined {
    const found = this.at(frame.end, frame.tag);
    return isFrame(found) ? found : this.search(frame.end + 1, frame.counter + 1, frame.tag);
  }

  /** Fewer than `length` only at the end of the file. A view into the window: valid until the next call. */
  #bytes(position: number, length: number): Buffer {
    const start = position - this.#windowStart;
    if (start >= 0 && start + length <= this.#window.length) return this.#window.subarray(start, start + length);
    const wanted = Math.max(0, Math.min(Math.max(length, this.#ahead), this.size - position));
    const window = this.#spare(wanted);
    let filled = 0;
    while (filled < wanted) {
      const got = reading(this.path, () => this.#files.read(this.#file, window.subarray(filled), position + filled));
      if (got === 0) break;
      filled += got;
    }
    this.#window = window.subarray(0, filled);
    this.#windowStart = position;
    return this.#window.subarray(0, Math.min(length, filled));
  }

  #spare(bytes: number): Buffer {
    if (this.#memory.length < bytes) this.#memory = Buffer.allocUnsafeSlow(bytes);
    return this.#memory.subarray(0, bytes);
  }
}
