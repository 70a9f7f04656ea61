import { ArticleIndex } from '#core/knowledge/article-index.ts';
import { articleExportHandlers } from '#core/knowledge/exchange/export-handlers.ts';
import { openExchangeThread, type ExchangeThread } from '#core/knowledge/exchange/exchange-thread.ts';
import { articleImportHandlers } from '#core/knowledge/exchange/import-handlers.ts';
import type { Desk } from '#core/desk.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Article } from '#shared/knowledge/article.ts';
import { EXCHANGE_CHUNK_BYTES } from '#shared/knowledge/exchange/limits.ts';
import type { ArticleBatchView, FolderPreview, ImportSettings } from '#shared/knowledge/exchange/operations.ts';
import type { ImportProgress } from '#shared/imports/operations.ts';
import { loopbackPlatform } from '../../../../../electron/loopback/platform.ts';
import { contextOf } from '../../../../support/session-context.ts';
import { valueOf } from '../../imports/importing.ts';
import { doTask } from '#core/knowledge/exchange/tasks.ts';

export const settings: ImportSettings = {
  licence: '',
  attribution: '',
  url: '',
  audience: 'internal',
  kind: null,
  category: null,
};

/** Texts by their path. */
export type Folder = Readonly<Record<string, string | Buffer>>;

const inThisThread = (): ExchangeThread =>
  openExchangeThread({
    worker: doTask,
    log: (line) => {
      throw new Error(line);
    },
  });

export const articlesOn = (desk: Desk): readonly Article[] =>
  [...desk.records.ids('article')].flatMap((id) => desk.records.get<Article>('article', id) ?? []);

export const articleTitled = (desk: Desk, title: string): Article => {
  const found = articlesOn(desk).find(({ published, next }) => (published ?? next)?.title === title);
  if (!found) throw new Error(`no article is titled ${title}`);
  return found;
};

/** Drives the exchange as a screen does. */
export const exchanger = (desk: Desk, thread = inThisThread()) => {
  const progress: ImportProgress[] = [];
  const listeners = new Set<(progress: ImportProgress) => void>();
  const context = contextOf('Sam Okafor', ['team-lead'], 'user:01J0000000000000000000000B');
  const index = new ArticleIndex(desk);
  const imports = articleImportHandlers(desk, {
    thread,
    hasTranslations: (article) => index.hasTranslations(article),
    hold: () => () => undefined,
    notify: (notice) => {
      if (notice.name !== 'imports.progress') return;
      progress.push(notice.progress);
      for (const listener of listeners) listener(notice.progress);
    },
  });
  const exports = articleExportHandlers(desk, {
    thread,
    index,
    platform: loopbackPlatform,
    today: () => '2026-10-01',
    isOn: () => true,
  });
  type Begin = Parameters<(typeof imports)['knowledgeImport.begin']>[0];

  const hand = async (wanted: Begin, bytes: Buffer): Promise<Result<string>> => {
    const begun = await imports['knowledgeImport.begin'](wanted, context);
    if (!begun.ok) return begun;
    const { importId } = begun.value;
    for (let offset = 0; offset < bytes.length; offset += EXCHANGE_CHUNK_BYTES) {
      const base64 = bytes.subarray(offset, offset + EXCHANGE_CHUNK_BYTES).toString('base64');
      valueOf(await imports['knowledgeImport.chunk']({ importId, offset, base64 }, context));
    }
    return succeed(importId);
  };
  const inspect = async (handed: Result<string>): Promise<Result<FolderPreview>> =>
    handed.ok ? imports['knowledgeImport.inspect']({ importId: handed.value }, context) : handed;

  const lookAt = async (folder: Folder, name = 'kb'): Promise<Result<FolderPreview>> => {
    const files = Object.entries(folder).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
    const listed = files.map(({ path, bytes }) => ({ path, size: bytes.length }));
    const bytes = Buffer.concat(files.map((file) => file.bytes));
    return inspect(await hand({ from: 'folder', name, files: listed, tooLarge: [], leftOut: 0 }, bytes));
  };
  const lookIn = async (archive: Buffer, name = 'kb.zip'): Promise<Result<FolderPreview>> =>
    inspect(await hand({ from: 'archive', name, size: archive.length }, archive));
  const run = async (preview: FolderPreview, more: Partial<ImportSettings> = {}): Promise<Result<ArticleBatchView>> =>
    imports['knowledgeImport.run']({ importId: preview.importId, settings: { ...settings, ...more } }, context);

  return {
    context,
    imports,
    exports,
    progress,
    onProgress: (listener: (progress: ImportProgress) => void) => listeners.add(listener),
    lookAt,
    lookIn,
    run,
    bringIn: async (folder: Folder, more: Partial<ImportSettings> = {}): Promise<ArticleBatchView> =>
      valueOf(await run(valueOf(await lookAt(folder)), more)),
    undo: (batchId: string) => imports['knowledgeImport.undo']({ batchId }, context),
    /** The whole file of an export. */
    fetch: async (exportId: string, bytes: number): Promise<Buffer> => {
      const parts: Buffer[] = [];
      for (let from = 0; from < bytes; from += EXCHANGE_CHUNK_BYTES) {
        const part = valueOf(await exports['knowledgeExport.chunk']({ exportId, from }, context));
        parts.push(Buffer.from(part.base64, 'base64'));
      }
      return Buffer.concat(parts);
    },
  };
};
