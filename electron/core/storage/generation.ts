/** Writes a new generation: a snapshot of all records, and a log file of the lines since the last one. Nothing names it until it is whole. */
import type { Projection, StoredRecord } from '#shared/base/record.ts';
import type { SnapshotRef } from './anchor.ts';
import { Block, BlockBuilder } from './block.ts';
import type { Directory, LogFileRef, SnapshotMeta } from './directory.ts';
import type { StoreFiles } from './files.ts';
import { FrameFileWriter } from './frame-file-writer.ts';
import type { StoreSecret } from './frames.ts';
import { encodeLines, type SealedLines } from './log-index.ts';

const BLOCK_BYTES = 1 << 20;
const LINES_BYTES = 256 << 10;

/** A record that changed since the blocks were written; null: removed. */
export type Changed = { readonly type: string; readonly json: Buffer } | null;

export interface LogLine {
  readonly log: string;
  readonly line: Uint8Array;
}

export interface GenerationPlan extends SnapshotMeta {
  readonly schema: number;
  /** The former snapshot's blocks in id order, and the versions its rows were made with. */
  readonly blocks: Iterable<Buffer>;
  readonly rowVersions: Readonly<Record<string, number>>;
  readonly changes: ReadonlyMap<string, Changed>;
  /** Lines that no log file holds yet, in order. */
  readonly lines: Iterable<LogLine>;
  /** Log files and lines that stay as they are. */
  readonly kept: Pick<Directory, 'logFiles' | 'lines'>;
  readonly projections: readonly Projection[];
  /** Applied to every record; undefined drops it. The id must stay. */
  readonly migrate?: (record: StoredRecord) => StoredRecord | undefined;
  /** Awaited between two pieces of work of some milliseconds, so that others get their turn. */
  readonly pace: () => Promise<void>;
}

export interface WrittenGeneration {
  readonly ref: SnapshotRef;
  readonly directory: Directory;
}

export const writeGeneration = async (
  files: StoreFiles,
  folder: string,
  secret: StoreSecret,
  plan: GenerationPlan,
): Promise<WrittenGeneration> => {
  const logs = await writeLines(files, folder, secret, plan);
  const { generation, journalFirst, sequence, schema, projections, pace } = plan;
  const meta: SnapshotMeta = { generation, journalFirst, sequence };
  const writer = new FrameFileWriter(files, folder, secret, { kind: 'snapshot', number: generation, schema }, meta);
  try {
    const blocks: Directory['blocks'][number][] = [];
    let builder = new BlockBuilder();
    const flush = async (): Promise<void> => {
      if (builder.count === 0) return;
      const payload = builder.finish();
      builder = new BlockBuilder();
      const { first, last, count } = new Block(payload);
      blocks.push({ first, last, count });
      await writer.append('block', payload);
      await pace();
    };
    for (const entry of mergedEntries(plan)) {
      builder.add(entry.id, entry.type, entry.json, entry.row);
      if (builder.bytes >= BLOCK_BYTES) await flush();
    }
    await flush();
    const versions = Object.fromEntries(projections.map(({ type, version }) => [type, version]));
    const directory: Directory = { ...meta, schema, projections: versions, blocks, ...logs };
    await writer.append('directory', Buffer.from(JSON.stringify(directory)));
    const ref = await writer.finish();
    files.fsyncFolder(folder);
    return { ref, directory };
  } finally {
    writer.close();
  }
};

interface Entry {
  readonly id: string;
  readonly type: string;
  readonly json: Uint8Array;
  readonly row: Uint8Array | string | undefined;
}

/** Former records and changes as one sequence in id order, each with its row. */
function* mergedEntries(plan: GenerationPlan): Generator<Entry> {
  const { blocks, changes, rowVersions, migrate } = plan;
  const projections = new Map(plan.projections.map((projection) => [projection.type, projection]));
  const made = (id: string, type: string, json: Buffer, row: Buffer | undefined): Entry | undefined => {
    const projection = projections.get(type);
    const isRowCurrent = row !== undefined && projection?.version === rowVersions[type];
    if (!migrate && (isRowCurrent || !projection)) return { id, type, json, row: projection && row };
    const record: StoredRecord = JSON.parse(json.toString());
    if (!migrate) return { id, type, json, row: projection && JSON.stringify(projection.project(record)) };
    const migrated = migrate(record);
    if (!migrated) return undefined;
    if (migrated.id !== id) throw new TypeError(`a migration gave ${id} another id`);
    const newProjection = projections.get(migrated.type);
    return {
      id,
      type: migrated.type,
      json: Buffer.from(JSON.stringify(migrated)),
      row: newProjection && JSON.stringify(newProjection.project(migrated)),
    };
  };
  const changedIds = [...changes.keys()].toSorted((a, b) => (a < b ? -1 : 1));
  let next = 0;
  const takeChange = (id: string): Entry | undefined => {
    const change = changes.get(id);
    return change ? made(id, change.type, change.json, undefined) : undefined;
  };
  for (const bytes of blocks) {
    const block = new Block(bytes);
    const rows = block.rowTexts();
    for (const [position, id] of block.ids.entries()) {
      const row = rows.next().value;
      for (let changed = changedIds[next]; changed !== undefined && changed < id; changed = changedIds[++next]) {
        const entry = takeChange(changed);
        if (entry) yield entry;
      }
      const isChanged = changedIds[next] === id;
      if (isChanged) next++;
      const entry = isChanged
        ? takeChange(id)
        : made(id, block.typeAt(position), block.jsonAt(position), row ?? undefined);
      if (entry) yield entry;
    }
  }
  for (; next < changedIds.length; next++) {
    const entry = takeChange(changedIds[next] ?? '');
    if (entry) yield entry;
  }
}

/** New lines into a log file of their own; without any, no file. */
const writeLines = async (
  files: StoreFiles,
  folder: string,
  secret: StoreSecret,
  { generation, schema, lines, kept, pace }: GenerationPlan,
): Promise<Pick<Directory, 'logFiles' | 'lines'>> => {
  const logFiles: LogFileRef[] = [...kept.logFiles];
  const stretches = new Map(Object.entries(kept.lines).map(([log, sealed]) => [log, [...sealed]]));
  const waiting = new Map<string, { lines: Uint8Array[]; bytes: number }>();
  let writer: FrameFileWriter | undefined;
  const flush = async (log: string, batch: readonly Uint8Array[]): Promise<void> => {
    writer ??= new FrameFileWriter(files, folder, secret, { kind: 'log', number: generation, schema }, { generation });
    const offset = await writer.append('lines', encodeLines(log, batch));
    const stretch: SealedLines = { file: generation, offset, count: batch.length };
    const sealed = stretches.get(log);
    if (sealed) sealed.push(stretch);
    else stretches.set(log, [stretch]);
    await pace();
  };
  try {
    for (const { log, line } of lines) {
      let held = waiting.get(log);
      if (!held) waiting.set(log, (held = { lines: [], bytes: 0 }));
      held.lines.push(line);
      held.bytes += line.length;
      if (held.bytes < LINES_BYTES) continue;
      waiting.delete(log);
      await flush(log, held.lines);
    }
    for (const [log, held] of waiting) await flush(log, held.lines);
    if (writer) logFiles.push({ number: generation, ...(await writer.finish()) });
    return { logFiles, lines: Object.fromEntries(stretches) };
  } finally {
    writer?.close();
  }
};
