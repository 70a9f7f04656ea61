import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/api/session.tsx';
import { newArticleKey } from '#renderer/drafts/draft-place.ts';
import { useBeginDraft, useDrafts } from '#renderer/drafts/use-draft.ts';
import { navigate } from '#renderer/ui/route.ts';
import type { ArticleKind } from '#shared/knowledge/article.ts';
import { blankArticle, draftOf } from './edited-article.ts';

/** What an article may begin with, for example the solution of a ticket. */
export interface ArticleBeginnings {
  readonly kind?: ArticleKind;
  /** BCP 47; that of the screen where not given. */
  readonly language?: string;
  readonly title?: string;
  /** Markdown. */
  readonly body?: string;
  readonly category?: string | null;
  /** Number of the ticket whose solution it was: the note for the reviewer says so. */
  readonly ticketNumber?: string;
  /** Article that it is to be a translation of. */
  readonly translates?: string;
}

/** Opens the editor on a new article. What it begins with is a draft at once, and lies beside others that were begun. */
export const useStartArticle = (): ((beginnings?: ArticleBeginnings) => void) => {
  const { t, i18n } = useTranslation('knowledgeEditor');
  const me = useSession();
  const beginDraft = useBeginDraft();
  const { has } = useDrafts();
  return ({ ticketNumber, translates, ...beginnings } = {}) => {
    const key = newArticleKey(has);
    const blank = blankArticle(beginnings.language ?? (i18n.language === 'zh-CN' ? 'zh-CN' : 'en'), {
      id: me.userId,
      name: me.displayName,
    });
    const edited = {
      ...blank,
      kind: beginnings.kind ?? blank.kind,
      title: beginnings.title ?? '',
      body: beginnings.body ?? '',
      category: beginnings.category ?? '',
      note: ticketNumber === undefined ? '' : t('fromTicket', { number: ticketNumber }),
    };
    if (edited.title + edited.body + edited.note !== '' || translates !== undefined)
      beginDraft(key, draftOf({ edited, seen: null, translates: translates ?? null, files: [] }));
    navigate('knowledge', 'new', key.slice('new-article:'.length));
  };
};
