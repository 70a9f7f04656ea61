import type { Client } from '#renderer/api/client.ts';
import type { SessionFactory } from '#renderer/api/session.tsx';
import { bytesOf } from '#renderer/ui/base64-of.ts';
import { isPicture } from '#shared/attachments/media-type.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import { succeed, type Result } from '#shared/base/result.ts';

/** A file that can be shown: on a ticket by its entry, on a draft by the draft's key, in an article whose text names it. */
export interface ShownFile extends StoredFile {
  readonly from: { readonly entryId: string } | { readonly draftKey: string } | { readonly articleId: string };
}

interface Piece {
  readonly base64: string;
  readonly bytes: number;
  /** By its bytes, where what asks for it does not know. */
  readonly mediaType?: string;
}

const readPiece = (client: Client, { from, sha256 }: ShownFile, at: number): Promise<Result<Piece>> => {
  if ('entryId' in from) return client.call('attachments.read', { entryId: from.entryId, from: at });
  return 'articleId' in from
    ? client.call('knowledge.picture', { articleId: from.articleId, sha256, from: at })
    : client.call('attachments.readDraft', { key: from.draftKey, sha256, from: at });
};

/** The first piece of a file: enough of a text to read. */
export const readBeginning = async (
  client: Client,
  file: ShownFile,
): Promise<Result<{ readonly content: Uint8Array; readonly isWhole: boolean }>> => {
  const piece = await readPiece(client, file, 0);
  if (!piece.ok) return piece;
  const content = bytesOf(piece.value.base64);
  return succeed({ content, isWhole: content.length >= piece.value.bytes });
};

/**
 * All of a file. Only pictures keep their type: an address of anything else that a person opens in this window's name is bytes to be
 * saved, never a page.
 */
const readAll = async (
  client: Client,
  file: ShownFile,
  onShare: (share: number) => void = () => undefined,
): Promise<Result<Blob>> => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let { mediaType } = file;
  let at = 0;
  for (;;) {
    const piece = await readPiece(client, file, at);
    if (!piece.ok) return piece;
    const content = bytesOf(piece.value.base64);
    parts.push(content);
    mediaType = piece.value.mediaType ?? mediaType;
    at += content.length;
    onShare(piece.value.bytes === 0 ? 1 : at / piece.value.bytes);
    if (at >= piece.value.bytes || content.length === 0) break;
  }
  return succeed(new Blob(parts, { type: isPicture(mediaType) ? mediaType : 'application/octet-stream' }));
};

/** Pictures kept in memory for the next look, least recently seen first. */
const KEPT_BYTES = 64 * 1024 * 1024;

export interface FileSource {
  all(file: ShownFile, onShare?: (share: number) => void): Promise<Result<Blob>>;
  /** Address of a picture for `<img>`; good until the session ends or many others were looked at since. */
  pictureUrl(file: ShownFile): Promise<Result<string>>;
}

/** Reads files for the screen as long as somebody is signed in; what was shown is forgotten with the session. */
export const fileSource: SessionFactory<FileSource> = (client, onEnd) => {
  const shown = new Map<string, { readonly url: string; readonly bytes: number }>();
  const loading = new Map<string, Promise<Result<Blob>>>();
  let held = 0;
  const forget = (sha256: string): void => {
    const kept = shown.get(sha256);
    if (!kept) return;
    URL.revokeObjectURL(kept.url);
    held -= kept.bytes;
    shown.delete(sha256);
  };
  onEnd(() => {
    for (const sha256 of shown.keys()) forget(sha256);
  });
  return {
    all: (file, onShare) => readAll(client, file, onShare),
    pictureUrl: async (file) => {
      const { sha256 } = file;
      const kept = shown.get(sha256);
      if (kept) {
        shown.delete(sha256);
        shown.set(sha256, kept);
        return succeed(kept.url);
      }
      const running = loading.get(sha256) ?? readAll(client, file);
      loading.set(sha256, running);
      const content = await running;
      loading.delete(sha256);
      if (!content.ok) return content;
      const meanwhile = shown.get(sha256);
      if (meanwhile) return succeed(meanwhile.url);
      const url = URL.createObjectURL(content.value);
      const bytes = content.value.size;
      shown.set(sha256, { url, bytes });
      held += bytes;
      for (const oldest of shown.keys()) {
        if (held <= KEPT_BYTES || oldest === sha256) break;
        forget(oldest);
      }
      return succeed(url);
    },
  };
};
