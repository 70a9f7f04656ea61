import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Article, ArticleVersion } from '#shared/knowledge/article.ts';
import {
  articlePartPrefix,
  type ArticleBatch,
  type ArticleBatchPart,
  type BatchArticle,
} from '#shared/knowledge/exchange/batch.ts';
import { attemptPrefix, type TrainingAttempt } from '#shared/training/attempt.ts';
import { articleUsePrefix, type ArticleUse } from '#shared/knowledge/use.ts';
import type { Desk } from '../../desk.ts';
import type { Job } from '../../job.ts';
import type { Actor } from '../../session.ts';
import type { Unit } from '../../unit.ts';
import { noteArticleFiles, noteVersionFilesGone } from '../article-files.ts';

/** Articles taken back in one commit. */
const CHUNK = 20;
/** Articles that stay, named on the batch. */
const MAX_NAMED = 50;

interface TakingBack {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly batchId: string;
  readonly endsAs: NonNullable<ArticleBatch['endsAs']>;
  readonly job: Job;
  readonly hasTranslations: HasTranslations;
}

/** Whether there are other languages of an article. */
export type HasTranslations = (article: Pick<Article, 'id' | 'family'>) => boolean;

const usesOf = (desk: Desk, articleId: string): readonly ArticleUse[] =>
  desk.records
    .idsWithPrefix(articleUsePrefix(articleId))
    .flatMap((id) => desk.records.get<ArticleUse>('articleUse', id) ?? []);

/** Whether somebody answered the questions of a version: what they passed or failed stays what they were asked. */
const isAnswered = (desk: Desk, { id, version }: Article): boolean =>
  desk.records
    .idsWithPrefix(attemptPrefix(id))
    .some((attempt) => desk.records.get<TrainingAttempt>('trainingAttempt', attempt)?.version === version);

/** Puts one article back as it was, or takes it away; false where it stays: somebody changed it since, passed or tried it, a ticket names it, or others translate it. */
const takeBackOne = (
  unit: Unit,
  { desk, batchId, hasTranslations }: Pick<TakingBack, 'desk' | 'batchId' | 'hasTranslations'>,
  made: BatchArticle,
): boolean => {
  const article = unit.get<Article>('article', made.id);
  if (!article) return true;
  const uses = usesOf(desk, made.id);
  const isNamed = (): boolean => uses.some(({ ticketId }) => ticketId !== null) || hasTranslations(article);
  if (article.revision !== made.revision || isAnswered(desk, article) || (!made.before && isNamed())) return false;
  const before = made.before ? { ...made.before, revision: article.revision + 1 } : undefined;
  const version = unit.get<ArticleVersion>('articleVersion', made.versionId);
  if (version) noteVersionFilesGone(unit, version);
  noteArticleFiles(unit, article, before);
  unit.remove(made.versionId);
  if (before) unit.put(before);
  else {
    for (const { id } of uses) unit.remove(id);
    unit.remove(article.id);
  }
  unit.audit({
    action: before ? 'knowledge.importRestore' : 'knowledge.importRemove',
    object: { type: 'article', id: article.id, number: article.number },
    ...unit.difference('article', article.id, article, before),
    correlation: batchId,
  });
  return true;
};

/** One chunk of a part, newest first. Returns how many of it are left. */
const takeBackChunk = (
  unit: Unit,
  from: Pick<TakingBack, 'desk' | 'batchId' | 'hasTranslations'>,
  partId: string,
): { done: number; rest: number } => {
  const { batchId } = from;
  const part = unit.get<ArticleBatchPart>('articleBatchPart', partId);
  const chunk = part?.articles.slice(-CHUNK) ?? [];
  const kept: string[] = [];
  for (const made of chunk.toReversed())
    if (!takeBackOne(unit, from, made)) kept.push(unit.get<Article>('article', made.id)?.number ?? made.id);
  const articles = part?.articles.slice(0, -CHUNK) ?? [];
  if (part && articles.length > 0) unit.putLocal({ ...part, articles } as ArticleBatchPart);
  else unit.removeLocal(partId);
  const batch = unit.get<ArticleBatch>('articleBatch', batchId);
  if (batch && kept.length > 0)
    unit.put({ ...batch, kept: [...batch.kept, ...kept], updatedAt: unit.at } as ArticleBatch);
  unit.audit({
    action: 'knowledge.importTakeBack',
    object: { type: 'articleBatch', id: batchId, number: null },
    after: { removed: chunk.length - kept.length, kept: kept.slice(0, MAX_NAMED) },
    correlation: batchId,
  });
  return { done: chunk.length, rest: articles.length };
};

/**
 * Removes what a batch made and puts back what it changed, in commits of bounded size. Marked `undoing` first, so that a crash midway is
 * finished on the next opening.
 */
export const takeBackArticles = async ({
  desk,
  actor,
  batchId,
  endsAs,
  job,
  hasTranslations,
}: TakingBack): Promise<Result<ArticleBatch>> => {
  const marked = await desk.commit(actor, (unit) => {
    const batch = unit.get<ArticleBatch>('articleBatch', batchId);
    if (!batch) return refuse('record.not-found', 'there is no such import');
    const next: ArticleBatch = { ...batch, state: 'undoing', endsAs, updatedAt: unit.at };
    unit.write('knowledge.importTakeBackBegin', next, { correlation: batchId });
    return succeed(next);
  });
  if (!marked.ok) return marked;
  const total = marked.value.counts.create + marked.value.counts.update;
  let done = 0;
  for (const partId of desk.records.idsWithPrefix(articlePartPrefix(batchId)).toReversed()) {
    for (let rest = 1; rest > 0;) {
      const taken = await desk.commit(actor, (unit) =>
        succeed(takeBackChunk(unit, { desk, batchId, hasTranslations }, partId)),
      );
      if (!taken.ok) return taken;
      done += taken.value.done;
      rest = taken.value.rest;
      job.progress('undoing', done, Math.max(done, total));
      if (job.due) await job.rest();
    }
  }
  return desk.commit(actor, (unit) => {
    const batch = unit.get<ArticleBatch>('articleBatch', batchId) ?? marked.value;
    const ended: ArticleBatch = { ...batch, state: endsAs, updatedAt: unit.at, finishedAt: unit.at };
    unit.write('knowledge.importTakeBackEnd', ended, { correlation: batchId });
    return succeed(ended);
  });
};

/** Ends what a crash cut off, on this laptop's batches: an import that was running is taken back, an undo is carried to its end. */
export const recoverArticleImports = async (
  desk: Desk,
  jobFor: (batchId: string) => Job,
  hasTranslations: HasTranslations,
): Promise<Result<number>> => {
  const unfinished = [...desk.records.ids('articleBatch')]
    .flatMap((id) => desk.records.get<ArticleBatch>('articleBatch', id) ?? [])
    .filter(({ state, device }) => (state === 'running' || state === 'undoing') && desk.ownDevices.includes(device));
  for (const batch of unfinished) {
    const taken = await takeBackArticles({
      desk,
      actor: desk.deviceActor,
      batchId: batch.id,
      endsAs: batch.endsAs ?? 'interrupted',
      job: jobFor(batch.id),
      hasTranslations,
    });
    if (!taken.ok) return taken;
  }
  return succeed(unfinished.length);
};
