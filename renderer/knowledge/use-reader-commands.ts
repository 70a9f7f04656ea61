import {
  IconHistory,
  IconLanguage,
  IconLink,
  IconPencil,
  IconPrinter,
  IconThumbDown,
  IconThumbUp,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Command } from '#renderer/ui/commands.ts';
import { navigate } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { languageName } from './language-name.ts';
import type { LastTicket, ReaderActions } from './use-reader-actions.ts';

/** The keys of what is read. */
export const useReaderCommands = (
  actions: ReaderActions,
  { article, translations, actions: moves }: ArticleDetail,
  ticket: LastTicket | null,
): void => {
  const { t } = useTranslation('knowledge');
  const group = t('thisArticle');
  const answer = (kind: 'helped' | 'not_helped', key: string): Command => ({
    id: `article.${kind}`,
    label: t(`say.${kind}`),
    group,
    icon: kind === 'helped' ? IconThumbUp : IconThumbDown,
    key,
    unavailable: actions.whyNotJudge,
    ...(kind === 'helped' && { status: { order: 5, label: t('keys.helped') } }),
    run: () => void actions.judge(kind, ''),
  });
  const mayEdit = moves.includes('edit') || moves.includes('revise');
  useCommands('article.reading', [
    {
      id: 'article.link',
      label: ticket ? t('linkTo', { number: shortNumber(ticket.number) }) : t('linkToTicket'),
      group,
      icon: IconLink,
      key: 'l',
      unavailable: actions.whyNotLink,
      status: { order: 4, label: t('keys.link') },
      run: actions.link,
    },
    answer('helped', 'y'),
    answer('not_helped', 'n'),
    {
      id: 'article.edit',
      label: t('edit'),
      group,
      icon: IconPencil,
      key: 'e',
      unavailable: mayEdit ? undefined : t('cannotEdit'),
      run: () => navigate('knowledge', article.id, 'edit'),
    },
    {
      id: 'article.versions',
      label: t('versions'),
      group,
      icon: IconHistory,
      run: () => navigate('knowledge', article.id, 'versions'),
    },
    ...translations.flatMap(({ id, language }): readonly Command[] => [
      {
        id: `article.read.${id}`,
        label: t('readIn', { language: languageName(language) }),
        group,
        icon: IconLanguage,
        run: () => navigate('knowledge', id),
      },
      {
        id: `article.beside.${id}`,
        label: t('beside', { language: languageName(language) }),
        group,
        icon: IconLanguage,
        run: () => navigate('knowledge', article.id, 'beside', id),
      },
    ]),
    { id: 'article.print', label: t('print'), group, icon: IconPrinter, key: 'mod+p', run: actions.print },
  ]);
};
