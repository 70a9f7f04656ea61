import { createHash } from 'node:crypto';
import { SNIFF_BYTES } from '#shared/attachments/limits.ts';
import { isPicture, sniffMediaType } from '#shared/attachments/media-type.ts';
import { pictureAddress } from '#shared/knowledge/pictures.ts';
import type { Job } from '../../job.ts';
import type { FolderFile } from './folder.ts';
import { pictureSize } from './picture-size.ts';

/** A picture of a folder as texts name it. */
export interface PictureOfFolder {
  readonly address: string;
  readonly bytes: number;
}

export interface FolderPicture extends PictureOfFolder {
  readonly place: string;
  readonly sha256: string;
  readonly content: Uint8Array;
}

/** Bytes hashed between two looks at the clock. */
const PIECE = 512 * 1024;

const hashOf = async (content: Uint8Array, job: Job): Promise<string> => {
  const hash = createHash('sha256');
  for (let at = 0; at < content.length; at += PIECE) {
    hash.update(content.subarray(at, at + PIECE));
    if (job.due) await job.rest();
  }
  return hash.digest('hex');
};

/** The files of a folder that are pictures by their bytes, whatever their names say. Ends early once the job is cancelled. */
export const picturesOfFolder = async (files: readonly FolderFile[], job: Job): Promise<readonly FolderPicture[]> => {
  const pictures: FolderPicture[] = [];
  for (const { place, kind, content: file } of files) {
    if (job.cancelled) break;
    if (kind !== 'picture' || !file.ok) continue;
    const content = file.bytes;
    const mediaType = sniffMediaType(content.subarray(0, SNIFF_BYTES));
    if (!isPicture(mediaType)) continue;
    const sha256 = await hashOf(content, job);
    const address = pictureAddress({ sha256, size: pictureSize(content, mediaType) });
    pictures.push({ place, sha256, address, content, bytes: content.length });
  }
  return pictures;
};
