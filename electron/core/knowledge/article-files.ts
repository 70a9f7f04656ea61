/** Pictures of articles: files in the desk's blobs that texts name by their content. */
import { PIECE_BYTES, SNIFF_BYTES } from '#shared/attachments/limits.ts';
import { isPicture, sniffMediaType } from '#shared/attachments/media-type.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { notFound } from '#shared/base/not-found.ts';
import { articleVersionPrefix, type Article, type ArticleVersion } from '#shared/knowledge/article.ts';
import { mayHoldPictures, picturesIn, picturesOf } from '#shared/knowledge/pictures.ts';
import type { Desk } from '../desk.ts';
import { noteTextFiles } from '../file-uses.ts';
import { BlobDamage } from '../storage/blobs/blob-reader.ts';
import { fileRefusal } from '../stored-files.ts';
import type { Unit } from '../unit.ts';

const none: ReadonlySet<string> = new Set();

/** Stages which pictures an article uses from now on; `undefined` before it began, and after it is gone. */
export const noteArticleFiles = (unit: Unit, before: Article | undefined, after: Article | undefined): void => {
  const id = (after ?? before)?.id;
  if (id !== undefined) noteTextFiles(unit, id, before ? picturesOf(before) : none, after ? picturesOf(after) : none);
};

/** Stages that a version keeps its pictures. */
export const noteVersionFiles = (unit: Unit, { id, content }: ArticleVersion): void =>
  noteTextFiles(unit, id, none, picturesIn(content.body));

/** Stages that a version which is taken back keeps nothing any more. */
export const noteVersionFilesGone = (unit: Unit, { id, content }: ArticleVersion): void =>
  noteTextFiles(unit, id, picturesIn(content.body), none);

/** Bytes of a file; 0 for one that is not on this laptop, or not as it was: a text may name what has not arrived yet. */
const bytesOf = async (desk: Desk, sha256: string): Promise<number> => {
  try {
    return await desk.blobs.read(sha256, (blob) => Promise.resolve(blob.bytes));
  } catch (error) {
    if (error instanceof BlobDamage) return 0;
    throw error;
  }
};

/** Runs `work` if the pictures of a text are not too large together; nothing sweeps them until it has ended. */
export const withPictures = async <T>(desk: Desk, body: string, work: () => Promise<Result<T>>): Promise<Result<T>> => {
  const pictures = [...picturesIn(body)];
  const holds = pictures.map((sha256) => desk.blobs.hold(sha256));
  try {
    let bytes = 0;
    for (const sha256 of pictures) bytes += await bytesOf(desk, sha256);
    const allowed = mayHoldPictures(bytes);
    return allowed.ok ? await work() : allowed;
  } catch (error) {
    return fileRefusal(error, '');
  } finally {
    for (const letGo of holds) letGo();
  }
};

export interface PicturePiece {
  readonly base64: string;
  readonly bytes: number;
  readonly mediaType: string;
}

const isNamed = ({ records }: Desk, article: Article, sha256: string): boolean =>
  picturesOf(article).has(sha256) ||
  records
    .idsWithPrefix(articleVersionPrefix(article.id))
    .some((id) => picturesIn(records.get<ArticleVersion>('articleVersion', id)?.content.body ?? '').has(sha256));

/** Part of a picture that some text of the article names. What is no picture is none of its own, whoever wrote its hash there. */
export const readPicture = async (
  desk: Desk,
  articleId: string,
  sha256: string,
  from: number,
): Promise<Result<PicturePiece>> => {
  const article = desk.records.get<Article>('article', articleId);
  if (!article || !isNamed(desk, article, sha256)) return notFound('attachment', sha256);
  try {
    const piece = await desk.blobs.read(sha256, async (blob) => {
      const mediaType = sniffMediaType(await blob.read(0, SNIFF_BYTES));
      if (!isPicture(mediaType)) return undefined;
      return { base64: (await blob.read(from, PIECE_BYTES)).toString('base64'), bytes: blob.bytes, mediaType };
    });
    return piece ? succeed(piece) : notFound('attachment', sha256);
  } catch (error) {
    return fileRefusal(error, article.number);
  }
};
