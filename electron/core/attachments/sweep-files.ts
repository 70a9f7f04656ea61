import { setImmediate as nextTurn } from 'node:timers/promises';
import { filesOfDraft } from '#shared/attachments/draft-files.ts';
import type { Draft } from '#shared/drafts/draft.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import { isFileUsed, usedFiles } from '../file-uses.ts';

/** How long the sweep reads before it lets others have a turn. */
const TURN_MS = 8;

const filesOfDrafts = (desk: Desk): ReadonlySet<string> =>
  new Set(
    [...desk.records.ids('draft')]
      .flatMap((id) => desk.records.get<Draft>('draft', id) ?? [])
      .flatMap(({ fields }) => filesOfDraft(fields).map(({ sha256 }) => sha256)),
  );

/** Every file that some timeline has, read from the timelines themselves. */
const filesOfTimelines = async (desk: Desk, isStopped: () => boolean): Promise<ReadonlySet<string>> => {
  const byEntry = new Map<string, string>();
  let turnStarted = desk.ambient.mono();
  // All at once: commits go on in between.
  const ids = Array.from(desk.records.ids('entry'));
  for (const id of ids) {
    const event = desk.records.get<TimelineEntry>('entry', id)?.event;
    if (event?.kind === 'attachment') byEntry.set(id, event.sha256);
    if (event?.kind === 'removal') byEntry.delete(event.of);
    if (desk.ambient.mono() - turnStarted < TURN_MS) continue;
    await nextTurn();
    if (isStopped()) break;
    turnStarted = desk.ambient.mono();
  }
  return new Set(byEntry.values());
};

/**
 * Takes away the files that nothing refers to: what a crash left between the file and the record, what was discarded with a draft, what
 * was removed from its ticket. `onlyUnfinished` keeps whole files, because records that are not here may know them. Before the first whole file goes,
 * every timeline is read: a record that came without its note of use still keeps its file. Resolves to how many went; rejects with `StoreError`.
 */
export const sweepFiles = async (
  desk: Desk,
  { onlyUnfinished, isStopped }: { readonly onlyUnfinished: boolean; readonly isStopped: () => boolean },
): Promise<number> => {
  const isWritable = () => !isStopped() && desk.status.state === 'ok';
  if (!isWritable()) return 0;
  const strangers = onlyUnfinished
    ? []
    : await desk.blobs.strangers([...usedFiles(desk.records), ...filesOfDrafts(desk)]);
  // What took the last use of a file away may still be refused by the disk, and then the file is wanted again.
  if (strangers.length > 0) await desk.settled();
  const known = strangers.length === 0 ? new Set<string>() : await filesOfTimelines(desk, isStopped);
  return desk.blobs.sweep(
    (sha256) => isWritable() && !isFileUsed(desk.records, sha256) && !filesOfDrafts(desk).has(sha256),
    strangers.filter((sha256) => !known.has(sha256)),
  );
};
