import type { RefObject } from 'react';
import { IconChartBar, IconListDetails, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Command } from '#renderer/ui/commands.ts';
import { navigate } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useMoveCommands } from '#renderer/ui/use-move-commands.ts';
import { articleViews, type ArticleView } from '#shared/knowledge/search.ts';

interface KnowledgeCommands {
  readonly isEmpty: boolean;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly onMove: (by: number) => void;
  readonly onOpen: () => void;
  /** Undefined while no article is read. */
  readonly onClose: (() => void) | undefined;
  readonly onView: (view: ArticleView) => void;
}

/** The keys of the list, the same as in the other lists. */
export const useKnowledgeCommands = ({
  isEmpty,
  searchField,
  onMove,
  onOpen,
  onClose,
  onView,
}: KnowledgeCommands): void => {
  const { t } = useTranslation('knowledge');
  const { t: insight } = useTranslation('knowledgeInsight');
  const group = t('knowledge');
  const empty = isEmpty ? t('noArticle') : undefined;
  useMoveCommands(
    'knowledge',
    { group, next: t('next'), previous: t('previous'), move: t('keys.move'), unavailable: empty },
    onMove,
  );
  useCommands('knowledge', [
    {
      id: 'knowledge.open',
      label: t('openArticle'),
      key: 'Enter',
      group,
      keyOnly: true,
      unavailable: empty,
      status: { order: 2, label: t('keys.open') },
      run: onOpen,
    },
    {
      id: 'knowledge.find',
      label: t('find'),
      key: '/',
      group,
      icon: IconSearch,
      status: { order: 3, label: t('keys.find') },
      run: () => searchField.current?.select(),
    },
    {
      id: 'knowledge.insight',
      label: insight('insight'),
      group,
      icon: IconChartBar,
      run: () => navigate('knowledge', 'insight'),
    },
    ...articleViews.map((view): Command => ({
      id: `knowledge.view.${view}`,
      label: `${t('knowledge')}: ${t(`view.${view}`)}`,
      group,
      icon: IconListDetails,
      run: () => onView(view),
    })),
  ]);
  useCommands(
    'article',
    [
      {
        id: 'article.close',
        label: t('closeArticle'),
        key: 'Escape',
        group: t('thisArticle'),
        keyOnly: true,
        run: () => onClose?.(),
      },
      {
        id: 'article.before',
        label: t('previous'),
        key: '[',
        group: t('thisArticle'),
        keyOnly: true,
        run: () => onMove(-1),
      },
      { id: 'article.after', label: t('next'), key: ']', group: t('thisArticle'), keyOnly: true, run: () => onMove(1) },
    ],
    { active: onClose !== undefined },
  );
};
