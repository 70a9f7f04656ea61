import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed, useSession } from '#renderer/api/session.tsx';
import { useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import type { KnowledgeScreenProps } from '../knowledge-screens.ts';
import { ArticleEditor } from './article-editor.tsx';
import { blankArticle, editedOf } from './edited-article.ts';
import { useOpenArticle } from './use-open-article.ts';

/** `#/knowledge/new[/<n>]` writes an article that is new, `#/knowledge/<article>/edit` goes on with one. */
export const EditorView = ({ place }: KnowledgeScreenProps) => {
  const { t, i18n } = useTranslation('knowledgeEditor');
  const me = useSession();
  const mayWrite = useAllowed('knowledge.write');
  const isReady = useDraftsReady();
  const { articleId, rest } = place;
  const { detail, failure, take, turnTo, refresh } = useOpenArticle(articleId);
  const article = detail?.article;

  if (!mayWrite)
    return (
      <Empty
        mark="locked"
        title={t('notAllowed')}
        actions={articleId !== null && <Button onClick={() => navigate('knowledge', articleId)}>{t('back')}</Button>}
      />
    );
  if (!isReady) return <SkeletonRows rows={6} />;
  if (articleId === null) {
    const draftKey = `new-article:${rest[0] ?? '1'}`;
    const begun = blankArticle(i18n.language === 'zh-CN' ? 'zh-CN' : 'en', { id: me.userId, name: me.displayName });
    return <ArticleEditor key={draftKey} article={undefined} begun={begun} draftKey={draftKey} onTaken={turnTo} />;
  }
  if (failure) return <FailureBanner wide failure={failure} onRetry={refresh} />;
  if (!article) return <SkeletonRows rows={6} />;
  if (article.retired)
    return (
      <Empty
        mark="locked"
        title={t('retiredNow')}
        actions={<Button onClick={() => navigate('knowledge', article.id)}>{t('back')}</Button>}
      />
    );
  return (
    <ArticleEditor key={articleId} article={article} begun={editedOf(article)} draftKey={articleId} onTaken={take} />
  );
};
