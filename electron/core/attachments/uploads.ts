import { MAX_FILE_BYTES, SNIFF_BYTES } from '#shared/attachments/limits.ts';
import { cleanFileName } from '#shared/attachments/file-name.ts';
import { sniffMediaType } from '#shared/attachments/media-type.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import { encodeUlid } from '#shared/base/ulid.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Desk } from '../desk.ts';
import type { Session } from '../session.ts';
import type { BlobUpload } from '../storage/blobs/blobs.ts';
import { fileRefusal } from '../stored-files.ts';

/** A window that has sent nothing for so long is gone. */
const IDLE_MS = 2 * 60_000;
/** How long a file that has arrived is kept for the command, or the draft, that names it. */
const HOLD_MS = 60 * 60_000;
/** Begun and not finished, of one session. */
const MOST_AT_ONCE = 8;

interface Upload {
  readonly id: string;
  readonly sessionId: string;
  readonly name: string;
  readonly bytes: number;
  readonly blob: BlobUpload;
  received: number;
  /** The first bytes, which tell what it is. */
  head: Buffer;
  isBusy: boolean;
  idle: NodeJS.Timeout | undefined;
}

const interrupted = (): Result<never> =>
  refuse('attachment.interrupted', 'the upload is not under way any more; hand the file over again');

/** Files on their way from a window to the disk; each belongs to the session that began it. */
export class Uploads {
  readonly #desk: Desk;
  readonly #uploads = new Map<string, Upload>();
  /** Sessions of uploads whose file is only being made. */
  readonly #beginning: string[] = [];
  readonly #holds = new Set<NodeJS.Timeout>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async begin(session: Session, name: string, bytes: number): Promise<Result<{ readonly uploadId: string }>> {
    if (bytes > MAX_FILE_BYTES)
      return refuse('attachment.too-large', `${bytes} bytes are too many`, { limit: MAX_FILE_BYTES, bytes });
    const refused = this.#desk.writeRefusal();
    if (refused) return refused;
    const underWay = [...this.#beginning, ...[...this.#uploads.values()].map(({ sessionId }) => sessionId)];
    if (underWay.filter((id) => id === session.id).length >= MOST_AT_ONCE)
      return refuse('request.invalid', `at most ${MOST_AT_ONCE} files at once`);
    const { ambient, blobs } = this.#desk;
    this.#beginning.push(session.id);
    try {
      const upload: Upload = {
        id: `upload:${encodeUlid(ambient.now().getTime(), ambient.randomBytes(10))}`,
        sessionId: session.id,
        name: cleanFileName(name),
        bytes,
        blob: await blobs.begin(),
        received: 0,
        head: Buffer.alloc(0),
        isBusy: false,
        idle: undefined,
      };
      this.#uploads.set(upload.id, upload);
      this.#waitFor(upload);
      return succeed({ uploadId: upload.id });
    } catch (error) {
      return fileRefusal(error, name);
    } finally {
      this.#beginning.splice(this.#beginning.indexOf(session.id), 1);
    }
  }

  append(
    session: Session,
    uploadId: string,
    offset: number,
    piece: Buffer,
  ): Promise<Result<{ readonly received: number }>> {
    return this.#step(session, uploadId, async (upload) => {
      if (offset !== upload.received || offset + piece.length > upload.bytes)
        return refuse('request.invalid', 'pieces come in order and within the announced size', {
          expected: upload.received,
        });
      if (upload.head.length < SNIFF_BYTES)
        upload.head = Buffer.concat([upload.head, piece.subarray(0, SNIFF_BYTES - upload.head.length)]);
      await upload.blob.append(piece);
      upload.received += piece.length;
      return succeed({ received: upload.received });
    });
  }

  finish(session: Session, uploadId: string): Promise<Result<StoredFile>> {
    return this.#step(session, uploadId, async (upload) => {
      if (upload.received < upload.bytes)
        return refuse('request.invalid', 'not all of the file has arrived', { expected: upload.received });
      const { sha256, bytes, letGo } = await upload.blob.finish();
      this.#uploads.delete(upload.id);
      const hold = setTimeout(() => {
        this.#holds.delete(hold);
        letGo();
      }, HOLD_MS).unref();
      this.#holds.add(hold);
      return succeed({ sha256, name: upload.name, mediaType: sniffMediaType(upload.head), bytes });
    });
  }

  async abort(session: Session, uploadId: string): Promise<void> {
    const upload = this.#uploads.get(uploadId);
    if (upload?.sessionId === session.id) await this.#drop(upload);
  }

  /** The desk closes: its blobs end what is under way themselves. */
  close(): void {
    for (const { idle } of this.#uploads.values()) clearTimeout(idle);
    for (const hold of this.#holds) clearTimeout(hold);
    this.#uploads.clear();
    this.#holds.clear();
  }

  async #step<T>(session: Session, uploadId: string, work: (upload: Upload) => Promise<Result<T>>): Promise<Result<T>> {
    const upload = this.#uploads.get(uploadId);
    if (!upload || upload.sessionId !== session.id) return interrupted();
    if (upload.isBusy) return refuse('request.invalid', 'one piece at a time');
    upload.isBusy = true;
    clearTimeout(upload.idle);
    try {
      return await work(upload);
    } catch (error) {
      this.#uploads.delete(upload.id);
      return fileRefusal(error, upload.name);
    } finally {
      upload.isBusy = false;
      this.#waitFor(upload);
    }
  }

  #waitFor(upload: Upload): void {
    if (this.#uploads.has(upload.id)) upload.idle = setTimeout(() => void this.#drop(upload), IDLE_MS).unref();
  }

  async #drop(upload: Upload): Promise<void> {
    clearTimeout(upload.idle);
    this.#uploads.delete(upload.id);
    await upload.blob.abort();
  }
}
