import { succeed, type Result } from '#shared/base/result.ts';
import { noBatchCounts, type ArticleBatch, type BatchCounts } from '#shared/knowledge/exchange/batch.ts';
import { picturesIn } from '#shared/knowledge/pictures.ts';
import type { ImportSettings } from '#shared/knowledge/exchange/operations.ts';
import type { Desk } from '../../desk.ts';
import type { Job } from '../../job.ts';
import type { Actor } from '../../session.ts';
import { judgeFolder, type JudgedFile } from './judge-folder.ts';
import type { FolderReading } from './open-folder.ts';
import { takeBackArticles, type HasTranslations } from './take-back.ts';
import { writeArticles } from './write-articles.ts';

export interface RunOptions {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly name: string;
  readonly reading: FolderReading;
  readonly settings: ImportSettings;
  readonly job: Job;
  readonly hasTranslations: HasTranslations;
}

export const countOutcomes = (files: readonly JudgedFile[]): BatchCounts => {
  const counts = noBatchCounts();
  for (const { outcome } of files) counts[outcome]++;
  return counts;
};

/** Of the articles to be written, each content once. */
export const countPictures = (files: readonly JudgedFile[], pictures: FolderReading['pictures']): number => {
  const written = files.filter(({ outcome }) => outcome === 'create' || outcome === 'update');
  const named = new Set(written.flatMap(({ article }) => [...picturesIn(article?.body ?? '')]));
  return [...named].filter((sha256) => pictures.has(sha256)).length;
};

interface Begun {
  readonly batch: ArticleBatch;
  readonly numbers: readonly (string | undefined)[];
}

/** The batch, and the numbers of all that it will create: texts link to articles that are written after them. */
const begin = (
  { desk, actor, name, settings, reading }: RunOptions,
  files: readonly JudgedFile[],
): Promise<Result<Begun>> =>
  desk.commit(actor, (unit) => {
    const batch: ArticleBatch = {
      ...unit.stamp('articleBatch', unit.newId('articleBatch')),
      state: 'running',
      endsAs: null,
      name,
      by: { id: actor.id, name: actor.name },
      counts: countOutcomes(files),
      pictures: countPictures(files, reading.pictures),
      licence: settings.licence === '' ? reading.about.licence : settings.licence,
      attribution: settings.attribution === '' ? null : settings.attribution,
      kept: [],
      finishedAt: null,
    };
    unit.write('knowledge.importBegin', batch, { correlation: batch.id });
    const numbers = files.map(({ outcome, article, existing }) =>
      outcome === 'create' ? unit.nextNumber('KB') : article && existing?.number,
    );
    return succeed({ batch, numbers });
  });

/**
 * Imports a folder as one batch. The batch is marked `running` before the first article and `done` with the last; whatever comes in between
 * (cancelling, a full disk, the end of the process) takes everything back, at the latest on the next opening.
 */
export const runArticleImport = async (options: RunOptions): Promise<Result<ArticleBatch>> => {
  const { desk, actor, reading, settings, job } = options;
  const files = await judgeFolder(desk, reading, job);
  if (job.cancelled) return job.refusal();
  const begun = await begin(options, files);
  if (!begun.ok) return begun;
  const { batch, numbers } = begun.value;
  const { pictures } = reading;
  const written = await writeArticles({
    desk,
    actor,
    batch,
    files,
    pictures,
    mark: reading.mark,
    numbers,
    settings,
    job,
  });
  const total = batch.counts.create + batch.counts.update;
  if (written.ok) {
    const { kept } = written.value;
    const counts = { ...batch.counts, update: batch.counts.update - kept, kept: batch.counts.kept + kept };
    const done = await desk.commit(actor, (unit) => {
      const ended: ArticleBatch = { ...batch, counts, state: 'done', updatedAt: unit.at, finishedAt: unit.at };
      unit.write('knowledge.importEnd', ended, { correlation: batch.id });
      return succeed(ended);
    });
    job.finish(done.ok ? 'done' : 'failed', total, total);
    return done;
  }
  const { cancelled } = job;
  const taken = await takeBackArticles({
    desk,
    actor,
    batchId: batch.id,
    endsAs: cancelled ? 'cancelled' : 'interrupted',
    job,
    hasTranslations: options.hasTranslations,
  });
  job.finish(cancelled && taken.ok ? 'cancelled' : 'failed', 0, total);
  return written;
};
