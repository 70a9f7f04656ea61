import { join } from 'node:path';
import type { Directory } from './directory.ts';
import { FrameFile, isFrame } from './frame-file.ts';
import { writeGeneration } from './generation.ts';
import type { Ground } from './ground.ts';
import { readJournal } from './journal-reading.ts';
import type { LogIndex } from './log-index.ts';
import { fileName } from './names.ts';
import { changesOf, verifyGeneration } from './new-generation.ts';
import { StoreError } from './store.ts';
import { dropKept, sweep } from './sweep.ts';
import { ignoringRefusals } from './whole-file.ts';
import type { Writer } from './writer.ts';

/**
 * Writes a generation that holds exactly what was committed before this call, while commits go on in a new segment; verifies it by reading
 * it back; names it; removes what it replaces. Cut short anywhere, the store is the old generation or the new one. Throws with
 * the old one in force, or with the writer stopped.
 */
export const compactStore = async (
  ground: Ground,
  writer: Writer,
  logs: LogIndex,
  former: Directory | undefined,
  pace: () => Promise<void>,
): Promise<Directory> => {
  const { files, folder, schema } = ground;
  const { secret } = writer;
  const end = writer.roll();
  const generation = writer.anchor.generation + 1;
  const journalFirst = end.segment + 1;
  try {
    const payloads: Buffer[] = [];
    const { findings } = await readJournal({
      ...ground,
      storeId: secret.storeId,
      existing: segmentsFrom(writer.anchor.journalFirst, end.segment),
      first: writer.anchor.journalFirst,
      floor: end,
      onFrame: async (_, frame) => {
        payloads.push(frame.payload);
        if (payloads.length % 256 === 0) await pace();
        return end.sequence;
      },
    });
    if (findings.length > 0)
      throw new StoreError('storage.corrupt', `the journal changed on disk: ${JSON.stringify(findings)}`);
    const { changes, lines } = changesOf(payloads);
    await pace();
    const written = await writeGeneration(files, folder, secret, {
      generation,
      journalFirst,
      sequence: end.sequence,
      schema: schema.version,
      blocks: former ? blocksOf(ground, writer.anchor.generation) : [],
      rowVersions: former?.projections ?? {},
      changes,
      lines,
      kept: { logFiles: former?.logFiles ?? [], lines: former?.lines ?? {} },
      projections: schema.projections,
      pace,
    });
    await verifyGeneration(ground, secret, written, generation, pace);
    writer.adopt(generation, written.ref, journalFirst);
    const { directory } = written;
    logs.seal(directory.lines, journalFirst);
    ignoringRefusals(() => {
      sweep(
        ground,
        writer.anchor,
        directory.logFiles.map(({ number }) => number),
      );
      dropKept(ground);
    });
    return directory;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'storage.corrupt') writer.stop(error);
    // Named by no anchor: what there is of it is of no use. If it may have been named, the writer has stopped, and opening anew decides.
    else if (!writer.readOnly && writer.isOurs) {
      for (const kind of ['snapshot', 'log'] as const) {
        const path = join(folder, fileName(kind, generation));
        ignoringRefusals(() => {
          if (files.stat(path)) files.unlink(path);
        });
      }
    }
    throw error;
  }
};

const segmentsFrom = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Blocks of a snapshot, read one by one. Throws `StoreError` where it is not as written. */
export function* blocksOf({ files, folder, key }: Ground, generation: number): Generator<Buffer> {
  const file = new FrameFile(files, join(folder, fileName('snapshot', generation)), key);
  try {
    for (let found = file.start(); ; found = file.at(found.end, found.tag)) {
      if (!isFrame(found))
        throw new StoreError('storage.corrupt', `${file.path} changed on disk at byte ${found.offset}`);
      if (found.kind === 'directory') return;
      if (found.kind === 'block') yield found.payload;
    }
  } finally {
    file.close();
  }
}
