import type { PersonRef } from '#shared/base/record.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Article, ArticleOrigin, ArticleVersion } from '#shared/knowledge/article.ts';
import {
  articlePartPrefix,
  type ArticleBatch,
  type ArticleBatchPart,
  type BatchArticle,
} from '#shared/knowledge/exchange/batch.ts';
import type { ImportSettings } from '#shared/knowledge/exchange/operations.ts';
import type { ImportedText } from '#shared/knowledge/exchange/outcome.ts';
import { picturesIn } from '#shared/knowledge/pictures.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Desk } from '../../desk.ts';
import type { Job } from '../../job.ts';
import type { Actor } from '../../session.ts';
import type { Unit } from '../../unit.ts';
import { storeFile } from '../../stored-files.ts';
import { noteArticleFiles, noteVersionFiles } from '../article-files.ts';
import { digestOf } from './digest.ts';
import { linkedText, type JudgedFile } from './judge-folder.ts';

/** Articles and characters in one commit: what the event loop does not notice. */
const GROUP = { articles: 12, characters: 100_000 };

const orNull = (text: string): string | null => (text === '' ? null : text);

export interface WriteOptions {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly batch: ArticleBatch;
  readonly files: readonly JudgedFile[];
  /** Bytes of the pictures that their texts show, by hash. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly mark: string;
  /** Of files by their place in `files`: given to the new ones when the batch began. */
  readonly numbers: readonly (string | undefined)[];
  readonly settings: ImportSettings;
  readonly job: Job;
}

type Accepted = JudgedFile & { readonly article: NonNullable<JudgedFile['article']>; readonly at: number };

type Incoming = ImportedText & { readonly origin: ArticleOrigin };

/** Stages articles of one commit, each with its version, and the part that undoes them. */
class ArticleWriter {
  readonly #options: WriteOptions;
  readonly #importer: PersonRef;
  #parts = 0;
  /** Articles that somebody changed after they were looked at: they stay as they are. */
  kept = 0;

  constructor(options: WriteOptions) {
    this.#options = options;
    this.#importer = { id: options.actor.id, name: options.actor.name };
  }

  stage(unit: Unit, group: readonly Accepted[]): void {
    const { batch } = this.#options;
    const articles = group.flatMap((file) => this.#put(unit, file));
    this.kept += group.length - articles.length;
    const part: ArticleBatchPart = {
      ...unit.stamp('articleBatchPart', `${articlePartPrefix(batch.id)}${String(++this.#parts).padStart(6, '0')}`),
      articles,
    };
    unit.putLocal(part);
    unit.audit({
      action: 'knowledge.importWrite',
      object: { type: 'articleBatch', id: batch.id, number: null },
      after: { count: articles.length, part: this.#parts },
      correlation: batch.id,
    });
  }

  #put(unit: Unit, file: Accepted): readonly BatchArticle[] {
    const before = file.outcome === 'update' ? (unit.get<Article>('article', file.existing?.id ?? '') ?? null) : null;
    if (file.outcome === 'update' && before?.revision !== file.existing?.revision) return [];
    const { mark, numbers, settings, batch } = this.#options;
    const text = linkedText(file.article, mark, (at) => numbers[at]);
    const { article } = file;
    const origin: ArticleOrigin = {
      path: file.place,
      url: article.url ?? orNull(settings.url),
      licence: orNull(settings.licence) ?? article.licence,
      attribution: article.attribution ?? orNull(settings.attribution),
      ...(article.date === null ? {} : { date: article.date }),
      batch: batch.id,
      digest: digestOf(text),
    };
    const after = before
      ? this.#updated(before, { ...text, origin }, momentAfter(before.updatedAt, unit.at))
      : this.#created(unit, file, { ...text, origin });
    const versionId = unit.newChildId('articleVersion', after.id);
    const version: ArticleVersion = {
      ...unit.stamp('articleVersion', versionId),
      articleId: after.id,
      version: after.version,
      content: after.published ?? { ...text, category: null, audience: settings.audience },
      authors: [origin.attribution === null ? this.#importer : { id: null, name: origin.attribution }],
      reviewer: null,
      note: '',
      at: after.publishedAt ?? unit.at,
    };
    const object = { type: 'article', id: after.id, number: after.number };
    unit.put(after);
    unit.put(version);
    noteArticleFiles(unit, before ?? undefined, after);
    noteVersionFiles(unit, version);
    unit.audit({
      action: before ? 'knowledge.importUpdate' : 'knowledge.importCreate',
      object,
      ...unit.difference('article', after.id, before ?? undefined, after),
      correlation: batch.id,
    });
    return [{ id: after.id, revision: after.revision, versionId, before }];
  }

  #created(unit: Unit, { article, at }: Accepted, { origin, ...text }: Incoming): Article {
    const { settings, numbers } = this.#options;
    const id = unit.newId('article');
    const number = numbers[at];
    if (number === undefined) throw new Error('a new article was given no number');
    return {
      ...unit.stamp('article', id),
      revision: 1,
      number,
      kind: settings.kind ?? article.kind,
      language: article.language,
      family: id,
      owner: this.#importer,
      published: { ...text, category: settings.category ?? article.category, audience: settings.audience },
      version: 1,
      publishedAt: unit.at,
      reviewer: null,
      next: null,
      retired: null,
      validUntil: null,
      translates: null,
      origin,
    };
  }

  /** Kind, category, audience and owner were decided here and stay. */
  #updated(before: Article, { origin, ...text }: Incoming, at: string): Article {
    const published = before.published ?? { category: null, audience: this.#options.settings.audience };
    return {
      ...before,
      revision: before.revision + 1,
      updatedAt: at,
      published: { ...text, category: published.category, audience: published.audience },
      version: before.version + 1,
      publishedAt: at,
      reviewer: null,
      origin,
    };
  }
}

/** Puts pictures on the disk before the articles that show them; what no article came to name is swept like any other. */
class PictureWriter {
  readonly #desk: Desk;
  readonly #contents: ReadonlyMap<string, Uint8Array>;
  readonly #holds = new Map<string, () => void>();

  constructor(desk: Desk, contents: ReadonlyMap<string, Uint8Array>) {
    this.#desk = desk;
    this.#contents = contents;
  }

  async store(group: readonly Accepted[]): Promise<Result<null>> {
    for (const sha256 of new Set(group.flatMap(({ article }) => [...picturesIn(article.body)]))) {
      const content = this.#contents.get(sha256);
      if (!content || this.#holds.has(sha256)) continue;
      const stored = await storeFile(this.#desk, content);
      if (!stored.ok) return stored;
      this.#holds.set(sha256, stored.value.letGo);
    }
    return succeed(null);
  }

  letGo(): void {
    for (const letGo of this.#holds.values()) letGo();
  }
}

const groupsOf = (files: readonly Accepted[]): readonly (readonly Accepted[])[] => {
  const groups: Accepted[][] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const file of files) {
    const { length } = file.article.body;
    if (characters + length > GROUP.characters || (groups.at(-1)?.length ?? 0) >= GROUP.articles) {
      groups.push([]);
      characters = 0;
    }
    groups.at(-1)?.push(file);
    characters += length;
  }
  return groups;
};

/**
 * Writes what an import creates and updates, in commits of bounded size. Resolves when all is on disk, to how many articles stayed as they
 * are because somebody changed them meanwhile; or to the first refusal.
 */
export const writeArticles = async (options: WriteOptions): Promise<Result<{ readonly kept: number }>> => {
  const { desk, actor, files, job } = options;
  const pictures = new PictureWriter(desk, options.pictures);
  const writer = new ArticleWriter(options);
  const accepted = files.flatMap((file, at) =>
    file.article && (file.outcome === 'create' || file.outcome === 'update')
      ? [{ ...file, article: file.article, at }]
      : [],
  );
  let done = 0;
  try {
    for (const group of groupsOf(accepted)) {
      if (job.cancelled) return job.refusal();
      const stored = await pictures.store(group);
      if (!stored.ok) return stored;
      const written = await desk.commit(actor, (unit) => {
        writer.stage(unit, group);
        return succeed(null);
      });
      if (!written.ok) return written;
      done += group.length;
      job.progress('writing', done, accepted.length);
      await job.rest();
    }
    return job.cancelled ? job.refusal() : succeed({ kept: writer.kept });
  } finally {
    pictures.letGo();
  }
};
