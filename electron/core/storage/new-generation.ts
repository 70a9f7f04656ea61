/** Generations that take the place of what is on disk: after a migration, and after damage. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { writeAnchor, type Anchor } from './anchor.ts';
import { visitChanges } from './change-codec.ts';
import { cutEnds } from './opening.ts';
import { Fence } from './fence.ts';
import type { StoreFiles } from './files.ts';
import type { StoreSecret } from './frames.ts';
import {
  writeGeneration,
  type Changed,
  type GenerationPlan,
  type LogLine,
  type WrittenGeneration,
} from './generation.ts';
import type { Ground } from './ground.ts';
import { Journal } from './journal.ts';
import { anchorName } from './names.ts';
import type { Recovered } from './recovery.ts';
import { readFinishedFile, readSnapshot } from './snapshot-reading.ts';
import { StoreError, type Migration, type StoreSchema } from './store.ts';
import { sweep } from './sweep.ts';
import { closeFile, readWhole, writeFully } from './whole-file.ts';

const noPace = (): Promise<void> => Promise.resolve();

/**
 * Brings the records to the newest schema, in a generation of its own; the old one is kept aside.
 * Throws, with nothing changed, unless exactly one migration leads to each schema on the way.
 */
export const migrateStore = async (ground: Ground, found: Recovered, anchor: Anchor): Promise<void> => {
  const { files, folder, key, schema } = ground;
  const steps = stepsBetween(found.schema, schema);
  Fence.raise(files, folder);
  cutEnds(ground, found);
  const secret = { key, storeId: found.storeId };
  const previous = found.journal.end;
  const { changes, lines } = changesOf(found.payloads);
  await startGeneration(
    ground,
    secret,
    {
      generation: anchor.generation + 1,
      journalFirst: (previous?.segment ?? 0) + 1,
      sequence: previous?.sequence ?? 0,
      schema: schema.version,
      blocks: found.blocks,
      rowVersions: {},
      changes,
      lines,
      kept: { logFiles: found.directory?.logFiles ?? [], lines: found.directory?.lines ?? {} },
      projections: schema.projections,
      migrate: (record) => {
        let migrated: ReturnType<Migration['migrate']> = record;
        for (const step of steps) {
          if (!migrated) break;
          migrated = step.migrate(migrated);
        }
        return migrated;
      },
      pace: noPace,
    },
    { counter: anchor.counter, previous, olderGo: `before-schema-${schema.version}` },
  );
};

/** Records that missed a step would be stamped as something they are not, for ever: no step may be absent, and none ambiguous. */
const stepsBetween = (from: number, { version, migrations }: StoreSchema): readonly Migration[] =>
  Array.from({ length: version - from }, (_, index) => {
    const to = from + 1 + index;
    const [step, second] = migrations.filter((migration) => migration.to === to);
    if (!step || second) {
      throw new TypeError(
        `${second ? 'more than one migration leads' : 'no migration leads'} to schema ${to}; the store has ${from}, this version ${version}`,
      );
    }
    return step;
  });

/** Moves everything aside as it is, and begins anew with what is intact. Returns the folder it lies in. */
export const rebuildFromIntact = async (ground: Ground, found: Recovered, now: Date): Promise<string> => {
  const { files, folder, key, schema } = ground;
  Fence.raise(files, folder);
  const aside = freeName(files, folder, `damaged-${now.toISOString().replace(/[-:]|\.\d+/g, '')}`);
  files.makeFolder(join(folder, aside));
  // The anchors are about to be replaced in place; what they were goes aside as copies, first.
  for (const slot of found.names.anchors)
    copyFile(files, join(folder, anchorName(slot)), join(folder, aside, anchorName(slot)));
  files.fsyncFolder(join(folder, aside));
  files.fsyncFolder(folder);
  const newest = (numbers: readonly number[]): number => numbers.at(-1) ?? 0;
  const { journal, log, snapshot } = found.names;
  const generation = Math.max(found.generation, newest(snapshot), newest(log)) + 1;
  const last = Math.max(newest(journal), found.anchor?.floor.segment ?? 0);
  const sequence = found.journal.end?.sequence ?? found.anchor?.floor.sequence ?? 0;
  const { changes } = changesOf(found.payloads);
  await startGeneration(
    ground,
    { key, storeId: randomBytes(16) },
    {
      generation,
      journalFirst: last + 1,
      sequence,
      schema: found.schema,
      blocks: found.blocks,
      rowVersions: {},
      changes,
      lines: intactLines(ground, found),
      kept: { logFiles: [], lines: {} },
      projections: found.schema === schema.version ? schema.projections : [],
      pace: noPace,
    },
    {
      counter: found.anchor?.counter ?? 0,
      previous: { segment: last, length: 0, frames: 0, head: '', sequence },
      olderGo: aside,
    },
  );
  return join(folder, aside);
};

/** Writes a generation, reads it back, and only then lets the anchors name it. */
const startGeneration = async (
  ground: Ground,
  secret: StoreSecret,
  plan: GenerationPlan,
  after: { readonly counter: number; readonly previous: Recovered['journal']['end']; readonly olderGo: string },
): Promise<void> => {
  const { files, folder } = ground;
  const written = await writeGeneration(files, folder, secret, plan);
  await verifyGeneration(ground, secret, written, plan.generation, noPace);
  const journal = Journal.begin(files, folder, secret, plan.schema, after.previous);
  journal.close();
  const anchor: Anchor = {
    counter: after.counter + 1,
    schema: plan.schema,
    generation: plan.generation,
    snapshot: written.ref,
    journalFirst: journal.segment,
    floor: journal.position,
    olderGo: after.olderGo,
  };
  writeAnchor(files, folder, secret, anchor);
  writeAnchor(files, folder, secret, { ...anchor, counter: anchor.counter + 1 });
  sweep(
    ground,
    anchor,
    written.directory.logFiles.map(({ number }) => number),
  );
};

/** Reads a written generation back from the disk. Throws `StoreError` if it is not what was written. */
export const verifyGeneration = async (
  { files, folder }: Pick<Ground, 'files' | 'folder'>,
  { key, storeId }: StoreSecret,
  { ref, directory }: WrittenGeneration,
  generation: number,
  pace: () => Promise<void>,
): Promise<void> => {
  const where = { files, folder, key, storeId };
  const read = await readSnapshot(where, generation, ref, pace);
  const findings = [...read.findings];
  for (const file of directory.logFiles.filter(({ number }) => number === generation)) {
    findings.push(...(await readFinishedFile({ ...where, onFrame: pace }, 'log', file.number, file)).findings);
  }
  if (!read.directory || findings.length > 0) {
    throw new StoreError('storage.corrupt', `generation ${generation} does not read back: ${JSON.stringify(findings)}`);
  }
};

/** The newest state of each record that the payloads mention, and their log lines in order. */
export const changesOf = (
  payloads: Iterable<Buffer>,
): { readonly changes: Map<string, Changed>; readonly lines: LogLine[] } => {
  const changes = new Map<string, Changed>();
  const lines: LogLine[] = [];
  for (const payload of payloads) {
    visitChanges(payload, {
      put: (id, type, json) => changes.set(id, { type, json }),
      remove: (id) => changes.set(id, null),
      append: (log, line) => lines.push({ log, line }),
    });
  }
  return { changes, lines };
};

function* intactLines({ files, folder, key }: Ground, { logs }: Recovered): Generator<LogLine> {
  const PAGE = 256;
  for (const log of logs.names) {
    for (let from = 1; from <= logs.length(log); from += PAGE) {
      for (const line of logs.readIntact(files, folder, key, log, from, from + PAGE - 1)) {
        yield { log, line: Buffer.from(line) };
      }
    }
  }
}

const freeName = (files: StoreFiles, folder: string, wanted: string): string => {
  let name = wanted;
  for (let attempt = 2; files.stat(join(folder, name)); attempt++) name = `${wanted}-${attempt}`;
  return name;
};

const copyFile = (files: StoreFiles, from: string, to: string): void => {
  const bytes = readWhole(files, from);
  const file = files.open(to, 'create');
  try {
    writeFully(files, file, bytes, 0);
    files.fdatasync(file);
  } finally {
    closeFile(files, file);
  }
};
