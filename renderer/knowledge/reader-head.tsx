import { lazy, Suspense } from 'react';
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconCheck,
  IconChevronDown,
  IconCopy,
  IconHistory,
  IconLanguage,
  IconLink,
  IconPencil,
  IconPrinter,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { copyText } from '#renderer/ui/copy-text.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { standingOf } from '#shared/knowledge/actions.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { languageName } from './language-name.ts';
import type { LastTicket, ReaderActions } from './use-reader-actions.ts';
import classes from './knowledge.module.css';

const ReaderMoves = lazy(async () => ({ default: (await import('./editor/reader-moves.tsx')).ReaderMoves }));

interface ReaderHeadProps {
  readonly detail: ArticleDetail;
  readonly ticket: LastTicket | null;
  readonly actions: ReaderActions;
  readonly onClose: () => void;
}

/** The other languages of the article: read one in place of this, or beside it. */
const Translations = ({ detail: { article, translations } }: Pick<ReaderHeadProps, 'detail'>) => {
  const { t } = useTranslation('knowledge');
  const [first] = translations;
  if (!first) return null;
  const name = translations.length === 1 ? languageName(first.language) : t('otherLanguages');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          aria-label={t('translations', { name })}
          leftSection={<IconLanguage size={16} stroke={1.6} aria-hidden />}
          rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden />}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {translations.map(({ id, language, standing }) => (
          <Menu.Item
            key={id}
            onClick={() => navigate('knowledge', id)}
            rightSection={
              standing === 'published' ? undefined : <span className="muted">{t(`standing.${standing}`)}</span>
            }
          >
            {t('readIn', { language: languageName(language) })}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {translations.map(({ id, language }) => (
          <Menu.Item key={id} onClick={() => navigate('knowledge', article.id, 'beside', id)}>
            {t('beside', { language: languageName(language) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

/** Which article this is and where it stands, and what can be done with it. */
export const ReaderHead = ({ detail, ticket, actions, onClose }: ReaderHeadProps) => {
  const { t } = useTranslation('knowledge');
  const { t: ui } = useTranslation('ui');
  const { article, actions: moves } = detail;
  const standing = standingOf(article);
  const mayEdit = moves.includes('edit') || moves.includes('revise');
  const { number } = article;
  return (
    <header className={classes['articleHead']}>
      <span className={`${classes['number'] ?? ''} num soft`}>{number}</span>
      <Tooltip label={t('copyNumber')}>
        <ActionIcon
          aria-label={t('copyNumber')}
          onClick={() => void copyText(number, { done: t('copied', { number }), failed: ui('copyFailed') })}
        >
          <IconCopy size={14} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <span className={classes['tag']}>{t(`kind.${article.kind}`)}</span>
      {!standing.startsWith('published') && <span className={classes['tag']}>{t(`standing.${standing}`)}</span>}
      <span className={classes['space']} />
      {detail.versions.length > 0 && (
        <Button
          variant="subtle"
          color="gray"
          className={classes['later'] ?? ''}
          leftSection={<IconHistory size={16} stroke={1.6} aria-hidden />}
          onClick={() => navigate('knowledge', article.id, 'versions')}
        >
          {t('versions')}
        </Button>
      )}
      <Translations detail={detail} />
      <Tooltip label={t('print')}>
        <ActionIcon aria-label={t('print')} className={classes['later'] ?? ''} onClick={actions.print}>
          <IconPrinter size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {mayEdit && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconPencil size={16} stroke={1.6} aria-hidden />}
          onClick={() => navigate('knowledge', article.id, 'edit')}
        >
          {t('edit')}
        </Button>
      )}
      {ticket && actions.isLinked && (
        <span className={`${classes['isLinked'] ?? ''} num`}>
          <IconCheck size={14} stroke={1.6} aria-hidden />
          {t('linkedTo', { number: shortNumber(ticket.number) })}
        </span>
      )}
      {ticket && !actions.isLinked && actions.whyNotLink === undefined && (
        <Button
          variant="filled"
          leftSection={<IconLink size={16} stroke={1.6} aria-hidden />}
          rightSection={<KeyHint keys="l" />}
          aria-keyshortcuts="l"
          onClick={actions.link}
        >
          {t('linkTo', { number: shortNumber(ticket.number) })}
        </Button>
      )}
      <Suspense>
        <ReaderMoves detail={detail} />
      </Suspense>
      <ActionIcon aria-label={t('closeArticle')} onClick={onClose}>
        <IconX size={16} stroke={1.6} aria-hidden />
      </ActionIcon>
    </header>
  );
};
