import { useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { navigate, replaceRoute } from '#renderer/ui/route.ts';
import { useTranslation } from 'react-i18next';
import type { Failure } from '#shared/base/result.ts';
import type { Article } from '#shared/knowledge/article.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { beginArticle, saveArticle } from './save-article.ts';
import { lacking, type Lack } from './save-plan.ts';
import type { ArticleEdit } from './use-article-edit.ts';

interface SaveProps {
  /** Undefined for one that is new. */
  readonly article: Article | undefined;
  readonly edit: ArticleEdit;
  /** Takes the person to what is wrong. */
  readonly onWrong: (wrong: readonly Lack[]) => void;
  readonly onTaken: (detail: ArticleDetail) => void;
}

export interface ArticleSave {
  readonly missing: readonly Lack[];
  /** Somebody wanted to save it: what is missing is said. */
  readonly hasTried: boolean;
  readonly isPending: boolean;
  readonly failure: Failure | undefined;
  /** What the person is asked before it goes on. */
  readonly asks: 'stale' | 'discard' | undefined;
  readonly ask: (what: 'stale' | 'discard' | undefined) => void;
  readonly save: (submit: boolean) => void;
  readonly discard: () => void;
  /** Goes on from what somebody else saved meanwhile. */
  readonly keepMine: () => void;
}

/** Saving an article, submitting it, and giving up what was typed: each refusal leaves the form as it was. */
export const useArticleSave = ({ article, edit, onWrong, onTaken }: SaveProps): ArticleSave => {
  const { t } = useTranslation('knowledgeEditor');
  const client = useClient();
  const readOnly = useReadOnly();
  const failureText = useFailureText();
  const [hasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [asks, setAsks] = useState<'stale' | 'discard'>();
  const { edited } = edit;
  const missing = lacking(edited);

  const save = async (submit: boolean) => {
    if (isPending || readOnly !== undefined) return;
    const wrong = submit ? missing : missing.filter((each) => each !== 'body');
    setTried(wrong.length > 0);
    if (wrong.length > 0) {
      onWrong(wrong);
      return;
    }
    if (edit.isStale) {
      setAsks('stale');
      return;
    }
    setPending(true);
    await edit.flush();
    const saved = article
      ? await saveArticle(client, { article, seen: edit.seen ?? article.revision, edited, submit })
      : await beginArticle(client, { edited, translates: edit.translates, submit });
    setPending(false);
    setFailure(saved.failure);
    if (saved.failure?.code === 'record.stale') setAsks('stale');
    if (saved.detail) onTaken(saved.detail);
    if (saved.failure && (article || !saved.detail)) return;
    await edit.end();
    const { article: after } = saved.detail ?? { article };
    if (!after) return;
    const said = { number: shortNumber(after.number) };
    if (saved.failure) announce({ tone: 'failed', text: failureText(saved.failure) });
    else
      announce({
        tone: 'done',
        text: submit ? t('submitted', said) : after.next ? t('saved', said) : t('described', said),
      });
    if (submit && !saved.failure) navigate('knowledge', after.id);
    else if (!article) replaceRoute('knowledge', after.id, 'edit');
  };
  return {
    missing,
    hasTried,
    isPending,
    failure,
    asks,
    ask: setAsks,
    save: (submit) => void save(submit),
    discard: () => {
      setAsks(undefined);
      setFailure(undefined);
      void edit.end();
      if (!article) navigate('knowledge');
    },
    keepMine: () => {
      edit.rebase();
      setFailure(undefined);
      setAsks(undefined);
      announce({ tone: 'done', text: t('keepMineDone') });
    },
  };
};
