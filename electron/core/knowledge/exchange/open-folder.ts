import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { fileKindOf } from '#shared/knowledge/exchange/file-kind.ts';
import { MAX_FOLDER_BYTES } from '#shared/knowledge/exchange/limits.ts';
import type { FolderProblem } from '#shared/knowledge/exchange/operations.ts';
import type { FileProblem } from '#shared/knowledge/exchange/problem.ts';
import type { ReadArticle } from '#shared/knowledge/exchange/read-article.ts';
import type { AboutFolder } from '#shared/knowledge/exchange/about-folder.ts';
import type { Job } from '../../job.ts';
import type { JudgedFile } from './judge-folder.ts';
import type { ExchangeThread } from './exchange-thread.ts';
import { filesOfFolder, type FolderFile } from './folder.ts';

export const unreadable = (problem: FolderProblem, message: string): Result<never> =>
  refuse('knowledge.unreadable', message, { problem });

/** A file with what was read of it. */
export interface ReadFile {
  readonly place: string;
  readonly article: ReadArticle | undefined;
  readonly problems: readonly FileProblem[];
}

/** What was read of a folder, not yet held against what is here. */
export interface FolderReading {
  /** In the order of their places; links between them count in it. */
  readonly files: readonly ReadFile[];
  /** Bytes of the pictures that texts show, by hash. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly mark: string;
  readonly about: AboutFolder;
  readonly leftOut: number;
}

export type Handed =
  | {
      readonly from: 'folder';
      readonly files: readonly { readonly path: string; readonly size: number }[];
      readonly tooLarge: readonly string[];
      readonly leftOut: number;
    }
  | { readonly from: 'archive'; readonly size: number };

/**
 * A folder or archive that a person handed over, in memory only: it never touches the disk before it is imported. Dropped when it is
 * imported, discarded, replaced by the person's next one, or the desk closes.
 */
export class OpenFolder {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  /** The job that is at it now. */
  job: Job | undefined;
  reading: FolderReading | undefined;
  /** What the last look found it would do here. */
  judged: readonly JudgedFile[] | undefined;
  readonly #handed: Handed;
  readonly #size: number;
  readonly #parts: Buffer[] = [];
  #received = 0;
  #isTaken = false;

  constructor(id: string, userId: string, name: string, handed: Handed) {
    this.id = id;
    this.userId = userId;
    this.name = name;
    this.#handed = handed;
    this.#size = handed.from === 'archive' ? handed.size : handed.files.reduce((sum, { size }) => sum + size, 0);
  }

  get isTooLarge(): boolean {
    return this.#size > MAX_FOLDER_BYTES;
  }

  /** Takes the next bytes; only in order and within what was announced. */
  append(offset: number, bytes: Buffer): Result<{ readonly received: number }> {
    if (offset !== this.#received || this.#received + bytes.length > this.#size)
      return refuse('request.invalid', 'chunks come in order and within the announced size', {
        expected: this.#received,
      });
    this.#parts.push(bytes);
    this.#received += bytes.length;
    return succeed({ received: this.#received });
  }

  /** Its files, unpacked; once. The bytes are let go of: what is read is kept by whoever asked. */
  async files(
    thread: ExchangeThread,
  ): Promise<Result<{ readonly files: readonly FolderFile[]; readonly leftOut: number }>> {
    if (this.#received < this.#size) return unreadable('incomplete', 'not all of it has arrived');
    if (this.#isTaken) return unreadable('incomplete', 'a reading that was cancelled let its bytes go');
    this.#isTaken = true;
    const bytes = new Uint8Array(this.#size);
    let at = 0;
    for (const part of this.#parts.splice(0)) {
      bytes.set(part, at);
      at += part.length;
    }
    if (this.#handed.from === 'folder')
      return succeed({
        files: filesOfFolder(this.#handed.files, this.#handed.tooLarge, bytes),
        leftOut: this.#handed.leftOut,
      });
    const files = await thread.do({ do: 'unpack', name: this.name, bytes });
    if (!files) return unreadable('no-archive', 'it is no zip archive that can be read');
    const leftOut = files.filter(({ place }) => ['other', 'hidden'].includes(fileKindOf(place))).length;
    return succeed({ files, leftOut });
  }
}
