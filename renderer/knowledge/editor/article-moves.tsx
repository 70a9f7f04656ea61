import { useState } from 'react';
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDots, IconLanguage, IconLink, IconUnlink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { languageName } from '../language-name.ts';
import { LinkTranslationDialog } from './link-translation-dialog.tsx';
import { MoveDialogs } from './move-dialogs.tsx';
import { useStartArticle } from './start-article.ts';
import { useArticleMoves, type MoveAction } from './use-article-moves.ts';
import classes from './moves.module.css';

interface ArticleMovesProps {
  readonly detail: ArticleDetail;
  readonly onTaken: (detail: ArticleDetail) => void;
  /** Those that stand as buttons; the rest is in the menu. */
  readonly foremost: readonly MoveAction[];
}

const keys: Partial<Record<MoveAction, string>> = { publish: 'p', sendBack: 'b' };
/** Offered for translation; any other language is chosen in the editor. */
const languages = ['en', 'zh-CN'] as const;

/** What can be done to an article besides reading and writing it: buttons for the foremost, a menu for the rest, all of it in the palette. */
export const ArticleMoves = ({ detail, onTaken, foremost }: ArticleMovesProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const { t: knowledge } = useTranslation('knowledge');
  const client = useClient();
  const failureText = useFailureText();
  const mayWrite = useAllowed('knowledge.write');
  const start = useStartArticle();
  const offered = useArticleMoves(detail, onTaken);
  const [isLinking, setLinking] = useState(false);
  const { article, translations } = detail;
  const { moves } = offered;

  const taken = new Set([article.language, ...translations.map(({ language }) => language)]);
  const family = languages.filter((language) => !taken.has(language));
  const translate = (language: string) =>
    start({
      language,
      kind: article.kind,
      category: (article.published ?? article.next)?.category ?? null,
      translates: article.id,
    });
  const unlink = async () => {
    const answer = await client.call('knowledge.link', {
      articleId: article.id,
      seen: article.revision,
      originalId: null,
    });
    if (answer.ok) {
      onTaken(answer.value);
      announce({ tone: 'done', text: t('unlinked', { number: shortNumber(article.number) }) });
    } else announce({ tone: 'failed', text: failureText(answer.failure) });
  };
  const isOriginal = article.translates === null && translations.length > 0;
  const more = mayWrite
    ? [
        ...family.map((language) => ({
          id: `translate.${language}`,
          label: t('translate', { language: languageName(language) }),
          icon: IconLanguage,
          run: () => translate(language),
        })),
        ...(article.translates
          ? [{ id: 'unlink', label: t('unlink'), icon: IconUnlink, run: () => void unlink() }]
          : isOriginal
            ? []
            : [{ id: 'link', label: `${t('linkTranslation')}…`, icon: IconLink, run: () => setLinking(true) }]),
      ]
    : [];

  const group = knowledge('thisArticle');
  useCommands('article.moves', [
    ...moves.map(({ action, label, icon, unavailable, run }) => ({
      id: `article.${action}`,
      label,
      group,
      icon,
      key: foremost.includes(action) ? keys[action] : undefined,
      unavailable,
      status:
        foremost.includes(action) && (action === 'publish' || action === 'sendBack')
          ? { order: action === 'publish' ? 4 : 5, label: t(`keys.${action}`) }
          : undefined,
      run,
    })),
    ...more.map(({ id, ...command }) => ({ id: `article.${id}`, group, ...command })),
  ]);

  const shown = moves.filter(({ action }) => foremost.includes(action));
  const rest = moves.filter(({ action }) => !foremost.includes(action));
  const why = shown.find(({ unavailable }) => unavailable !== undefined)?.unavailable;
  return (
    <>
      {why !== undefined && (
        <span id="article-why" className={classes['why']}>
          {why}
        </span>
      )}
      {shown.toReversed().map(({ action, label, icon: Icon, unavailable, run }) => (
        <BlockableButton
          key={action}
          {...(action === foremost[0] ? { variant: 'filled' as const } : {})}
          leftSection={<Icon size={16} stroke={1.6} aria-hidden />}
          rightSection={keys[action] && <KeyHint keys={keys[action]} />}
          blockedBy={unavailable === undefined ? undefined : 'article-why'}
          onClick={run}
        >
          {label}
        </BlockableButton>
      ))}
      {rest.length + more.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Tooltip label={t('moreActions')}>
              <ActionIcon aria-label={t('moreActions')}>
                <IconDots size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map(({ action, label, icon: Icon, unavailable, run }) => (
              <Menu.Item
                key={action}
                leftSection={<Icon size={16} stroke={1.6} aria-hidden />}
                disabled={unavailable !== undefined}
                title={unavailable}
                onClick={run}
              >
                {label}
                {unavailable !== undefined && <span className={classes['reason']}>{unavailable}</span>}
              </Menu.Item>
            ))}
            {rest.length > 0 && more.length > 0 && <Menu.Divider />}
            {more.map(({ id, label, icon: Icon, run }) => (
              <Menu.Item key={id} leftSection={<Icon size={16} stroke={1.6} aria-hidden />} onClick={run}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <MoveDialogs article={article} moves={offered} />
      {isLinking && <LinkTranslationDialog article={article} onTaken={onTaken} onClose={() => setLinking(false)} />}
    </>
  );
};
