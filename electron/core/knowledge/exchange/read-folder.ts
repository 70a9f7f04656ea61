import { succeed, type Result } from '#shared/base/result.ts';
import { aboutFolder } from '#shared/knowledge/exchange/about-folder.ts';
import { nameOf } from '#shared/knowledge/exchange/path.ts';
import type { FileReading } from '#shared/knowledge/exchange/read-article.ts';
import { picturesIn } from '#shared/knowledge/pictures.ts';
import type { FileProblem } from '#shared/knowledge/exchange/problem.ts';
import type { Job } from '../../job.ts';
import { decodeText } from './decode-text.ts';
import type { ExchangeThread } from './exchange-thread.ts';
import type { FolderFile } from './folder.ts';
import { picturesOfFolder } from './folder-pictures.ts';
import { unreadable, type FolderReading, type OpenFolder, type ReadFile } from './open-folder.ts';
import type { ReadTask } from './tasks.ts';

/** Files and bytes in one task of the thread, so that cancelling and telling how far it is take a moment only. */
const GROUP = { files: 20, bytes: 512 * 1024 };

interface ReadableFile {
  readonly place: string;
  readonly kind: 'markdown' | 'html';
  readonly bytes: Uint8Array;
}
type Readable = FolderFile & { readonly kind: 'markdown' | 'html' };

const isArticle = (file: FolderFile): file is Readable => file.kind === 'markdown' || file.kind === 'html';

const groupsOf = (files: readonly ReadableFile[]): readonly (readonly ReadableFile[])[] => {
  const groups: ReadableFile[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const file of files) {
    if (bytes + file.bytes.length > GROUP.bytes || (groups.at(-1)?.length ?? 0) >= GROUP.files) {
      groups.push([]);
      bytes = 0;
    }
    groups.at(-1)?.push(file);
    bytes += file.bytes.length;
  }
  return groups;
};

/** A copy that can go over to the thread: what is handed over lies in one piece of memory. */
const withOwnMemory = (file: ReadableFile): ReadTask['files'][number] => ({
  ...file,
  bytes: Uint8Array.from(file.bytes),
});

const tooHard: FileReading = { ok: false, problems: [{ code: 'too-hard', count: 1, detail: '' }] };

/** What a group says. If the thread gives one up, each of its files has a turn alone, and the one that is too hard is named. */
const readGroup = async (
  thread: ExchangeThread,
  task: Omit<ReadTask, 'files'>,
  files: readonly ReadableFile[],
): Promise<readonly FileReading[]> => {
  const readings = await thread.do({ ...task, files: files.map(withOwnMemory) });
  if (readings) return readings;
  if (files.length === 1) return [tooHard];
  const each: FileReading[] = [];
  for (const file of files) each.push((await thread.do({ ...task, files: [withOwnMemory(file)] }))?.[0] ?? tooHard);
  return each;
};

const asRead = (place: string, reading: FileReading): ReadFile =>
  reading.ok
    ? { place, article: reading.article, problems: reading.article.problems }
    : { place, article: undefined, problems: reading.problems };

const refused = ({ place, content }: FolderFile): ReadFile[] =>
  content.ok ? [] : [{ place, article: undefined, problems: [{ code: content.problem, count: 1, detail: '' }] }];

const textOf = ({ content }: FolderFile): string => {
  const decoded = content.ok ? decodeText(Buffer.from(content.bytes)) : undefined;
  return decoded?.ok === true ? decoded.text : '';
};

const byPlace = (left: { readonly place: string }, right: { readonly place: string }): number =>
  left.place < right.place ? -1 : left.place > right.place ? 1 : 0;

/** Of several files of one path, which only an archive can have, the last: as whatever unpacks it leaves them. */
const onePerPlace = (
  files: readonly FolderFile[],
): { readonly files: readonly FolderFile[]; readonly timesOf: (place: string) => number } => {
  const times = new Map<string, number>();
  const last = new Map<string, FolderFile>();
  for (const file of files) {
    times.set(file.place, (times.get(file.place) ?? 0) + 1);
    last.set(file.place, file);
  }
  return { files: [...last.values()], timesOf: (place) => times.get(place) ?? 0 };
};

const pathTwice = (count: number): readonly FileProblem[] =>
  count > 1 ? [{ code: 'path-twice', count, detail: '' }] : [];

/** Reads all files of a folder, whatever any of them holds. Writes nothing. */
export const readFolder = async (
  folder: OpenFolder,
  thread: ExchangeThread,
  mark: string,
  job: Job,
): Promise<Result<FolderReading>> => {
  const opened = await folder.files(thread);
  if (!opened.ok) return opened;
  const { files, timesOf } = onePerPlace(opened.value.files);
  const about = files.filter(({ kind }) => kind === 'about');
  const articles = files.filter(isArticle).toSorted(byPlace);
  const readable = articles.flatMap(({ place, kind, content }) =>
    content.ok ? [{ place, kind, bytes: content.bytes }] : [],
  );
  const pictures = await picturesOfFolder(files, job);
  const task = {
    do: 'read',
    mark,
    pictures: new Map(pictures.map(({ place, address, bytes }) => [place.toLowerCase(), { address, bytes }])),
    articles: new Map(readable.map(({ place }, at) => [place.toLowerCase(), at])),
  } as const;
  const read: ReadFile[] = [];
  for (const group of groupsOf(readable)) {
    if (job.cancelled) return job.refusal();
    job.progress('reading', read.length, readable.length);
    const readings = await readGroup(thread, task, group);
    group.forEach(({ place }, at) => {
      const file = asRead(place, readings[at] ?? tooHard);
      read.push({ ...file, problems: [...file.problems, ...pathTwice(timesOf(place))] });
    });
  }
  if (job.cancelled) return job.refusal();
  const others = files.filter(({ kind }) => kind !== 'picture');
  if (read.length === 0 && others.every(({ content }) => content.ok))
    return unreadable('no-articles', 'there is no Markdown or HTML in it');
  const named = new Set(read.flatMap(({ article }) => [...picturesIn(article?.body ?? '')]));
  const shown = new Map(pictures.flatMap(({ sha256, content }) => (named.has(sha256) ? [[sha256, content]] : [])));
  const shownPlaces = pictures.filter(({ sha256 }) => named.has(sha256)).length;
  return succeed({
    files: [...read, ...others.flatMap(refused)],
    pictures: shown,
    mark,
    about: aboutFolder(about.map((file) => ({ name: nameOf(file.place), text: textOf(file) }))),
    leftOut: opened.value.leftOut + files.length - others.length - shownPlaces,
  });
};
