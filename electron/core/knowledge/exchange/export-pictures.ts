import { SNIFF_BYTES } from '#shared/attachments/limits.ts';
import { isPicture, sniffMediaType, type MediaType } from '#shared/attachments/media-type.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { ExportedArticle } from '#shared/knowledge/exchange/exported.ts';
import { MAX_FOLDER_BYTES } from '#shared/knowledge/exchange/limits.ts';
import { picturesIn } from '#shared/knowledge/pictures.ts';
import type { Desk } from '../../desk.ts';
import { BlobDamage } from '../../storage/blobs/blob-reader.ts';
import { blobContent, fileRefusal } from '../../stored-files.ts';

export interface ExportedPicture {
  readonly mediaType: MediaType;
  /** Memory of its own: it goes over to the thread. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** By the hash that texts name them by. */
export type ExportedPictures = ReadonlyMap<string, ExportedPicture>;

interface FoundPictures {
  readonly pictures: ExportedPictures;
  /** Named by a text, and not here or not as they were. */
  readonly missing: number;
}

/** Undefined for what is no picture, and for what is not on this laptop or not as it was. */
const read = async (desk: Desk, sha256: string, room: number): Promise<ExportedPicture | 'too-large' | undefined> => {
  try {
    return await desk.blobs.read(sha256, async (blob) => {
      const mediaType = sniffMediaType(await blob.read(0, SNIFF_BYTES));
      if (!isPicture(mediaType)) return undefined;
      if (blob.bytes > room) return 'too-large';
      return { mediaType, bytes: await blobContent(blob) };
    });
  } catch (error) {
    if (error instanceof BlobDamage) return undefined;
    throw error;
  }
};

/** The pictures that these articles show. Refuses where they are more than an import would take back. */
export const picturesOfExport = async (
  desk: Desk,
  articles: readonly ExportedArticle[],
): Promise<Result<FoundPictures>> => {
  const named = new Set(articles.flatMap(({ body }) => [...picturesIn(body)]));
  const pictures = new Map<string, ExportedPicture>();
  let room = MAX_FOLDER_BYTES;
  try {
    for (const sha256 of named) {
      const picture = await read(desk, sha256, room);
      if (picture === 'too-large') return refuse('knowledge.export-too-hard', 'its pictures are too many');
      if (!picture) continue;
      room -= picture.bytes.length;
      pictures.set(sha256, picture);
    }
  } catch (error) {
    return fileRefusal(error, '');
  }
  return succeed({ pictures, missing: named.size - pictures.size });
};
