import { createHash, type Hash } from 'node:crypto';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Charset } from '#shared/imports/charsets.ts';
import { MAX_IMPORT_BYTES } from '#shared/imports/limits.ts';
import type { Inspection } from '#shared/imports/operations.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';
import { toUtf8 } from './charset.ts';
import type { Job } from '../job.ts';
import { join } from './join.ts';
import type { Judgement } from './judgement.ts';
import { unpack, unreadable } from './unpack.ts';

/**
 * A file that a person handed over, in this process's memory only: it never touches the disk before it is imported. Dropped when it is
 * imported, discarded, replaced by the person's next one, or the desk closes.
 */
export class OpenFile {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly size: number;
  /** The job that is at it now. */
  job: Job | undefined;
  inspection: Inspection | undefined;
  /** What the last check was asked, and what it found. */
  checked: { readonly plan: ImportPlan; readonly judgement: Judgement } | undefined;
  readonly #parts: Buffer[] = [];
  #received = 0;
  #hash: Hash = createHash('sha256');
  #sha256: string | undefined;
  #unpacking: Promise<Result<Buffer>> | undefined;
  #text: { readonly charset: Charset; readonly utf8: Buffer } | undefined;

  constructor(id: string, userId: string, name: string, size: number) {
    this.id = id;
    this.userId = userId;
    this.name = name;
    this.size = size;
  }

  get sha256(): string {
    this.#sha256 ??= this.#hash.digest('hex');
    return this.#sha256;
  }

  /** Takes the next bytes; only in order and within the announced size. */
  append(offset: number, bytes: Buffer): Result<{ readonly received: number }> {
    if (offset !== this.#received || this.#received + bytes.length > this.size || this.#sha256 !== undefined)
      return refuse('request.invalid', 'chunks come in order and within the announced size', {
        expected: this.#received,
      });
    this.#parts.push(bytes);
    this.#hash.update(bytes);
    this.#received += bytes.length;
    return succeed({ received: this.#received });
  }

  /** The file's bytes, unpacked once: a second reader waits for the first. */
  async bytes(job: Job): Promise<Result<Buffer>> {
    if (this.#received < this.size)
      return unreadable('incomplete', 'not all of the file has arrived', { received: this.#received, size: this.size });
    this.#unpacking ??= join(this.#parts, job).then((whole) => unpack(whole, MAX_IMPORT_BYTES, job));
    return this.#unpacking;
  }

  /** The file's text as UTF-8, kept for the next reading in the same charset. */
  async text(charset: Charset, job: Job): Promise<Result<Buffer>> {
    if (this.#text?.charset === charset) return succeed(this.#text.utf8);
    const bytes = await this.bytes(job);
    if (!bytes.ok) return bytes;
    const utf8 = await toUtf8(bytes.value, charset, job);
    if (utf8.ok) this.#text = { charset, utf8: utf8.value };
    return utf8;
  }
}
