import { setImmediate as nextTurn } from 'node:timers/promises';
import { filesOfDraft } from '#shared/attachments/draft-files.ts';
import type { DocumentVersion } from '#shared/documents/document.ts';
import type { Draft } from '#shared/drafts/draft.ts';
import type { Article, ArticleVersion } from '#shared/knowledge/article.ts';
import { picturesIn, picturesOf } from '#shared/knowledge/pictures.ts';
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

/** Reads all records of a type in small turns; ends early once it is stopped. */
const readEach = async (
  desk: Desk,
  type: string,
  read: (id: string) => void,
  isStopped: () => boolean,
): Promise<void> => {
  let turnStarted = desk.ambient.mono();
  // All at once: commits go on in between.
  for (const id of Array.from(desk.records.ids(type))) {
    read(id);
    if (desk.ambient.mono() - turnStarted < TURN_MS) continue;
    await nextTurn();
    if (isStopped()) return;
    turnStarted = desk.ambient.mono();
  }
};

/** Every file that some timeline, some article or some document has, read from the records themselves. */
const filesOfRecords = async (desk: Desk, isStopped: () => boolean): Promise<ReadonlySet<string>> => {
  const { records } = desk;
  const byEntry = new Map<string, string>();
  const inTexts = new Set<string>();
  const keepAll = (pictures: ReadonlySet<string>): void => {
    for (const sha256 of pictures) inTexts.add(sha256);
  };
  await readEach(
    desk,
    'entry',
    (id) => {
      const event = records.get<TimelineEntry>('entry', id)?.event;
      if (event?.kind === 'attachment') byEntry.set(id, event.sha256);
      if (event?.kind === 'removal') byEntry.delete(event.of);
    },
    isStopped,
  );
  const readArticle = (id: string): void => {
    const article = records.get<Article>('article', id);
    if (article) keepAll(picturesOf(article));
  };
  await readEach(desk, 'article', readArticle, isStopped);
  const readVersion = (id: string): void =>
    keepAll(picturesIn(records.get<ArticleVersion>('articleVersion', id)?.content.body ?? ''));
  await readEach(desk, 'articleVersion', readVersion, isStopped);
  const readDocument = (id: string): void => {
    const version = records.get<DocumentVersion>('documentVersion', id);
    if (version?.isKept === true) inTexts.add(version.file.sha256);
  };
  await readEach(desk, 'documentVersion', readDocument, isStopped);
  return new Set([...byEntry.values(), ...inTexts]);
};

/**
 * Takes away the files that nothing refers to: what a crash left between the file and the record, what was discarded with a draft, what
 * was removed from its ticket or its article. `onlyUnfinished` keeps whole files, because records that are not here may know them. Before the first
 * whole file goes, every timeline, article and document is read: a record that came without its note of use still keeps its file. Resolves to how many went; rejects with `StoreError`.
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
  const known = strangers.length === 0 ? new Set<string>() : await filesOfRecords(desk, isStopped);
  return desk.blobs.sweep(
    (sha256) => isWritable() && !isFileUsed(desk.records, sha256) && !filesOfDrafts(desk).has(sha256),
    strangers.filter((sha256) => !known.has(sha256)),
  );
};
