import { Button } from '@mantine/core';
import { IconEyeCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSessionStore } from '#renderer/api/session.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { articleStore } from '../article-store.ts';
import { ArticleMoves } from './article-moves.tsx';

/** What can be done to the article that is read, at the end of the reader's head: to review it, and the menu of all else. */
export const ReaderMoves = ({ detail }: { readonly detail: ArticleDetail }) => {
  const { t } = useTranslation('knowledgeEditor');
  const { t: knowledge } = useTranslation('knowledge');
  const { take } = useSessionStore(articleStore).getState();
  const { article } = detail;
  const waits = article.next?.stage === 'in_review' && article.retired === null;
  const review = () => navigate('knowledge', article.id, 'review');
  useCommands(
    'article.review',
    [
      {
        id: 'article.review',
        label: t('review'),
        group: knowledge('thisArticle'),
        icon: IconEyeCheck,
        key: 'v',
        status: { order: 4, label: t('keys.review') },
        run: review,
      },
    ],
    { active: waits },
  );
  return (
    <>
      {waits && (
        <Button
          leftSection={<IconEyeCheck size={16} stroke={1.6} aria-hidden />}
          rightSection={<KeyHint keys="v" />}
          onClick={review}
        >
          {t('review')}
        </Button>
      )}
      <ArticleMoves detail={detail} onTaken={take} foremost={none} />
    </>
  );
};

const none = [] as const;
