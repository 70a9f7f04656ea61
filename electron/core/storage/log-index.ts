/**
 * Where the lines of the logs lie. Lines are written once into the journal, moved once into a log file by the next compaction, and
 * never rewritten; in memory there is only where to find them.
 */
import { join } from 'node:path';
import { ByteWriter } from './byte-writer.ts';
import { visitChanges } from './change-codec.ts';
import type { StoreFiles } from './files.ts';
import { FrameFile, isFrame, READ_AHEAD } from './frame-file.ts';
import { fileName, type NumberedKind } from './names.ts';
import { StoreError } from './store.ts';

/** A frame of a log file that holds consecutive lines of one log. */
export interface SealedLines {
  readonly file: number;
  readonly offset: number;
  readonly count: number;
}

interface Stretch {
  readonly kind: Extract<NumberedKind, 'journal' | 'log'>;
  readonly number: number;
  readonly offset: number;
  /** Number of its first line, from 1. */
  readonly first: number;
  readonly count: number;
}

interface LogState {
  stretches: Stretch[];
  length: number;
  last: string | undefined;
}

/** Payload of a `lines` frame. */
export const encodeLines = (log: string, lines: readonly Uint8Array[]): Buffer => {
  const payload = new ByteWriter();
  payload.u16(log.length);
  payload.ascii(log);
  for (const line of lines) {
    payload.u32(line.length);
    payload.bytes(line);
  }
  return payload.view();
};

export const decodeLines = (payload: Buffer): { readonly log: string; readonly lines: readonly Buffer[] } => {
  const logLength = payload.readUInt16LE(0);
  let at = 2 + logLength;
  const lines: Buffer[] = [];
  while (at < payload.length) {
    const length = payload.readUInt32LE(at);
    lines.push(payload.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { log: payload.toString('latin1', 2, 2 + logLength), lines };
};

const linesOf = (payload: Buffer, kind: Stretch['kind'], log: string): readonly Buffer[] => {
  if (kind === 'log') return decodeLines(payload).lines;
  const lines: Buffer[] = [];
  visitChanges(payload, {
    append: (name, line) => {
      if (name === log) lines.push(line);
    },
  });
  return lines;
};

export class LogIndex {
  readonly #logs = new Map<string, LogState>();

  get names(): readonly string[] {
    return [...this.#logs.keys()];
  }

  length(log: string): number {
    return this.#logs.get(log)?.length ?? 0;
  }

  /** `last` is the stretch's last line. */
  add(
    log: string,
    kind: Stretch['kind'],
    number: number,
    offset: number,
    count: number,
    last: string | undefined,
  ): void {
    let state = this.#logs.get(log);
    if (!state) this.#logs.set(log, (state = { stretches: [], length: 0, last: undefined }));
    state.stretches.push({ kind, number, offset, first: state.length + 1, count });
    state.length += count;
    state.last = last;
  }

  /** Notes the lines of one journal frame. Returns the sequence of its last change set. */
  addFrame(segment: number, offset: number, payload: Buffer): number {
    const found = new Map<string, { count: number; last: Buffer }>();
    const sequence = visitChanges(payload, {
      append: (log, line) => found.set(log, { count: (found.get(log)?.count ?? 0) + 1, last: line }),
    });
    for (const [log, { count, last }] of found) this.add(log, 'journal', segment, offset, count, last.toString());
    return sequence;
  }

  lastLine(log: string): string | undefined {
    return this.#logs.get(log)?.last;
  }

  /** After compaction: lines of segments before `journalFirst` lie in log files from here on. Line numbers stay. */
  seal(lines: Readonly<Record<string, readonly SealedLines[]>>, journalFirst: number): void {
    for (const [log, state] of this.#logs) {
      let first = 1;
      const sealed = (lines[log] ?? []).map(({ file, offset, count }): Stretch => {
        const stretch = { kind: 'log' as const, number: file, offset, first, count };
        first += count;
        return stretch;
      });
      const recent = state.stretches.filter(({ kind, number }) => kind === 'journal' && number >= journalFirst);
      state.stretches = [...sealed, ...recent];
    }
  }

  /** Throws `StoreError` if a byte of the lines is not as written. */
  read(files: StoreFiles, folder: string, key: Uint8Array, log: string, from: number, to: number): readonly string[] {
    return this.#read({ files, folder, key }, log, from, to, 'all');
  }

  /** The same, leaving out lines that are not as written. */
  readIntact(
    files: StoreFiles,
    folder: string,
    key: Uint8Array,
    log: string,
    from: number,
    to: number,
  ): readonly string[] {
    return this.#read({ files, folder, key }, log, from, to, 'intact');
  }

  #read(
    { files, folder, key }: { readonly files: StoreFiles; readonly folder: string; readonly key: Uint8Array },
    log: string,
    from: number,
    to: number,
    which: 'all' | 'intact',
  ): readonly string[] {
    const state = this.#logs.get(log);
    const found: string[] = [];
    if (!state) return found;
    let open: { readonly name: string; readonly file: FrameFile } | undefined;
    try {
      for (let at = stretchWith(state.stretches, from); at < state.stretches.length; at++) {
        const stretch = state.stretches[at];
        if (!stretch || stretch.first > to) break;
        const name = fileName(stretch.kind, stretch.number);
        if (open?.name !== name) {
          open?.file.close();
          open = undefined;
          if (which === 'intact' && !files.stat(join(folder, name))) continue;
          open = { name, file: new FrameFile(files, join(folder, name), key, READ_AHEAD.single) };
        }
        const frame = open.file.at(stretch.offset);
        const lines = isFrame(frame) ? linesOf(frame.payload, stretch.kind, log) : [];
        if (lines.length !== stretch.count) {
          if (which === 'intact') continue;
          throw new StoreError(
            'storage.corrupt',
            `${name}: lines of ${log} at byte ${stretch.offset} are not as written`,
          );
        }
        const start = Math.max(0, from - stretch.first);
        for (const line of lines.slice(start, Math.max(start, to - stretch.first + 1))) found.push(line.toString());
      }
      return found;
    } finally {
      open?.file.close();
    }
  }
}

/** Index of the first stretch that ends at or after line `number`. */
const stretchWith = (stretches: readonly Stretch[], number: number): number => {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const stretch = stretches[middle];
    if (stretch && stretch.first + stretch.count <= number) low = middle + 1;
    else high = middle;
  }
  return low;
};
