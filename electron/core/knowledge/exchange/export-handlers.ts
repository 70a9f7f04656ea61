/** Articles that leave the console: as a site of one file, as Markdown, on paper. Each export is in the trail. */
import { isAllowed } from '#shared/accounts/roles.ts';
import { encodeUlid } from '#shared/base/ulid.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Article } from '#shared/knowledge/article.ts';
import {
  chooseExport,
  countExport,
  type ChosenExport,
  type ExportedArticle,
} from '#shared/knowledge/exchange/exported.ts';
import { EXCHANGE_CHUNK_BYTES } from '#shared/knowledge/exchange/limits.ts';
import type { ExportWish, ExportCount } from '#shared/knowledge/exchange/operations.ts';
import type { ArticleRow } from '#shared/knowledge/row.ts';
import { trainingFileName } from '#shared/practice/mark.ts';
import type { Desk } from '../../desk.ts';
import type { FeatureHandlers } from '../../dispatch.ts';
import type { Platform } from '../../ports.ts';
import { actorOf, type Session } from '../../session.ts';
import { Turns } from '../../turns.ts';
import type { Unit } from '../../unit.ts';
import type { ArticleIndex } from '../article-index.ts';
import type { ExchangeThread } from './exchange-thread.ts';
import { picturesOfExport } from './export-pictures.ts';

type ArticleExportOperation =
  | 'knowledgeExport.count'
  | 'knowledgeExport.make'
  | 'knowledgeExport.chunk'
  | 'knowledgeExport.discard'
  | 'knowledgeExport.print'
  | 'knowledgeExport.pages'
  | 'knowledgeExport.printed'
  | 'knowledgeExport.savePdf';

export interface ArticleExportDeps {
  readonly thread: ExchangeThread;
  readonly index: ArticleIndex;
  readonly platform: Platform;
  /** Today where the desk is, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Whether the session that asked is still on: a page that was locked meanwhile prints something else. */
  readonly isOn: (session: Session) => boolean;
}

/** What a person is about to fetch: a file, or articles to print. */
type Kept = { readonly id: string } & (
  | { readonly bytes: Uint8Array }
  | { readonly articles: readonly ExportedArticle[] }
);

/** Characters of articles in one answer, one article at least. */
const PAGES_AT_ONCE = 256 * 1024;

/** The next articles that one answer may hold. */
const pagesFrom = (articles: readonly ExportedArticle[], from: number): readonly ExportedArticle[] => {
  let to = from;
  for (let characters = 0; to < articles.length && characters < PAGES_AT_ONCE; to++)
    characters += articles[to]?.body.length ?? 0;
  return articles.slice(from, to);
};

const countOf = ({ articles, internal, unpublished }: ChosenExport): ExportCount => ({
  articles: articles.length,
  internal,
  unpublished,
});

const nothing = (): Result<never> => refuse('knowledge.nothing-to-export', 'there is no article that may be in it');

export const articleExportHandlers = (
  desk: Desk,
  { thread, index, platform, today, isOn }: ArticleExportDeps,
): FeatureHandlers<ArticleExportOperation> => {
  /** The last export of each person, until they have fetched it or make another. */
  const kept = new Map<string, Kept>();
  desk.onClosing(() => kept.clear());
  const newId = (): string => `export:${encodeUlid(desk.ambient.now().getTime(), desk.ambient.randomBytes(10))}`;

  /** Of everything, only what is published is asked for. */
  const rowsOf = ({ articleIds }: ExportWish): readonly ArticleRow[] =>
    articleIds
      ? articleIds.flatMap((id) => index.row(id) ?? [])
      : [...index.rows()].filter(({ standing }) => standing.startsWith('published'));

  const counted = (wish: ExportWish): ExportCount => countExport(rowsOf(wish), wish.audience);

  /** Reads them in turns: all articles of a desk are more than one turn may take. */
  const chosen = async (wish: ExportWish, { roles }: Session): Promise<ChosenExport> => {
    const turns = new Turns(() => desk.ambient.mono());
    const articles: Article[] = [];
    for (const { id } of rowsOf(wish)) {
      const article = desk.records.get<Article>('article', id);
      if (article) articles.push(article);
      if (turns.due) await turns.rest();
    }
    // Only files that come back as they went carry questions, and only for who may know what is right.
    const withQuiz = wish.format === 'markdown' && isAllowed(roles, 'training.manage');
    return chooseExport(articles, wish.audience, withQuiz);
  };

  const note = (unit: Unit, wish: ExportWish, { articles }: ExportCount): void =>
    unit.audit({
      action: 'knowledge.export',
      object: null,
      after: { format: wish.format, audience: wish.audience, articles, all: wish.articleIds === null },
    });

  const nameOf = (ending: string): string => `knowledge-${today()}.${ending}`;

  return {
    'knowledgeExport.count': (wish) => succeed(counted(wish)),

    'knowledgeExport.make': async (wish, { session }) => {
      const choice = await chosen(wish, session);
      const { articles } = choice;
      const { isPractice } = desk;
      if (articles.length === 0) return nothing();
      const found = await picturesOfExport(desk, articles);
      if (!found.ok) return found;
      const { pictures, missing } = found.value;
      const { desk: name } = desk.device;
      const { language } = wish;
      const bytes =
        wish.format === 'site'
          ? await thread.do({ do: 'site', articles, pictures, language, desk: name, madeOn: today(), isPractice })
          : await thread.do({ do: 'archive', articles, pictures, isPractice });
      if (!bytes) return refuse('knowledge.export-too-hard', 'the file could not be made in time');
      const noted = await desk.commit(actorOf(session), (unit) => {
        note(unit, wish, countOf(choice));
        return succeed(null);
      });
      if (!noted.ok) return noted;
      const id = newId();
      kept.set(session.userId, { id, bytes });
      return succeed({
        exportId: id,
        name: nameOf(wish.format === 'site' ? 'html' : 'zip'),
        bytes: bytes.length,
        picturesMissing: missing,
        ...countOf(choice),
      });
    },

    'knowledgeExport.chunk': ({ exportId, from }, { session }) => {
      const file = kept.get(session.userId);
      if (file?.id !== exportId || !('bytes' in file))
        return refuse('record.not-found', 'that file is no longer kept; make it again');
      const part = file.bytes.subarray(from, from + EXCHANGE_CHUNK_BYTES);
      return succeed({ base64: Buffer.from(part).toString('base64') });
    },

    'knowledgeExport.discard': ({ exportId }, { session }) => {
      if (kept.get(session.userId)?.id === exportId) kept.delete(session.userId);
      return succeed(null);
    },

    'knowledgeExport.print': async (wish, { session }) => {
      const choice = await chosen(wish, session);
      if (choice.articles.length === 0) return nothing();
      const id = newId();
      kept.set(session.userId, { id, articles: choice.articles });
      return succeed({ exportId: id, savesPdf: platform.capabilities.savePdf, ...countOf(choice) });
    },

    'knowledgeExport.pages': ({ exportId, from }, { session }) => {
      const found = kept.get(session.userId);
      return found?.id === exportId && 'articles' in found
        ? succeed({ pages: pagesFrom(found.articles, from) })
        : refuse('record.not-found', 'those articles are no longer kept; ask for them again');
    },

    'knowledgeExport.printed': (wish, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        note(unit, wish, counted(wish));
        return succeed(null);
      }),

    'knowledgeExport.savePdf': async (wish, { session }) => {
      if (!platform.capabilities.savePdf) return refuse('host.unavailable', 'this host makes no PDF files');
      let noted: Result<null> | undefined;
      const saved = await platform.savePdf(
        desk.isPractice ? trainingFileName(nameOf('pdf')) : nameOf('pdf'),
        async () => {
          noted = isOn(session)
            ? await desk.commit(actorOf(session), (unit) => {
                note(unit, wish, counted(wish));
                return succeed(null);
              })
            : refuse('auth.signed-out', 'signed out while the file was made');
          return noted.ok;
        },
      );
      if (noted?.ok === false) return noted;
      if (saved === undefined) return succeed(null);
      return 'problem' in saved ? refuse('report.not-saved', saved.problem, { path: saved.path }) : succeed(saved);
    },
  };
};
