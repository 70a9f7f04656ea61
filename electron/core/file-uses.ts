/**
 * Which records refer to which stored file, as local records made in the same commit: `blobUse:<sha256>:<id of the record>`. So nobody has to
 * read every timeline to know that a file is still wanted.
 */
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Records } from './storage/store.ts';
import type { Unit } from './unit.ts';

const TYPE = 'blobUse';

const idOfUse = (sha256: string, ownerId: string): string => `${TYPE}:${sha256}:${ownerId}`;

/** Stages what an entry means for the files: one more use, or the end of one. */
export const noteFileUse = (unit: Unit, { id, event }: TimelineEntry): void => {
  if (event.kind === 'attachment') unit.putLocal(unit.stamp(TYPE, idOfUse(event.sha256, id)));
  if (event.kind !== 'removal') return;
  const removed = unit.get<TimelineEntry>('entry', event.of)?.event;
  if (removed?.kind === 'attachment') unit.removeLocal(idOfUse(removed.sha256, event.of));
};

/** Stages what a changed text means for the files that it names, under the id of its record. */
export const noteTextFiles = (
  unit: Unit,
  ownerId: string,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): void => {
  for (const sha256 of after) if (!before.has(sha256)) unit.putLocal(unit.stamp(TYPE, idOfUse(sha256, ownerId)));
  for (const sha256 of before) if (!after.has(sha256)) unit.removeLocal(idOfUse(sha256, ownerId));
};

export const isFileUsed = (records: Records, sha256: string): boolean =>
  records.idsWithPrefix(`${TYPE}:${sha256}:`).length > 0;

/** Hashes of all files that something refers to. */
export const usedFiles = (records: Records): ReadonlySet<string> =>
  new Set([...records.ids(TYPE)].map((id) => id.split(':')[1] ?? ''));
