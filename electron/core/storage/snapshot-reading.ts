import { join } from 'node:path';
import type { DamageFinding } from '#shared/storage/status.ts';
import type { SnapshotRef } from './anchor.ts';
import type { Directory, SnapshotMeta } from './directory.ts';
import type { StoreFiles } from './files.ts';
import { describeFault, missingFile } from './findings.ts';
import { FrameFile, isFrame, type Frame } from './frame-file.ts';
import { FILE_HEADER_BYTES } from './frames.ts';
import { fileName, type NumberedKind } from './names.ts';

interface Whole {
  readonly files: StoreFiles;
  readonly folder: string;
  readonly key: Uint8Array;
  readonly storeId: Uint8Array;
  /** Called for each whole frame after the first, in order. */
  readonly onFrame: (frame: Frame) => void | Promise<void>;
}

interface WholeReading {
  readonly start: Frame | undefined;
  readonly findings: readonly DamageFinding[];
  /** Found where nothing belongs, of no consequence. */
  readonly surplus: readonly DamageFinding[];
}

/** Reads a finished file from end to end. `expected` null: it is not known how the file should end. */
export const readFinishedFile = async (
  { files, folder, key, storeId, onFrame }: Whole,
  kind: NumberedKind,
  number: number,
  expected: SnapshotRef | null,
): Promise<WholeReading> => {
  const name = fileName(kind, number);
  if (!files.stat(join(folder, name)))
    return { start: undefined, findings: [missingFile(name, 'not there')], surplus: [] };
  const file = new FrameFile(files, join(folder, name), key);
  try {
    const findings: DamageFinding[] = [];
    const found = file.start();
    const isOwn = file.header?.kind === kind && file.header.number === number && file.header.storeId.equals(storeId);
    const start = isOwn && isFrame(found) ? found : undefined;
    if (!isFrame(found)) findings.push(describeFault(file, found, 0));
    else if (!start)
      findings.push({ file: name, offset: 0, problem: 'out-of-order', note: 'another file in its place' });
    let offset = start?.end ?? FILE_HEADER_BYTES;
    let link = start?.tag ?? Buffer.alloc(0);
    let counter = 1;
    const upper = expected?.bytes ?? file.size;
    while (offset < upper) {
      let frame: Frame | undefined;
      const here = file.at(offset, link);
      if (isFrame(here) && here.counter === counter) frame = here;
      else {
        findings.push(describeFault(file, here, counter));
        frame = file.search(offset + 1, counter, link);
      }
      if (!frame) break;
      await onFrame(frame);
      ({ end: offset, tag: link } = frame);
      counter = frame.counter + 1;
    }
    if (expected && findings.length === 0 && (offset !== expected.bytes || link.toString('hex') !== expected.head)) {
      findings.push({
        file: name,
        offset,
        problem: 'out-of-order',
        note: 'not the file that belongs to this generation',
      });
    }
    const surplus: DamageFinding[] = [];
    if (expected && file.size > expected.bytes) {
      surplus.push({
        file: name,
        offset: expected.bytes,
        problem: 'changed-bytes',
        note: 'bytes after its end; ignored',
      });
    }
    return { start, findings, surplus };
  } finally {
    file.close();
  }
};

export interface SnapshotReading extends WholeReading {
  readonly meta: SnapshotMeta | undefined;
  readonly directory: Directory | undefined;
  /** Blocks known to have been there and not readable; null if the directory is not readable either. */
  readonly lost: Directory['blocks'] | null;
}

/** Reads a snapshot from end to end, handing each whole block to `onBlock`. */
export const readSnapshot = async (
  where: Omit<Whole, 'onFrame'>,
  generation: number,
  expected: SnapshotRef | null,
  onBlock: (payload: Buffer) => void | Promise<void>,
): Promise<SnapshotReading> => {
  const seen = new Set<number>();
  let directory: Directory | undefined;
  const onFrame = (frame: Frame): void | Promise<void> => {
    if (frame.kind === 'directory') {
      directory = JSON.parse(frame.payload.toString());
      return undefined;
    }
    seen.add(frame.counter);
    return onBlock(frame.payload);
  };
  const reading = await readFinishedFile({ ...where, onFrame }, 'snapshot', generation, expected);
  const meta: SnapshotMeta | undefined = reading.start && JSON.parse(reading.start.payload.toString());
  return {
    ...reading,
    meta: meta ?? directory,
    directory,
    lost: directory ? directory.blocks.filter((_, index) => !seen.has(index + 1)) : null,
  };
};
