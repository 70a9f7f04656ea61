import { useState } from 'react';
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { announce } from '#renderer/ui/announce.ts';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { navigate, replaceRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { KnowledgeScreenProps } from '../knowledge-screens.ts';
import { ArticlePictures } from './article-pictures.tsx';
import { ArticleSheet } from './article-preview.tsx';
import { ContentDifference } from './content-difference.tsx';
import { editedOf } from './edited-article.ts';
import { editedQuiz } from './quiz/edited-quiz.ts';
import { QuizSheet } from './quiz/quiz-sheet.tsx';
import { saveArticle } from './save-article.ts';
import { ScreenHead } from './screen-head.tsx';
import { useOpenArticle } from './use-open-article.ts';
import { useVersionContent, type VersionName } from './version-content.ts';
import { VersionList } from './version-list.tsx';
import classes from './editor.module.css';

interface VersionsProps {
  readonly detail: ArticleDetail;
  /** As the address has it. */
  readonly named: string | undefined;
  readonly onTaken: (detail: ArticleDetail) => void;
}

/** Every version of an article: its text, what changed against another one, and back to it as a draft. */
const Versions = ({ detail, named, onTaken }: VersionsProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const { t: knowledge } = useTranslation('knowledge');
  const client = useClient();
  const failureText = useFailureText();
  const readOnly = useReadOnly();
  const mayWrite = useAllowed('knowledge.write');
  const { article, versions } = detail;
  const names: readonly VersionName[] = [
    ...(article.next ? (['next'] as const) : []),
    ...versions.map(({ version }) => version),
  ];
  const chosen = names.find((name) => String(name) === named) ?? versions[0]?.version ?? names[0];
  const at = chosen === undefined ? -1 : names.indexOf(chosen);
  const [part, setPart] = useState<'text' | 'changes'>('text');
  const [against, setAgainst] = useState<VersionName>();
  const other = names.find((name) => name === against && name !== chosen) ?? names[at + 1];
  const { content, failure } = useVersionContent(article, chosen);
  const before = useVersionContent(article, part === 'changes' ? other : undefined);
  const [isAsking, setAsking] = useState(false);
  const [isPending, setPending] = useState(false);
  const nameOf = (name: VersionName): string => (name === 'next' ? t('beingWritten') : t('version', { version: name }));
  const choose = (name: VersionName) => replaceRoute('knowledge', article.id, 'versions', String(name));
  const step = (by: number) => {
    const next = names[at + by];
    if (next !== undefined) choose(next);
  };
  const restore = async () => {
    if (!content || typeof chosen !== 'number') return;
    setPending(true);
    const { title, body, category, tags, audience, quiz } = content;
    const now = editedOf(article);
    const edited = {
      ...now,
      title,
      body,
      category: category ?? '',
      tags: tags.join(', '),
      audience,
      // Whoever may not see the questions leaves them as they are.
      quiz: now.quiz === 'sealed' ? now.quiz : editedQuiz(quiz),
      note: t('restoredNote', { version: chosen }),
    };
    const saved = await saveArticle(client, { article, seen: article.revision, edited, submit: false });
    setPending(false);
    setAsking(false);
    if (saved.detail) onTaken(saved.detail);
    if (saved.failure) {
      announce({ tone: 'failed', text: failureText(saved.failure) });
      return;
    }
    announce({ tone: 'done', text: t('restored', { version: chosen }) });
    navigate('knowledge', article.id, 'edit');
  };
  const group = knowledge('thisArticle');
  const status = { order: 3, label: t('keys.move') };
  const mayRestore = mayWrite && typeof chosen === 'number' && article.retired === null;
  useCommands('knowledge.versions', [
    { id: 'versions.newer', label: t('nextVersion'), group, key: ']', keyOnly: true, status, run: () => step(-1) },
    { id: 'versions.older', label: t('previousVersion'), group, key: '[', keyOnly: true, status, run: () => step(1) },
    ...(mayRestore
      ? [
          {
            id: 'versions.restore',
            label: `${t('restoreVersion')}…`,
            group,
            icon: IconRestore,
            unavailable: readOnly,
            run: () => setAsking(true),
          },
        ]
      : []),
  ]);

  const head = (
    <ScreenHead title={t('versionsOf', { number: shortNumber(article.number) })} articleId={article.id}>
      {readOnly === undefined ? null : (
        <span id="versions-why" className="muted small">
          {readOnly}
        </span>
      )}
      {mayRestore && (
        <BlockableButton
          leftSection={<IconRestore size={16} stroke={1.6} aria-hidden />}
          blockedBy={readOnly === undefined ? undefined : 'versions-why'}
          onClick={() => setAsking(true)}
        >
          {t('restoreVersion')}
        </BlockableButton>
      )}
    </ScreenHead>
  );
  if (chosen === undefined)
    return (
      <div className={classes['editor']}>
        {head}
        <Empty mark="blank" title={t('noVersions')}>
          {t('noVersionsText')}
        </Empty>
      </div>
    );
  const others = names.filter((name) => name !== chosen);
  return (
    <div className={classes['editor']}>
      {head}
      <div className={classes['versions']}>
        <VersionList detail={detail} chosen={chosen} onChoose={choose} />
        <div className={classes['version']}>
          <div className={classes['versionBar']}>
            <SegmentedControl
              size="xs"
              aria-label={nameOf(chosen)}
              data={[
                { value: 'text', label: t('readVersion') },
                { value: 'changes', label: t('changesTo'), disabled: others.length === 0 },
              ]}
              value={part}
              onChange={(value) => setPart(value === 'changes' ? 'changes' : 'text')}
            />
            {part === 'changes' && other !== undefined && (
              <label className={classes['against']}>
                {t('comparedWith')}
                <NativeSelect
                  size="xs"
                  value={String(other)}
                  data={others.map((name) => ({ value: String(name), label: nameOf(name) }))}
                  onChange={(event) => setAgainst(others.find((name) => String(name) === event.currentTarget.value))}
                />
              </label>
            )}
          </div>
          <ScrollRegion className={classes['scroll']} label={nameOf(chosen)}>
            {failure && <FailureBanner failure={failure} />}
            {before.failure && <FailureBanner failure={before.failure} />}
            {content && part === 'text' && (
              <ArticlePictures articleId={article.id}>
                <ArticleSheet content={content} language={article.language} prefix={`version-${chosen}`} />
                <QuizSheet quiz={content.quiz} />
              </ArticlePictures>
            )}
            {content && before.content && part === 'changes' && (
              <ContentDifference before={before.content} after={content} />
            )}
            {!failure && (!content || (part === 'changes' && !before.content && !before.failure)) && (
              <SkeletonRows rows={4} />
            )}
          </ScrollRegion>
        </div>
      </div>
      {typeof chosen === 'number' && (
        <ConfirmDialog
          opened={isAsking}
          title={t('restoreAsk', { version: chosen })}
          confirm={t('restoreVersion')}
          danger={article.next !== null}
          pending={isPending}
          onConfirm={() => void restore()}
          onClose={() => setAsking(false)}
        >
          {article.next ? t('restoreOver', { version: chosen }) : t('restoreText')}
        </ConfirmDialog>
      )}
    </div>
  );
};

/** `#/knowledge/<article>/versions[/<n>]` */
export const VersionsView = ({ place }: KnowledgeScreenProps) => {
  const { detail, failure, take, refresh } = useOpenArticle(place.articleId);
  if (failure) return <FailureBanner wide failure={failure} onRetry={refresh} />;
  if (!detail) return <SkeletonRows rows={6} />;
  return <Versions key={detail.article.id} detail={detail} named={place.rest[0]} onTaken={take} />;
};
