/**
 * Memory that pieces of files are read into and looked through in: modules of WebAssembly work on what lies there without its being copied, and
 * another thread can read into it. One for the thread.
 */

/** As far as it is used here; absent where it is switched off. */
interface Assembly {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly Memory: new (size: { initial: number; maximum: number; shared: true }) => {
    readonly buffer: SharedArrayBuffer;
  };
}

/** The most bytes that a piece has. */
export const PIECE_BYTES = 1024 * 1024;
const PAGE = 65_536;
/** For a piece and what is read or written behind it. */
const SPACE = PIECE_BYTES + PAGE;
/** What modules say that they import: the memory may have as many pages. */
export const MOST_PAGES = 1_024;
/** Read ahead at the same time. */
export const AHEAD_SLOTS = 8;

/** Addresses in it. */
const layout = {
  room: 0,
  /** Where pieces are laid that come from elsewhere. */
  aside: SPACE,
  /** Where modules write what they find, and what they are told. */
  found: 2 * SPACE,
  /** Pieces that another thread reads. */
  ahead: 3 * SPACE,
  end: (3 + AHEAD_SLOTS) * SPACE,
} as const;

export interface PieceMemory {
  readonly bytes: Uint8Array;
  readonly aside: number;
  readonly found: number;
  /** Exports of a module that imports `memory` of `room`. */
  readonly instance: (module: Uint8Array) => object;
  readonly buffer: SharedArrayBuffer;
  /** What another thread needs for modules of its own that work on it. */
  readonly memory: object;
}

/** Exports of a module that imports `memory` of `room`; throws where this machine cannot run it. */
export const instanceIn = (memory: object, module: Uint8Array): object => {
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: Assembly }).WebAssembly;
  return new Instance(new Module(module), { room: { memory } }).exports;
};

let made: PieceMemory | null | undefined;

/** Null where there is none to be had: files are read elsewhere then, and looked through without modules. */
export const pieceMemory = (): PieceMemory | null => {
  if (made !== undefined) return made;
  try {
    const { Memory } = (globalThis as unknown as { WebAssembly: Assembly }).WebAssembly;
    const memory = new Memory({ initial: layout.end / PAGE, maximum: MOST_PAGES, shared: true });
    made = {
      bytes: new Uint8Array(memory.buffer),
      aside: layout.aside,
      found: layout.found,
      instance: (module) => instanceIn(memory, module),
      buffer: memory.buffer,
      memory,
    };
  } catch {
    made = null;
  }
  return made;
};

let room: Buffer | undefined;

/** Files are read into it; what was read is dealt with before the next is. What stands behind a piece in it may be written over. */
export const pieceRoom = (): Buffer => {
  const found = pieceMemory();
  return (room ??= found ? Buffer.from(found.buffer, layout.room, PIECE_BYTES) : Buffer.allocUnsafeSlow(PIECE_BYTES));
};

/** Behind a piece that is read ahead: what is found in it. */
const FOUND_BEHIND = PIECE_BYTES + PAGE / 2;
/** Of four bytes each: as many as lines of a piece that is nothing but newlines, 128 apart. */
export const MOST_FOUND_AHEAD = 8_192;

/** In a memory of this kind, the address of what is found in a piece that is read ahead. */
export const aheadFoundAt = (slot: number): number => layout.ahead + slot * SPACE + FOUND_BEHIND;

/** In a memory of this kind, the place of what is read ahead. */
export const aheadRoom = (buffer: SharedArrayBuffer, slot: number): Buffer =>
  Buffer.from(buffer, layout.ahead + slot * SPACE, PIECE_BYTES);
