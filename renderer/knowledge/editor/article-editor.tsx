import { useEffect, useRef, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { contentOf, type Article } from '#shared/knowledge/article.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { MAX_TITLE } from '#shared/tickets/limits.ts';
import { ArticleDetails } from './article-details.tsx';
import { ArticlePictures } from './article-pictures.tsx';
import { ArticleTextField } from './article-text-field.tsx';
import { contentIn, type EditedArticle } from './edited-article.ts';
import { EditorBanners } from './editor-banners.tsx';
import { EditorHead, type Side } from './editor-head.tsx';
import { OriginalPane, PreviewPane } from './editor-sides.tsx';
import { QuizEditor } from './quiz/quiz-editor.tsx';
import { undescribed } from './pictures-in-text.ts';
import type { Lack } from './save-plan.ts';
import { StaleArticleDialog } from './stale-article-dialog.tsx';
import { useArticleEdit } from './use-article-edit.ts';
import { useArticleSave } from './use-article-save.ts';
import { useOtherArticle } from './use-other-article.ts';
import classes from './editor.module.css';

interface ArticleEditorProps {
  /** Undefined for one that is new. */
  readonly article: Article | undefined;
  readonly begun: EditedArticle;
  /** What is typed is kept under it. */
  readonly draftKey: string;
  readonly onTaken: (detail: ArticleDetail) => void;
}

/** An article being written: its text with what stands beside it, and what stands around it. */
export const ArticleEditor = ({ article, begun, draftKey, onTaken }: ArticleEditorProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const { t: knowledge } = useTranslation('knowledge');
  const edit = useArticleEdit(draftKey, article, begun);
  const { edited } = edit;
  const field = useRef<HTMLTextAreaElement>(null);
  const title = useRef<HTMLInputElement>(null);
  const original = useOtherArticle(article?.translates?.articleId ?? edit.translates)?.article;
  const isWide = useMediaQuery('(min-width: 900px)', window.innerWidth >= 900);
  const [chosenSide, setSide] = useState<Side>();
  const side = chosenSide ?? (!isWide ? 'text' : (article?.translates ?? edit.translates) ? 'original' : 'preview');
  const [hasDetails, setDetails] = useState(article === undefined);

  // Whoever opens an article to write on it writes in the text.
  useEffect(() => {
    if (document.activeElement === document.body) field.current?.focus({ preventScroll: true });
  }, []);

  const intoText = (select?: { readonly from: number; readonly to: number }) => {
    if (!isWide) setSide('text');
    requestAnimationFrame(() => {
      field.current?.focus();
      if (select) field.current?.setSelectionRange(select.from, select.to);
    });
  };
  const showWrong = (wrong: readonly Lack[]) => {
    if (wrong.includes('title')) title.current?.focus();
    else if (wrong.includes('validUntil')) setDetails(true);
    else if (wrong.includes('quiz')) setSide('quiz');
    else intoText();
  };
  const saving = useArticleSave({ article, edit, onWrong: showWrong, onTaken });
  const { missing, hasTried, asks, ask } = saving;
  const bare = undescribed(edited.body, [t('pictureWords'), 'Describe the picture', '说明这张图片']);
  const facts = [
    knowledge(`kind.${edited.kind}`),
    edited.category.trim(),
    t(`audience.${edited.audience}`),
    edited.validUntil === '' ? '' : `${t('validUntil')} ${edited.validUntil}`,
  ].filter((fact) => fact !== '');
  return (
    <div className={classes['editor']}>
      <EditorHead
        article={article}
        edit={edit}
        saving={saving}
        sides={['text', 'preview', 'quiz', ...(original ? (['original'] as const) : [])]}
        side={side}
        onSide={setSide}
      />
      <EditorBanners article={article} isStale={edit.isStale} saving={saving} onTaken={onTaken} />
      <div className={classes['titleRow']}>
        <TextInput
          ref={title}
          className={classes['titleField'] ?? ''}
          aria-label={t('title')}
          placeholder={t('titlePlaceholder')}
          autoFocus={article === undefined && edited.title === ''}
          maxLength={MAX_TITLE}
          lang={edited.language}
          value={edited.title}
          error={hasTried && missing.includes('title') ? t('titleNeeded') : undefined}
          onChange={(event) => edit.change({ title: event.currentTarget.value })}
        />
        <button
          type="button"
          className={classes['factsToggle']}
          aria-expanded={hasDetails}
          onClick={() => setDetails(!hasDetails)}
        >
          <IconChevronDown size={14} stroke={1.6} aria-hidden />
          {t('details')}
          {!hasDetails && <span className={`${classes['facts'] ?? ''} cut`}>{facts.join(' · ')}</span>}
        </button>
      </div>
      {hasDetails && (
        <ArticleDetails edited={edited} isNew={article === undefined} isTried={hasTried} onChange={edit.change} />
      )}
      {bare.length > 0 && (
        <div className={classes['remark']}>
          <BreachGlyph />
          <span>{t('noDescription', { count: bare.length })}</span>
          <Button size="compact-xs" onClick={() => intoText(bare[0])}>
            {t('describe')}
          </Button>
        </div>
      )}
      <ArticlePictures articleId={article?.id ?? null} draft={{ key: draftKey, files: edit.files }}>
        <div className={classes['panes']}>
          <div className={classes['slot']} hidden={!isWide && side !== 'text'}>
            <ArticleTextField
              edit={edit}
              draftKey={draftKey}
              field={field}
              error={hasTried && missing.includes('body') ? t('bodyNeeded') : undefined}
              onSubmit={() => saving.save(true)}
            />
          </div>
          {side === 'preview' && (
            <div className={classes['slot']}>
              <PreviewPane body={edited.body} language={edited.language} beside={field} />
            </div>
          )}
          {side === 'quiz' && (
            <div className={classes['slot']}>
              <QuizEditor
                quiz={edited.quiz}
                language={edited.language}
                isTried={hasTried}
                onChange={(quiz) => edit.change({ quiz })}
              />
            </div>
          )}
          {side === 'original' && original && (
            <div className={classes['slot']}>
              <OriginalPane original={original} beside={field} />
            </div>
          )}
        </div>
      </ArticlePictures>
      {asks === 'stale' && article && (
        <StaleArticleDialog
          theirs={article.next ?? contentOf(article)}
          mine={contentIn(edited)}
          onKeepMine={saving.keepMine}
          onTakeTheirs={saving.discard}
          onClose={() => ask(undefined)}
        />
      )}
      <ConfirmDialog
        opened={asks === 'discard'}
        title={t('discardTypedAsk')}
        confirm={t('discardTyped')}
        danger
        onConfirm={saving.discard}
        onClose={() => ask(undefined)}
      >
        {article ? t('discardTypedText') : t('discardNewText')}
      </ConfirmDialog>
    </div>
  );
};
