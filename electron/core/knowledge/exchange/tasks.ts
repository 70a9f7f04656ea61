/** What is done in the thread of the exchange: nothing here reads or writes the desk. */
import type { ExportedArticle } from '#shared/knowledge/exchange/exported.ts';
import type { FileReading } from '#shared/knowledge/exchange/read-article.ts';
import { filesOfZip, type FolderFile } from './folder.ts';
import type { PictureOfFolder } from './folder-pictures.ts';
import type { ExportedPictures } from './export-pictures.ts';
import { readFile } from './read-file.ts';
import { makeSite, type SiteTask } from './site/make-site.ts';
import { makeArchive } from './make-archive.ts';
import { markdownFiles } from './markdown-files.ts';

/** Files read together: links between them lead to what is in `articles`. */
export interface ReadTask {
  readonly do: 'read';
  readonly articles: ReadonlyMap<string, number>;
  /** By their places in small letters. */
  readonly pictures: ReadonlyMap<string, PictureOfFolder>;
  readonly mark: string;
  readonly files: readonly {
    readonly place: string;
    readonly kind: 'markdown' | 'html';
    /** Memory of its own: it goes over to the thread. */
    readonly bytes: Uint8Array<ArrayBuffer>;
  }[];
}

export interface UnpackTask {
  readonly do: 'unpack';
  readonly name: string;
  /** As above. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface ArchiveTask {
  readonly do: 'archive';
  readonly articles: readonly ExportedArticle[];
  readonly pictures: ExportedPictures;
  /** Of a training desk: each file says so. */
  readonly isPractice: boolean;
}

export type ExchangeTask = ReadTask | UnpackTask | ArchiveTask | ({ readonly do: 'site' } & SiteTask);

export interface ExchangeAnswers {
  readonly read: readonly FileReading[];
  readonly unpack: readonly FolderFile[] | undefined;
  readonly archive: Uint8Array;
  readonly site: Uint8Array;
}

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

const wholeMemory = (bytes: Uint8Array): readonly ArrayBuffer[] =>
  bytes.length > 0 && bytes.buffer instanceof ArrayBuffer && bytes.length === bytes.buffer.byteLength
    ? [bytes.buffer]
    : [];

/** Memory of an answer that goes over instead of being copied: what no other bytes lie in. */
export const memoryOfAnswer = (answer: ExchangeAnswers[ExchangeTask['do']]): readonly ArrayBuffer[] => {
  if (answer instanceof Uint8Array) return wholeMemory(answer);
  return (answer ?? []).flatMap((file) =>
    'content' in file && file.content.ok ? wholeMemory(file.content.bytes) : [],
  );
};

export const doTask = (task: ExchangeTask): ExchangeAnswers[ExchangeTask['do']] => {
  switch (task.do) {
    case 'read':
      return task.files.map(({ place, kind, bytes }) =>
        readFile({
          place,
          kind,
          bytes: bufferOf(bytes),
          articles: task.articles,
          pictures: task.pictures,
          mark: task.mark,
        }),
      );
    case 'unpack':
      return filesOfZip(bufferOf(task.bytes), task.name);
    case 'archive':
      return makeArchive(markdownFiles(task.articles, task.pictures, task.isPractice));
    case 'site':
      return makeSite(task);
  }
};
