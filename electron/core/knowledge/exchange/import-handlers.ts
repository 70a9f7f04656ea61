/** Importing articles from folders and archives: reading, judging, writing, undoing. Nothing here knows how they were chosen. */
import { encodeUlid } from '#shared/base/ulid.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { notFound } from '#shared/base/not-found.ts';
import type { ArticleBatch } from '#shared/knowledge/exchange/batch.ts';
import type {
  ArticleBatchView,
  FolderPreview,
  ListedFile,
  SampleArticle,
} from '#shared/knowledge/exchange/operations.ts';
import { isRefusal } from '#shared/knowledge/exchange/problem.ts';
import { admitFile } from '#shared/practice/training-file.ts';
import type { Desk } from '../../desk.ts';
import type { FeatureHandlers, SessionContext } from '../../dispatch.ts';
import { Job } from '../../job.ts';
import { actorOf } from '../../session.ts';
import type { ExchangeThread } from './exchange-thread.ts';
import { judgeFolder, linkedText, type JudgedFile } from './judge-folder.ts';
import { OpenFolder, unreadable } from './open-folder.ts';
import { readFolder } from './read-folder.ts';
import { countOutcomes, countPictures, runArticleImport } from './run-import.ts';
import { recoverArticleImports, takeBackArticles, type HasTranslations } from './take-back.ts';

type ArticleImportOperation =
  | 'knowledgeImport.begin'
  | 'knowledgeImport.chunk'
  | 'knowledgeImport.inspect'
  | 'knowledgeImport.files'
  | 'knowledgeImport.sample'
  | 'knowledgeImport.run'
  | 'knowledgeImport.cancel'
  | 'knowledgeImport.discard'
  | 'knowledgeImport.batches'
  | 'knowledgeImport.undo';

export interface ArticleImportDeps {
  readonly thread: ExchangeThread;
  readonly notify: (notice: Notice) => void;
  /** Keeps the desk open for a job that outlives its session. Returns the function that lets go. */
  readonly hold: () => () => void;
  readonly hasTranslations: HasTranslations;
}

/** Articles that an undo left, named to whoever undid it. */
const MAX_NAMED = 50;

const viewOf = (batch: ArticleBatch, ownDevices: readonly string[]): ArticleBatchView => ({
  id: batch.id,
  state: batch.state,
  undoable: batch.state === 'done' && ownDevices.includes(batch.device),
  name: batch.name,
  byName: batch.by.name,
  startedAt: batch.createdAt,
  finishedAt: batch.finishedAt,
  counts: batch.counts,
  pictures: batch.pictures ?? 0,
  kept: batch.kept.slice(0, MAX_NAMED),
  keptCount: batch.kept.length,
  licence: batch.licence,
  attribution: batch.attribution,
});

const tally = <Key extends string>(keys: Iterable<Key>): readonly (readonly [Key, number])[] => {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].toSorted((left, right) => right[1] - left[1]);
};

const previewOf = (folder: OpenFolder, files: readonly JudgedFile[]): FolderPreview => {
  const articles = files.flatMap(({ article }) => article ?? []);
  const problems = tally(files.flatMap((file) => [...new Set(file.problems.map(({ code }) => code))])).map(
    ([code, count]) => ({ code, files: count }),
  );
  const isOut = ({ code }: (typeof problems)[number]): number => (isRefusal({ code, count: 1, detail: '' }) ? 0 : 1);
  return {
    importId: folder.id,
    name: folder.name,
    counts: countOutcomes(files),
    languages: tally(articles.map(({ language }) => language)).map(([language, count]) => ({ language, count })),
    kinds: tally(articles.map(({ kind }) => kind)).map(([kind, count]) => ({ kind, count })),
    problems: problems.toSorted((left, right) => isOut(left) - isOut(right)),
    leftOut: folder.reading?.leftOut ?? 0,
    pictures: folder.reading ? countPictures(files, folder.reading.pictures) : 0,
    about: folder.reading?.about ?? { licence: null, attribution: null, url: null },
  };
};

const listed = ({ place, outcome, article, existing, problems }: JudgedFile): ListedFile => ({
  place,
  outcome,
  title: article?.title ?? '',
  language: article?.language ?? '',
  kind: article?.kind ?? null,
  number: existing?.number ?? null,
  problems,
});

export const articleImportHandlers = (
  desk: Desk,
  { thread, notify, hold, hasTranslations }: ArticleImportDeps,
): FeatureHandlers<ArticleImportOperation> => {
  const { ambient } = desk;
  const folders = new Map<string, OpenFolder>();
  /** The one run or undo that may write at a time. */
  let writing: Job | undefined;

  const jobFor = (id: string): Job =>
    new Job(
      id,
      (progress) => notify({ name: 'imports.progress', progress }),
      () => ambient.mono(),
    );
  const held = async <T>(work: () => Promise<T>): Promise<T> => {
    const letGo = hold();
    try {
      return await work();
    } finally {
      letGo();
    }
  };
  const recovered = held(() => recoverArticleImports(desk, jobFor, hasTranslations));
  // Who imports next waits for it and is told; alone it must not end the process.
  recovered.catch(() => undefined);
  desk.onClosing(() => {
    writing?.cancel();
    for (const folder of folders.values()) folder.job?.cancel();
    folders.clear();
  });

  /** Runs `work` as the one job that writes; refuses while there is another. */
  const exclusively = async <T>(job: Job, work: () => Promise<Result<T>>): Promise<Result<T>> => {
    if (writing) return refuse('import.running', 'another import is being written or undone');
    writing = job;
    try {
      await recovered;
      return await held(work);
    } finally {
      writing = undefined;
    }
  };
  const isWriting = (folder: OpenFolder): boolean => folder.job !== undefined && folder.job === writing;
  const folderOf = (importId: string, { session }: SessionContext): Result<OpenFolder> => {
    const folder = folders.get(importId);
    return folder?.userId === session.userId
      ? succeed(folder)
      : refuse('record.not-found', 'the folder is no longer open; choose it again');
  };
  /** One job at a time on a folder; a newer one replaces it. */
  const onFolder = async <T>(
    importId: string,
    context: SessionContext,
    work: (folder: OpenFolder, job: Job) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const found = folderOf(importId, context);
    if (!found.ok) return found;
    const folder = found.value;
    if (isWriting(folder)) return refuse('import.running', 'this folder is being imported');
    folder.job?.cancel();
    const job = jobFor(importId);
    folder.job = job;
    try {
      return await work(folder, job);
    } finally {
      if (folder.job === job) folder.job = undefined;
    }
  };
  const judgedIn = (importId: string, context: SessionContext): Result<readonly JudgedFile[]> => {
    const folder = folderOf(importId, context);
    if (!folder.ok) return folder;
    return folder.value.judged ? succeed(folder.value.judged) : refuse('request.invalid', 'it was not read yet');
  };

  return {
    'knowledgeImport.begin': (handed, { session }) => {
      for (const folder of folders.values())
        if (folder.userId === session.userId && !isWriting(folder)) {
          folder.job?.cancel();
          folders.delete(folder.id);
        }
      const id = `import:${encodeUlid(ambient.now().getTime(), ambient.randomBytes(10))}`;
      const folder = new OpenFolder(id, session.userId, handed.name, handed);
      if (folder.isTooLarge) return unreadable('too-large', 'there is more than can be held in memory');
      folders.set(id, folder);
      return succeed({ importId: id });
    },
    'knowledgeImport.chunk': ({ importId, offset, base64 }, context) => {
      const folder = folderOf(importId, context);
      return folder.ok ? folder.value.append(offset, Buffer.from(base64, 'base64')) : folder;
    },
    'knowledgeImport.inspect': ({ importId }, context) =>
      onFolder(importId, context, async (folder, job) => {
        if (!folder.reading) {
          const mark = Buffer.from(ambient.randomBytes(6)).toString('hex');
          const reading = await readFolder(folder, thread, mark, job);
          if (!reading.ok) return reading;
          const isTraining = reading.value.files.some(({ article }) => article?.isTraining === true);
          const admitted = admitFile(desk, isTraining);
          if (!admitted.ok) return admitted;
          folder.reading = reading.value;
        }
        folder.judged = await judgeFolder(desk, folder.reading, job);
        return succeed(previewOf(folder, folder.judged));
      }),
    'knowledgeImport.files': ({ importId, outcome, problemsOnly, from, count }, context) => {
      const judged = judgedIn(importId, context);
      if (!judged.ok) return judged;
      const found = judged.value.filter(
        (file) => (outcome === null || file.outcome === outcome) && (!problemsOnly || file.problems.length > 0),
      );
      return succeed({ total: found.length, rows: found.slice(from, from + count).map(listed) });
    },
    'knowledgeImport.sample': ({ importId, place }, context) => {
      const judged = judgedIn(importId, context);
      if (!judged.ok) return judged;
      const folder = folders.get(importId);
      const file = judged.value.find((each) => each.place === place);
      if (!file?.article || !folder?.reading) return notFound('file', place);
      const { language, category } = file.article;
      const text = linkedText(file.article, folder.reading.mark, (at) => judged.value[at]?.existing?.number);
      const sample: SampleArticle = { place, language, category, ...text };
      return succeed(sample);
    },
    'knowledgeImport.run': ({ importId, settings }, context) =>
      onFolder(importId, context, (folder, job) =>
        exclusively(job, async () => {
          if (!folder.reading) return refuse('request.invalid', 'it was not read yet');
          const batch = await runArticleImport({
            desk,
            actor: actorOf(context.session),
            name: folder.name,
            reading: folder.reading,
            settings,
            job,
            hasTranslations,
          });
          if (!batch.ok) return batch;
          folders.delete(importId);
          return succeed(viewOf(batch.value, desk.ownDevices));
        }),
      ),
    'knowledgeImport.cancel': ({ importId }, context) => {
      const folder = folderOf(importId, context);
      if (!folder.ok) return folder;
      folder.value.job?.cancel();
      return succeed(null);
    },
    'knowledgeImport.discard': ({ importId }, context) => {
      const folder = folderOf(importId, context);
      if (!folder.ok) return succeed(null);
      if (isWriting(folder.value)) return refuse('import.running', 'this folder is being imported');
      folder.value.job?.cancel();
      folders.delete(importId);
      return succeed(null);
    },
    'knowledgeImport.batches': async () => {
      await recovered;
      return succeed(
        [...desk.records.ids('articleBatch')]
          .toReversed()
          .flatMap((id) => desk.records.get<ArticleBatch>('articleBatch', id) ?? [])
          .map((batch) => viewOf(batch, desk.ownDevices)),
      );
    },
    'knowledgeImport.undo': ({ batchId }, context) => {
      const job = jobFor(batchId);
      return exclusively(job, async () => {
        const batch = desk.records.get<ArticleBatch>('articleBatch', batchId);
        if (!batch || !viewOf(batch, desk.ownDevices).undoable)
          return refuse('record.not-found', 'there is no import to undo');
        const actor = actorOf(context.session);
        const undone = await takeBackArticles({ desk, actor, batchId, endsAs: 'undone', job, hasTranslations });
        if (!undone.ok) return undone;
        job.finish('done', 1, 1);
        return succeed(viewOf(undone.value, desk.ownDevices));
      });
    },
  };
};
