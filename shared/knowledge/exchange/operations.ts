import * as z from 'zod';
import { command, query } from '../../contract/operation.ts';
import { articleAudiences, articleKinds, type ArticleKind } from '../article.ts';
import { MAX_LISTED_ARTICLES } from '../operations.ts';
import type { AboutFolder } from './about-folder.ts';
import type { ArticleBatch, BatchCounts } from './batch.ts';
import type { ExportedArticle } from './exported.ts';
import { EXCHANGE_CHUNK_BYTES, MAX_FILE_PAGE, MAX_FOLDER_FILES } from './limits.ts';
import { fileOutcomes, type FileOutcome } from './outcome.ts';
import type { FileProblem, FileProblemCode } from './problem.ts';

/** Why a folder or an archive cannot be read at all: `details.problem` of `knowledge-import.unreadable`. */
export const folderProblems = ['no-archive', 'incomplete', 'too-large', 'too-many-files', 'no-articles'] as const;
export type FolderProblem = (typeof folderProblems)[number];

const importId = z.string().regex(/^import:[0-9A-HJKMNP-TV-Z]{26}$/);
const exportId = z.string().regex(/^export:[0-9A-HJKMNP-TV-Z]{26}$/);
const batchId = z.string().regex(/^articleBatch:[0-9A-HJKMNP-TV-Z]{26}$/);
const articleId = z.string().regex(/^article:[0-9A-HJKMNP-TV-Z]{26}$/);
const words = z.string().trim().max(200);

/** What a person decides for all articles of an import; null leaves each as it was read. */
export const importSettings = z.strictObject({
  licence: words,
  attribution: words,
  url: z.string().trim().max(2_000),
  audience: z.enum(articleAudiences),
  kind: z.enum(articleKinds).nullable(),
  category: words.nullable(),
});
export type ImportSettings = z.infer<typeof importSettings>;

/** A file as the preview lists it. */
export interface ListedFile {
  readonly place: string;
  readonly outcome: FileOutcome;
  /** Empty for a file that is no article. */
  readonly title: string;
  readonly language: string;
  readonly kind: ArticleKind | null;
  /** Number of the article that this file is here already; null for a new one. */
  readonly number: string | null;
  readonly problems: readonly FileProblem[];
}

export interface FolderPreview {
  readonly importId: string;
  readonly name: string;
  readonly counts: BatchCounts;
  readonly languages: readonly { readonly language: string; readonly count: number }[];
  readonly kinds: readonly { readonly kind: ArticleKind; readonly count: number }[];
  /** Grouped, what keeps files out first, then the most frequent. `files`: how many have it. */
  readonly problems: readonly { readonly code: FileProblemCode; readonly files: number }[];
  /** Files that are neither articles nor told from: how many lie in the folder. */
  readonly leftOut: number;
  /** That the articles to be written show, each content once: they come along. */
  readonly pictures: number;
  readonly about: AboutFolder;
}

/** An article as it will be, without being one. */
export interface SampleArticle {
  readonly place: string;
  readonly title: string;
  readonly body: string;
  readonly language: string;
  readonly category: string | null;
  readonly tags: readonly string[];
}

export interface ArticleBatchView {
  readonly id: string;
  readonly state: ArticleBatch['state'];
  /** Only the console that imported knows what it wrote. */
  readonly undoable: boolean;
  readonly name: string;
  readonly byName: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly counts: BatchCounts;
  readonly pictures: number;
  /** Numbers of the articles that the last undo left, the first of them. */
  readonly kept: readonly string[];
  readonly keptCount: number;
  readonly licence: string | null;
  readonly attribution: string | null;
}

/** `print`: pages of the window, on paper or as PDF. */
export const exportFormats = ['site', 'markdown', 'print'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What is to leave the console. */
const exportWish = z.strictObject({
  /** Those of the current list; null: all that are published. */
  articleIds: z.array(articleId).max(MAX_LISTED_ARTICLES).nullable(),
  audience: z.enum(articleAudiences),
  format: z.enum(exportFormats),
  /** Of the words around the articles. */
  language: z.enum(['en', 'zh-CN']),
});
export type ExportWish = z.infer<typeof exportWish>;

export interface MadeExport {
  readonly exportId: string;
  readonly name: string;
  readonly bytes: number;
  readonly articles: number;
  /** Articles for internal use that a requester's export leaves out. */
  readonly internal: number;
  /** Articles that are not published, and so in no export. */
  readonly unpublished: number;
  /** Pictures that are not on this laptop, or not as they were: the file names them only. */
  readonly picturesMissing: number;
}

/** What an export would hold, before it is made. */
export type ExportCount = Pick<MadeExport, 'articles' | 'internal' | 'unpublished'>;

/** Articles to be printed, kept until they are fetched or others are asked for. */
export interface PagesToPrint extends ExportCount {
  readonly exportId: string;
  /** Whether this host makes a PDF of them by itself. */
  readonly savesPdf: boolean;
}

export const knowledgeExchangeOperations = {
  /**
   * Starts handing a folder or an archive over; what the person had begun before and not run is dropped. What an import writes everybody
   * reads without a review here, so it needs the permission to review.
   */
  'knowledgeImport.begin': command(
    'knowledge.review',
    z.discriminatedUnion('from', [
      z.strictObject({
        from: z.literal('folder'),
        name: z.string().trim().min(1).max(255),
        files: z.array(z.strictObject({ path: z.string().max(2_000), size: z.int().min(0) })).max(MAX_FOLDER_FILES),
        /** Files that weigh too much to be handed over: they are named. */
        tooLarge: z.array(z.string().max(2_000)).max(MAX_FOLDER_FILES),
        /** Files that the chooser saw and did not hand over: neither text nor picture, or pictures that there was no room for. */
        leftOut: z.int().min(0),
      }),
      z.strictObject({ from: z.literal('archive'), name: z.string().trim().min(1).max(255), size: z.int().min(0) }),
    ]),
  ).returns<{ readonly importId: string }>(),
  /** The files' bytes one after the other, in order, without gaps. */
  'knowledgeImport.chunk': command(
    'knowledge.review',
    z.strictObject({
      importId,
      offset: z.int().min(0),
      base64: z.base64().max(Math.ceil(EXCHANGE_CHUNK_BYTES / 3) * 4),
    }),
  ).returns<{ readonly received: number }>(),
  /** Reads every file, writes nothing. */
  'knowledgeImport.inspect': query('knowledge.review', z.strictObject({ importId })).returns<FolderPreview>(),
  /** Files of the preview in the order of their paths. */
  'knowledgeImport.files': query(
    'knowledge.review',
    z.strictObject({
      importId,
      outcome: z.enum(fileOutcomes).nullable(),
      problemsOnly: z.boolean(),
      from: z.int().min(0),
      count: z.int().min(0).max(MAX_FILE_PAGE),
    }),
  ).returns<{ readonly total: number; readonly rows: readonly ListedFile[] }>(),
  'knowledgeImport.sample': query(
    'knowledge.review',
    z.strictObject({ importId, place: z.string().max(2_000) }),
  ).returns<SampleArticle>(),
  /** Imports what was read and answers when all is on disk. Cancelled, failed or cut off by a crash, it leaves nothing behind. */
  'knowledgeImport.run': command(
    'knowledge.review',
    z.strictObject({ importId, settings: importSettings }),
  ).returns<ArticleBatchView>(),
  /** Stops reading or running; the waiting call then answers `request.cancelled`. */
  'knowledgeImport.cancel': command('knowledge.review', z.strictObject({ importId })).returns<null>(),
  /** Drops what was handed over. */
  'knowledgeImport.discard': command('knowledge.review', z.strictObject({ importId })).returns<null>(),
  /** Newest first. */
  'knowledgeImport.batches': query('knowledge.review', z.strictObject({})).returns<readonly ArticleBatchView[]>(),
  /**
   * Takes a batch back: articles it made go, those it changed become as before. Articles that somebody changed since, that a ticket
   * names or that others are translations of, stay as they are, and are named.
   */
  'knowledgeImport.undo': command('knowledge.review', z.strictObject({ batchId })).returns<ArticleBatchView>(),

  'knowledgeExport.count': query('knowledge.read', exportWish).returns<ExportCount>(),
  /** Makes the file, and says so in the trail; it is fetched in chunks, and kept until the next one is made. */
  'knowledgeExport.make': command(
    'knowledge.read',
    exportWish.extend({ format: z.enum(['site', 'markdown']) }),
  ).returns<MadeExport>(),
  'knowledgeExport.chunk': query('knowledge.read', z.strictObject({ exportId, from: z.int().min(0) })).returns<{
    readonly base64: string;
  }>(),
  'knowledgeExport.discard': command('knowledge.read', z.strictObject({ exportId })).returns<null>(),
  /** Chooses the articles of a printed export; their texts are fetched in parts. */
  'knowledgeExport.print': query('knowledge.read', exportWish).returns<PagesToPrint>(),
  /** The next of them in the order of its pages, as many as one answer may hold. */
  'knowledgeExport.pages': query('knowledge.read', z.strictObject({ exportId, from: z.int().min(0) })).returns<{
    readonly pages: readonly ExportedArticle[];
  }>(),
  /** Says in the trail that they are printed. */
  'knowledgeExport.printed': command('knowledge.read', exportWish).returns<null>(),
  /** Saves what the page prints now; null if the person cancels. */
  'knowledgeExport.savePdf': command('knowledge.read', exportWish).returns<{ readonly path: string } | null>(),
};
