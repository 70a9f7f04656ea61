import { useRef, useState } from 'react';
import { useDraft, type DraftUse } from '#renderer/drafts/use-draft.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import type { Article } from '#shared/knowledge/article.ts';
import { draftOf, editedOf, isSameEdit, keptArticle, type EditedArticle, type KeptArticle } from './edited-article.ts';

export interface ArticleEdit extends Pick<DraftUse, 'state' | 'flush'> {
  readonly edited: EditedArticle;
  /** Revision that the text was begun from; null for a new article. */
  readonly seen: number | null;
  readonly translates: string | null;
  readonly files: readonly StoredFile[];
  readonly isChanged: boolean;
  /** Somebody changed the article since this was begun. */
  readonly isStale: boolean;
  readonly change: (fields: Partial<EditedArticle>) => void;
  /** Resolves when the draft that names it is on disk: from then on nothing sweeps it. */
  readonly keepFile: (file: StoredFile) => Promise<void>;
  /** Goes on from the article as it is now: saving then replaces it. */
  readonly rebase: () => void;
  /** Saved, or given up: what was typed is no longer kept. */
  readonly end: () => Promise<void>;
}

/** An article being written: kept as a draft from the first change on, and continued from it. Unchanged it follows what others save. */
export const useArticleEdit = (draftKey: string, article: Article | undefined, begun: EditedArticle): ArticleEdit => {
  const draft = useDraft(draftKey);
  const base = article ? editedOf(article) : begun;
  const [kept, setKept] = useState<KeptArticle | undefined>(() => keptArticle(draft.initial, base));
  const unchanged: KeptArticle = { edited: base, seen: article?.revision ?? null, translates: null, files: [] };
  const current = kept ?? unchanged;
  // What a file that has just arrived is added to, whatever was typed meanwhile.
  const latest = useRef(kept);
  const newest = (): KeptArticle => latest.current ?? unchanged;
  const put = (next: KeptArticle) => {
    const isBack = article !== undefined && next.files.length === 0 && isSameEdit(next.edited, base);
    latest.current = isBack ? undefined : next;
    setKept(latest.current);
    draft.type(isBack ? {} : draftOf(next));
  };
  const isChanged = kept !== undefined && (!isSameEdit(kept.edited, base) || !article);
  return {
    ...current,
    state: draft.state,
    flush: draft.flush,
    isChanged,
    isStale: article !== undefined && isChanged && current.seen !== article.revision,
    change: (fields) => put({ ...newest(), edited: { ...newest().edited, ...fields } }),
    keepFile: async (file) => {
      const { files } = newest();
      if (!files.some(({ sha256 }) => sha256 === file.sha256)) put({ ...newest(), files: [...files, file] });
      await draft.flush();
    },
    rebase: () => put({ ...newest(), seen: article?.revision ?? null }),
    end: async () => {
      latest.current = undefined;
      setKept(undefined);
      await draft.finish();
    },
  };
};
