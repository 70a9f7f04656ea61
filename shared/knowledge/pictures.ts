import { refuse, succeed, type Result } from '../base/result.ts';
import type { Article } from './article.ts';

/** All pictures of one text together. */
export const MAX_PICTURE_BYTES = 100 * 1024 * 1024;
/** Longest side that a text may claim for a picture, pixels. */
const MAX_SIDE = 20_000;

/** A picture as a text names it: by its content, so that every version and translation that shows it shows the same. */
export interface PictureRef {
  readonly sha256: string;
  /** As drawn, CSS pixels: its room is kept while it is fetched. Null where the text does not say. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

const SCHEME = 'attachment:';
const address = /^attachment:([0-9a-f]{64})(?::([1-9]\d{0,4})x([1-9]\d{0,4}))?$/;
const anywhere = /attachment:([0-9a-f]{64})(?![0-9a-f])/g;

/** What stands between the round brackets of `![words](attachment:<SHA-256>:640x360)`. */
export const pictureAddress = ({ sha256, size }: PictureRef): string =>
  `${SCHEME}${sha256}${size ? `:${size.width}x${size.height}` : ''}`;

/** Undefined for an address that names no picture of an article. A size beyond measure is none. */
export const readPictureAddress = (text: string): PictureRef | undefined => {
  const [, sha256, width, height] = address.exec(text.trim()) ?? [];
  if (sha256 === undefined) return undefined;
  const size = width === undefined || height === undefined ? null : { width: Number(width), height: Number(height) };
  return { sha256, size: size && Math.max(size.width, size.height) <= MAX_SIDE ? size : null };
};

/** Hashes of the pictures that a text names, code and comments included: rather kept for nothing than lost. */
export const picturesIn = (body: string): ReadonlySet<string> =>
  new Set([...body.matchAll(anywhere)].map(([, sha256 = '']) => sha256));

/** Those of what is read now and of what is being written; a version keeps its own. */
export const picturesOf = ({ published, next }: Pick<Article, 'published' | 'next'>): ReadonlySet<string> =>
  new Set([...picturesIn(published?.body ?? ''), ...picturesIn(next?.body ?? '')]);

/** `article.pictures-too-large` { limit, bytes } where those of one text are too much together. */
export const mayHoldPictures = (bytes: number): Result<null> =>
  bytes <= MAX_PICTURE_BYTES
    ? succeed(null)
    : refuse('article.pictures-too-large', `${bytes} bytes of pictures are too many for one article`, {
        limit: MAX_PICTURE_BYTES,
        bytes,
      });
