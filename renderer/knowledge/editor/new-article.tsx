import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useStartArticle } from './start-article.ts';

/** Begins an article; the same key as for a new ticket. */
export const NewArticle = () => {
  const { t } = useTranslation('knowledgeEditor');
  const { t: knowledge } = useTranslation('knowledge');
  const mayWrite = useAllowed('knowledge.write');
  const readOnly = useReadOnly();
  const start = useStartArticle();
  const begin = () => start();
  useCommands(
    'knowledge.begin',
    [
      {
        id: 'knowledge.new',
        label: t('newArticle'),
        group: knowledge('knowledge'),
        icon: IconPlus,
        key: 'c',
        unavailable: readOnly,
        status: { order: 6, label: t('keys.new') },
        run: begin,
      },
    ],
    { active: mayWrite },
  );
  if (!mayWrite) return null;
  return (
    <Tooltip
      label={
        <>
          {readOnly ?? t('newArticle')} <KeyHint keys="c" />
        </>
      }
    >
      <ActionIcon
        size={24}
        variant="default"
        aria-label={t('newArticle')}
        aria-keyshortcuts="c"
        disabled={readOnly !== undefined}
        onClick={begin}
      >
        <IconPlus size={16} stroke={1.6} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
};
