import { join } from 'node:path';
import type { DamageFinding } from '#shared/storage/status.ts';
import type { JournalPosition } from './anchor.ts';
import type { StoreFiles } from './files.ts';
import { describeFault, missingFile } from './findings.ts';
import { FrameFile, isFrame, READ_AHEAD, type Frame } from './frame-file.ts';
import { FILE_HEADER_BYTES } from './frames.ts';
import type { SegmentMeta } from './journal.ts';
import { fileName } from './names.ts';

/** A torn end: `length` is what stays of the segment, 0 if the whole file goes. */
interface TornEnd {
  readonly segment: number;
  readonly length: number;
  readonly bytes: number;
}

export interface JournalReading {
  /** Where the readable journal ends; null if no segment could be read. */
  readonly end: JournalPosition | null;
  readonly findings: readonly DamageFinding[];
  /** Unacknowledged writes that a crash left. */
  readonly torn: readonly TornEnd[];
  /** Bytes after a segment was closed, by a writer that had been overtaken: never acknowledged, never part of the data. */
  readonly late: readonly TornEnd[];
  /** A segment above the floor holds frames, although a segment is anchored before it takes any. */
  readonly unanchored: boolean;
}

/** What a segment says of itself before any of its frames is read. */
interface Segment {
  readonly number: number;
  readonly size: number;
  /** Undefined if its beginning is not as it was written. */
  readonly start: Frame | undefined;
  readonly meta: SegmentMeta | undefined;
}

export interface JournalQuestion {
  readonly files: StoreFiles;
  readonly folder: string;
  readonly key: Uint8Array;
  readonly storeId: Uint8Array;
  /** Segments that exist, ascending. */
  readonly existing: readonly number[];
  readonly first: number;
  /** Null if no anchor is left: everything there is then counts as torn or damaged by what the frames say of each other. */
  readonly floor: JournalPosition | null;
  /** Called for each whole frame in order; returns the sequence of its last change set. */
  readonly onFrame: (segment: number, frame: Frame) => number | Promise<number>;
}

/**
 * Reads the journal from segment `first` on. Bytes below the floor, in a segment that has a successor, or before any frame that was
 * written after they were durable, must be there unchanged: else that is a finding, and reading goes on at the next whole frame. What is
 * broken after all of that is a torn end: the newest group of commits, or a part of it.
 */
export const readJournal = async (question: JournalQuestion): Promise<JournalReading> => {
  const { existing, first, floor } = question;
  const findings: DamageFinding[] = [];
  const torn: TornEnd[] = [];
  const late: TornEnd[] = [];
  const lastNumber = Math.max(existing.at(-1) ?? 0, floor?.segment ?? 0);
  const segments: (Segment | undefined)[] = [];
  for (let number = first; number <= lastNumber; number++) {
    const { segment, finding } = existing.includes(number)
      ? surveySegment(question, number)
      : { finding: missingFile(fileName('journal', number), 'a journal segment is not there') };
    if (segment && finding && number === lastNumber && number > (floor?.segment ?? 0)) {
      // A segment is anchored before it takes a frame, so nothing in this one was ever acknowledged.
      torn.push({ segment: number, length: 0, bytes: segment.size });
      continue;
    }
    if (finding) findings.push(finding);
    segments.push(segment);
  }
  let unanchored = false;
  let end: JournalPosition | null = null;
  for (const [index, segment] of segments.entries()) {
    if (!segment) continue;
    const { number, size, meta } = segment;
    const closed = segments[index + 1]?.meta?.previous ?? null;
    const reading = await walkSegment(question, segment, closed, index < segments.length - 1);
    // One by one: there may be more of them than a call takes arguments.
    for (const finding of reading.findings) findings.push(finding);
    if (reading.tornAt !== undefined) {
      torn.push({ segment: number, length: reading.tornAt, bytes: size - reading.tornAt });
    }
    if (closed && size > closed.length)
      late.push({ segment: number, length: closed.length, bytes: size - closed.length });
    if (floor && number > floor.segment && reading.frames > 1) unanchored = true;
    const { length, frames, head, sequence } = reading;
    const before: number = end?.sequence ?? 0;
    end = { segment: number, length, frames, head, sequence: sequence || meta?.sequence || before };
  }
  return { end, findings, torn, late, unanchored };
};

const surveySegment = (
  { files, folder, key, storeId }: JournalQuestion,
  number: number,
): { readonly segment: Segment; readonly finding: DamageFinding | undefined } => {
  const name = fileName('journal', number);
  const file = new FrameFile(files, join(folder, name), key, READ_AHEAD.single);
  try {
    const { header, size } = file;
    const found = file.start();
    if (!isFrame(found)) {
      return { segment: { number, size, start: undefined, meta: undefined }, finding: describeFault(file, found, 0) };
    }
    if (header?.kind !== 'journal' || header.number !== number || !header.storeId.equals(storeId)) {
      const finding: DamageFinding = {
        file: name,
        offset: 0,
        problem: 'out-of-order',
        note: 'another file in its place',
      };
      return { segment: { number, size, start: undefined, meta: undefined }, finding };
    }
    const meta: SegmentMeta = JSON.parse(found.payload.toString());
    return { segment: { number, size, start: found, meta }, finding: undefined };
  } finally {
    file.close();
  }
};

interface SegmentReading {
  readonly findings: readonly DamageFinding[];
  readonly tornAt: number | undefined;
  readonly length: number;
  readonly frames: number;
  readonly head: string;
  /** 0 if it holds no change set. */
  readonly sequence: number;
}

const walkSegment = async (
  question: JournalQuestion,
  segment: Segment,
  closed: JournalPosition | null,
  hasSuccessor: boolean,
): Promise<SegmentReading> => {
  const { files, folder, key } = question;
  const file = new FrameFile(files, join(folder, fileName('journal', segment.number)), key);
  try {
    return await walkFrames(question, segment, file, closed, hasSuccessor);
  } finally {
    file.close();
  }
};

const walkFrames = async (
  { floor, onFrame }: JournalQuestion,
  { number, start }: Segment,
  file: FrameFile,
  closed: JournalPosition | null,
  hasSuccessor: boolean,
): Promise<SegmentReading> => {
  const findings: DamageFinding[] = [];
  const stops = [closed, floor].filter((stop) => stop?.segment === number).filter((stop) => stop !== null);
  const upper = closed ? closed.length : file.size;
  // Without its successor's word for where it ended, every byte of an earlier segment had to be there.
  const required = hasSuccessor && !closed ? Infinity : Math.max(0, ...stops.map((stop) => stop.length));
  const passed = new Set<JournalPosition>();
  const at = { offset: start?.end ?? FILE_HEADER_BYTES, link: start?.tag ?? Buffer.alloc(0), counter: 1, sequence: 0 };
  let tornAt: number | undefined;
  let vouchedFor = 0;
  const note = (): void => {
    for (const stop of stops) if (at.offset === stop.length && at.link.toString('hex') === stop.head) passed.add(stop);
  };
  note();
  while (at.offset < upper) {
    const { offset, link, counter } = at;
    const found = file.at(offset, link);
    let frame = isFrame(found) && found.counter === counter && found.end <= upper ? found : undefined;
    if (!frame) {
      frame = file.search(offset + 1, counter, link);
      if (offset >= required && counter >= vouchedFor) {
        vouchedFor = framesVouchedFor(file, frame, counter);
        if (counter >= vouchedFor) {
          tornAt = offset;
          break;
        }
      }
      findings.push(describeFault(file, found, counter));
      if (!frame || frame.end > upper) break;
    }
    at.sequence = await onFrame(number, frame);
    at.offset = frame.end;
    at.link = frame.tag;
    at.counter = frame.counter + 1;
    note();
  }
  const { offset, counter, sequence } = at;
  if (findings.length === 0) {
    for (const stop of stops) {
      if (passed.has(stop)) continue;
      findings.push(
        offset < stop.length
          ? {
              file: fileName('journal', number),
              offset,
              problem: 'missing-bytes',
              note: `${stop.length} bytes were on the medium`,
            }
          : {
              file: fileName('journal', number),
              offset: stop.length,
              problem: 'out-of-order',
              note: 'another history than the one on the medium',
            },
      );
    }
  }
  return { findings, tornAt, length: offset, frames: counter, head: at.link.toString('hex'), sequence };
};

/**
 * Of how many frames it is known that they were on the medium, by the first frame from `from` on that was written with frame `counter`
 * there; 0 if there is none. A group of commits may fill several frames, none of which vouches for another: only the next group does.
 */
const framesVouchedFor = (file: FrameFile, from: Frame | undefined, counter: number): number => {
  let frame = from;
  while (frame && frame.durable <= counter) frame = file.after(frame);
  return frame?.durable ?? 0;
};
