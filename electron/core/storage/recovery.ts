/** Reads a whole store from disk, verifying every byte, and changes nothing. What to do about what it finds is the engine's business. */
import { join } from 'node:path';
import type { DamageFinding } from '#shared/storage/status.ts';
import { readAnchor, slotOf, type Anchor, type AnchorReading } from './anchor.ts';
import type { Directory } from './directory.ts';
import type { StoreFiles } from './files.ts';
import { missingFile } from './findings.ts';
import { FrameFile, isFrame, type Frame } from './frame-file.ts';
import { readJournal, type JournalReading } from './journal-reading.ts';
import { decodeLines, LogIndex } from './log-index.ts';
import { anchorName, fileName, sortNames, type AnchorSlot, type StoreNames } from './names.ts';
import { readFinishedFile, readSnapshot, type SnapshotReading } from './snapshot-reading.ts';
import { reading } from './whole-file.ts';

export interface Recovered {
  readonly state: 'read';
  readonly names: StoreNames;
  readonly storeId: Buffer;
  /** Null if no anchor is readable; there are findings then. */
  readonly anchor: Anchor | null;
  readonly schema: number;
  readonly generation: number;
  /** Blocks of the snapshot, as bytes that own their memory. */
  readonly blocks: readonly Buffer[];
  readonly directory: Directory | undefined;
  readonly journal: JournalReading;
  /** Payloads of the journal's frames, in order. */
  readonly payloads: readonly Buffer[];
  readonly logs: LogIndex;
  /** Log files of this generation, in order. */
  readonly logFiles: readonly number[];
  /** Data is lost or cannot be vouched for. */
  readonly findings: readonly DamageFinding[];
  /** Noticed, and of no consequence: nothing that was ever there is missing. */
  readonly repairable: readonly DamageFinding[];
  readonly recordsLost: number | null;
}

export type Recovery =
  | Recovered
  | { readonly state: 'missing' }
  | { readonly state: 'wrong-key' }
  | { readonly state: 'newer-schema'; readonly found: number };

interface Place {
  readonly files: StoreFiles;
  readonly folder: string;
  readonly key: Uint8Array;
}

const slots = ['a', 'b'] as const satisfies readonly AnchorSlot[];

/** `supported`: the newest schema this version knows. Throws `UnreadableFile` if the system refuses to read. */
export const recover = async (place: Place, supported: number): Promise<Recovery> => {
  const { files, folder, key } = place;
  const names = sortNames(reading(folder, () => files.list(folder)));
  const readings = slots.map((slot) => readAnchor(files, folder, slot, key, supported));
  for (const found of readings) if (found.state === 'newer') return { state: 'newer-schema', found: found.schema };
  const best = newest(readings);
  if (best) {
    const { findings, repairable } = judgeAnchors(readings, best.anchor);
    return readStore(place, names, best.storeId, best.anchor, best.anchor.schema, findings, repairable);
  }
  if (names.anchors.length === 0 && isUnborn(names)) return { state: 'missing' };
  const witness = findWitness(place, names);
  if (witness === 'other-key' || (!witness && readings.some(({ state }) => state === 'other-key')))
    return { state: 'wrong-key' };
  if (witness && witness.schema > supported) return { state: 'newer-schema', found: witness.schema };
  const lost = slots.map((slot, index) => describeAnchor(slot, readings[index]));
  return readStore(place, names, witness?.storeId ?? Buffer.alloc(16), null, witness?.schema ?? supported, lost, []);
};

const newest = (readings: readonly AnchorReading[]): Extract<AnchorReading, { state: 'ok' }> | undefined =>
  readings
    .filter((found) => found.state === 'ok')
    .toSorted((a, b) => b.anchor.counter - a.anchor.counter)
    .at(0);

const describeAnchor = (slot: AnchorSlot, found: AnchorReading | undefined): DamageFinding =>
  !found || found.state === 'missing'
    ? missingFile(anchorName(slot), 'one of two anchors is not there')
    : {
        file: anchorName(slot),
        offset: found.state === 'changed' ? found.offset : 0,
        problem: found.state === 'ok' ? 'out-of-order' : 'changed-bytes',
        note: found.state === 'ok' ? 'an older anchor in its place' : 'one of two anchors is not as it was written',
      };

/** One bad anchor costs nothing while the other is whole. They are written in turn, so the older one is exactly one behind. */
const judgeAnchors = (
  readings: readonly AnchorReading[],
  anchor: Anchor,
): { readonly findings: readonly DamageFinding[]; readonly repairable: readonly DamageFinding[] } => {
  const repairable: DamageFinding[] = [];
  for (const [index, slot] of slots.entries()) {
    const found = readings[index];
    const isInTurn = found?.state === 'ok' && anchor.counter - found.anchor.counter <= 1;
    // A store whose creation ended between its two anchors has only the first.
    const isFirst = found?.state === 'missing' && anchor.counter === 1;
    if (!isInTurn && !isFirst) repairable.push(describeAnchor(slot, found));
  }
  return { findings: [], repairable };
};

/**
 * Creation was cut short before the first anchor: no command was ever answered from this folder. The first segment never takes a
 * frame (the first opening begins the second), so it is all there can be, in whatever state.
 */
const isUnborn = (names: StoreNames): boolean =>
  names.snapshot.length === 0 && names.log.length === 0 && names.journal.every((number) => number === 1);

/** With both anchors gone: a file that opens with the key. `other-key` if there are whole headers and none does. */
const findWitness = (
  { files, folder, key }: Place,
  names: StoreNames,
): { readonly storeId: Buffer; readonly schema: number } | 'other-key' | undefined => {
  let witness: 'other-key' | undefined;
  for (const kind of ['snapshot', 'journal', 'log'] as const) {
    for (const number of names[kind].toReversed()) {
      const file = new FrameFile(files, join(folder, fileName(kind, number)), key);
      try {
        if (!file.header) continue;
        if (isFrame(file.start())) return file.header;
        witness = 'other-key';
      } finally {
        file.close();
      }
    }
  }
  return witness;
};

/** The anchor knows the one; without it the newest that is finished counts, for a compaction may have been cut short. */
const snapshotsToTry = (names: StoreNames, anchor: Anchor | null): readonly number[] => {
  if (!anchor) return names.snapshot.toReversed();
  return anchor.snapshot ? [anchor.generation] : [];
};

const readStore = async (
  place: Place,
  names: StoreNames,
  storeId: Buffer,
  anchor: Anchor | null,
  schema: number,
  anchorFindings: readonly DamageFinding[],
  anchorNotes: readonly DamageFinding[],
): Promise<Recovered> => {
  const where = { ...place, storeId };
  const findings = [...anchorFindings];
  const repairable = [...anchorNotes];
  let blocks: Buffer[] = [];
  let generation = anchor?.generation ?? 1;
  let snapshot: SnapshotReading | undefined;
  for (const candidate of snapshotsToTry(names, anchor)) {
    const found: Buffer[] = [];
    const read = await readSnapshot(where, candidate, anchor?.snapshot ?? null, (payload) => {
      found.push(payload);
    });
    if (!anchor && !read.directory && (names.journal[0] === 1 || snapshot)) continue;
    [blocks, generation, snapshot] = [found, candidate, read];
    if (read.directory) break;
  }
  if (snapshot) {
    findings.push(...snapshot.findings);
    repairable.push(...snapshot.surplus);
    if (snapshot.findings.length === 0 && !snapshot.directory) {
      findings.push({
        file: fileName('snapshot', generation),
        offset: 0,
        problem: 'missing-bytes',
        note: 'it has no end',
      });
    }
  }
  const directory = snapshot?.directory;
  const logs = new LogIndex();
  const logFiles =
    directory?.logFiles.map(({ number }) => number) ?? names.log.filter((number) => number <= generation);
  if (directory) await readListedLogs(where, directory, logs, findings, repairable);
  else await readUnlistedLogs(where, logFiles, logs, findings);

  const payloads: Buffer[] = [];
  const journal = await readJournal({
    ...where,
    existing: names.journal,
    first: anchor?.journalFirst ?? snapshot?.meta?.journalFirst ?? names.journal[0] ?? 1,
    floor: anchor?.floor ?? null,
    onFrame: (segment, frame: Frame) => {
      payloads.push(frame.payload);
      return logs.addFrame(segment, frame.offset, frame.payload);
    },
  });
  for (const finding of journal.findings) findings.push(finding);
  if (anchor && journal.unanchored) {
    const slot = slotOf(anchor.counter + 1);
    const note = 'a segment newer than both anchors was written to: an older anchor in its place';
    repairable.push({ file: anchorName(slot), offset: 0, problem: 'out-of-order', note });
  }
  for (const { segment, length } of journal.late) {
    const note = 'bytes of a writer that had been overtaken; never acknowledged';
    repairable.push({ file: fileName('journal', segment), offset: length, problem: 'changed-bytes', note });
  }
  return {
    state: 'read',
    names,
    storeId,
    anchor,
    schema,
    generation,
    blocks,
    directory,
    journal,
    payloads,
    logs,
    logFiles,
    findings,
    repairable,
    recordsLost: countLost(snapshot, journal, payloads.length > 0, findings),
  };
};

const readListedLogs = async (
  where: Place & { readonly storeId: Uint8Array },
  directory: Directory,
  logs: LogIndex,
  findings: DamageFinding[],
  repairable: DamageFinding[],
): Promise<void> => {
  const newest = new Map(Object.entries(directory.lines).map(([log, stretches]) => [log, stretches.at(-1)]));
  const lastLines = new Map<string, string | undefined>();
  for (const ref of directory.logFiles) {
    const read = await readFinishedFile(
      {
        ...where,
        onFrame: (frame) => {
          for (const [log, stretch] of newest) {
            if (stretch?.file !== ref.number || stretch.offset !== frame.offset) continue;
            lastLines.set(log, decodeLines(frame.payload).lines.at(-1)?.toString());
          }
        },
      },
      'log',
      ref.number,
      ref,
    );
    findings.push(...read.findings);
    repairable.push(...read.surplus);
  }
  for (const [log, stretches] of Object.entries(directory.lines)) {
    for (const { file, offset, count } of stretches) logs.add(log, 'log', file, offset, count, lastLines.get(log));
  }
};

/** Without a directory the log files speak for themselves. */
const readUnlistedLogs = async (
  where: Place & { readonly storeId: Uint8Array },
  numbers: readonly number[],
  logs: LogIndex,
  findings: DamageFinding[],
): Promise<void> => {
  for (const number of numbers) {
    const onFrame = (frame: Frame): void => {
      const { log, lines } = decodeLines(frame.payload);
      logs.add(log, 'log', number, frame.offset, lines.length, lines.at(-1)?.toString());
    };
    findings.push(...(await readFinishedFile({ ...where, onFrame }, 'log', number, null)).findings);
  }
};

/** Only what can be told exactly: whole blocks of a snapshot whose directory is readable, and no change since that might restore a part of them. */
const countLost = (
  snapshot: SnapshotReading | undefined,
  journal: JournalReading,
  hasChanges: boolean,
  findings: readonly DamageFinding[],
): number | null => {
  if (findings.length === 0) return 0;
  if (!snapshot?.lost || journal.findings.length > 0) return null;
  if (snapshot.lost.length > 0 && hasChanges) return null;
  return snapshot.lost.reduce((sum, { count }) => sum + count, 0);
};
