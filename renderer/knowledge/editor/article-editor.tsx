import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { ActionIcon, Button, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft, IconChevronDown, IconDeviceFloppy, IconSend, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { announce } from '#renderer/ui/announce.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { hrefOf, navigate, replaceRoute } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Failure } from '#shared/base/result.ts';
import { standingOf } from '#shared/knowledge/actions.ts';
import { contentOf, type Article } from '#shared/knowledge/article.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { MAX_TITLE } from '#shared/tickets/limits.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { ArticleDetails } from './article-details.tsx';
import { ArticlePictures } from './article-pictures.tsx';
import { ArticleSheet, ArticleText } from './article-preview.tsx';
import { ArticleTextField } from './article-text-field.tsx';
import { BehindBanner } from './behind-banner.tsx';
import { contentIn, type EditedArticle } from './edited-article.ts';
import { undescribed } from './pictures-in-text.ts';
import { ReadingPane } from './reading-pane.tsx';
import { beginArticle, saveArticle } from './save-article.ts';
import { lacking, type Lack } from './save-plan.ts';
import { StaleArticleDialog } from './stale-article-dialog.tsx';
import { useArticleEdit } from './use-article-edit.ts';
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

/** What stands beside the text, or where there is no room for both, in its place. */
type Side = 'text' | 'preview' | 'original';

/** An article being written: its text with what it will look like beside it, and what stands around it. */
export const ArticleEditor = ({ article, begun, draftKey, onTaken }: ArticleEditorProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const { t: knowledge } = useTranslation('knowledge');
  const client = useClient();
  const format = useFormat();
  const now = useNow();
  const readOnly = useReadOnly();
  const failureText = useFailureText();
  const edit = useArticleEdit(draftKey, article, begun);
  const { edited, isChanged } = edit;
  const field = useRef<HTMLTextAreaElement>(null);
  const title = useRef<HTMLInputElement>(null);
  const original = useOtherArticle(article?.translates?.articleId ?? edit.translates)?.article;
  const isWide = useMediaQuery('(min-width: 900px)', window.innerWidth >= 900);
  const [chosenSide, setSide] = useState<Side>();
  const side = chosenSide ?? (!isWide ? 'text' : (article?.translates ?? edit.translates) ? 'original' : 'preview');
  const [hasDetails, setDetails] = useState(article === undefined);
  const [hasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [asks, setAsks] = useState<'stale' | 'discard'>();
  const shownBody = useDeferredValue(edited.body);

  // Whoever opens an article to write on it writes in the text.
  useEffect(() => {
    if (document.activeElement === document.body) field.current?.focus({ preventScroll: true });
  }, []);

  const number = article && shortNumber(article.number);
  const standing = article && standingOf(article);
  const isBeingWritten = standing === undefined || standing === 'draft' || standing === 'published_draft';
  const missing = lacking(edited);
  const words = [t('pictureWords'), 'Describe the picture', '说明这张图片'];
  const bare = undescribed(edited.body, words);

  const showWrong = (wrong: readonly Lack[]) => {
    if (wrong.includes('title')) title.current?.focus();
    else if (wrong.includes('validUntil')) setDetails(true);
    else {
      if (!isWide) setSide('text');
      requestAnimationFrame(() => field.current?.focus());
    }
  };
  const save = async (submit: boolean) => {
    if (isPending || readOnly !== undefined) return;
    const wrong = submit ? missing : missing.filter((each) => each !== 'body');
    setTried(wrong.length > 0);
    if (wrong.length > 0) {
      showWrong(wrong);
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
  const discard = () => {
    setAsks(undefined);
    setFailure(undefined);
    void edit.end();
    if (!article) navigate('knowledge');
  };
  const describe = () => {
    const [place] = bare;
    if (!isWide) setSide('text');
    requestAnimationFrame(() => {
      field.current?.focus();
      if (place) field.current?.setSelectionRange(place.from, place.to);
    });
  };

  // Of a new article that says nothing yet, trying tells what is missing.
  const maySave = isChanged || article === undefined;
  const maySubmit = maySave || isBeingWritten;
  const group = knowledge('thisArticle');
  useCommands('knowledgeEditor', [
    {
      id: 'knowledgeEditor.save',
      label: t('save'),
      group,
      icon: IconDeviceFloppy,
      key: 'mod+s',
      whileTyping: true,
      unavailable: readOnly ?? (maySave ? undefined : t('unchanged')),
      status: { order: 1, label: t('keys.save') },
      run: () => void save(false),
    },
    {
      id: 'knowledgeEditor.submit',
      label: t('submit'),
      group,
      icon: IconSend,
      key: 'mod+Enter',
      whileTyping: true,
      unavailable: readOnly ?? (maySubmit ? undefined : t('unchanged')),
      status: { order: 2, label: t('keys.submit') },
      run: () => void save(true),
    },
    ...(isChanged
      ? [
          {
            id: 'knowledgeEditor.discard',
            label: `${t('discardTyped')}…`,
            group,
            icon: IconTrash,
            run: () => setAsks('discard'),
          },
        ]
      : []),
  ]);

  const kept =
    edit.state.kind === 'failed'
      ? t('notKept', { reason: failureText(edit.state.failure) })
      : !isChanged
        ? t('unchanged')
        : edit.state.kind === 'saved'
          ? t('kept', { at: format.time(edit.state.at) })
          : t('keptUnsaved');
  const sentBack = article?.next?.sentBack;
  const sides: readonly { readonly value: Side; readonly label: string }[] = [
    { value: 'text', label: t('text') },
    { value: 'preview', label: t('preview') },
    ...(original ? [{ value: 'original' as const, label: t('original') }] : []),
  ];
  const blockedBy = readOnly === undefined ? undefined : 'editor-why';
  const facts = [
    knowledge(`kind.${edited.kind}`),
    edited.category.trim(),
    t(`audience.${edited.audience}`),
    edited.validUntil === '' ? '' : `${t('validUntil')} ${edited.validUntil}`,
  ].filter((fact) => fact !== '');
  return (
    <div className={classes['editor']}>
      <header className={classes['head']}>
        <Tooltip label={article ? t('back') : t('backToList')}>
          <ActionIcon
            component="a"
            href={article ? hrefOf('knowledge', article.id) : hrefOf('knowledge')}
            aria-label={article ? t('back') : t('backToList')}
          >
            <IconArrowLeft size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <h1 className="num">{number === undefined ? t('newArticle') : t('editing', { number })}</h1>
        {standing && <span className={classes['standing']}>{knowledge(`standing.${standing}`)}</span>}
        <span className={classes['kept']} role="status">
          {kept}
        </span>
        <span className={classes['grow']} />
        {readOnly === undefined ? null : (
          <span id="editor-why" className="muted small">
            {readOnly}
          </span>
        )}
        <SegmentedControl
          size="xs"
          aria-label={t('layout')}
          data={[...sides]}
          value={side}
          onChange={(next) => setSide(sides.find(({ value }) => value === next)?.value)}
        />
        <BlockableButton
          blockedBy={blockedBy ?? (maySave ? undefined : 'editor-unchanged')}
          rightSection={<KeyHint keys="mod+s" />}
          onClick={() => void save(false)}
        >
          {t('save')}
        </BlockableButton>
        <BlockableButton
          variant="filled"
          loading={isPending}
          blockedBy={blockedBy ?? (maySubmit ? undefined : 'editor-unchanged')}
          rightSection={<KeyHint keys="mod+Enter" />}
          onClick={() => void save(true)}
        >
          {t('submit')}
        </BlockableButton>
        <span id="editor-unchanged" hidden>
          {t('unchanged')}
        </span>
      </header>
      {edit.isStale && !isPending && (
        <Banner
          tone="risk"
          actions={
            <Button size="xs" onClick={() => setAsks('stale')}>
              {t('staleShow')}
            </Button>
          }
        >
          {t('stale')}
        </Banner>
      )}
      {sentBack && (
        <Banner tone="risk" meta={sentBack.reason}>
          {t('sentBackBy', { name: sentBack.by.name, at: format.moment(sentBack.at, now) })}
        </Banner>
      )}
      {article?.next?.stage === 'in_review' && <Banner tone="quiet">{t('inReviewNow')}</Banner>}
      {article && <BehindBanner article={article} onTaken={onTaken} />}
      {failure && failure.code !== 'record.stale' && <FailureBanner wide failure={failure} />}
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
          <Button size="compact-xs" onClick={describe}>
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
              onSubmit={() => void save(true)}
            />
          </div>
          {side === 'preview' && (
            <div className={classes['slot']}>
              <ReadingPane
                beside={field}
                label={t('preview')}
                name={<span className={classes['paneName']}>{t('preview')}</span>}
              >
                {shownBody.trim() === '' ? (
                  <p className={classes['hint']}>{t('nothingYet')}</p>
                ) : (
                  <ArticleText text={shownBody} language={edited.language} prefix="preview" />
                )}
              </ReadingPane>
            </div>
          )}
          {side === 'original' && original && (
            <div className={classes['slot']}>
              <ReadingPane
                beside={field}
                label={t('original')}
                name={
                  <>
                    <span className={classes['paneName']}>{t('original')}</span>
                    <a className={`${classes['link'] ?? ''} num`} href={hrefOf('knowledge', original.id)}>
                      {shortNumber(original.number)}
                    </a>
                  </>
                }
              >
                <ArticlePictures articleId={original.id}>
                  <ArticleSheet content={contentOf(original)} language={original.language} prefix="original" />
                </ArticlePictures>
              </ReadingPane>
            </div>
          )}
        </div>
      </ArticlePictures>
      {asks === 'stale' && article && (
        <StaleArticleDialog
          theirs={article.next ?? contentOf(article)}
          mine={contentIn(edited)}
          onKeepMine={() => {
            edit.rebase();
            setFailure(undefined);
            setAsks(undefined);
            announce({ tone: 'done', text: t('keepMineDone') });
          }}
          onTakeTheirs={discard}
          onClose={() => setAsks(undefined)}
        />
      )}
      <ConfirmDialog
        opened={asks === 'discard'}
        title={t('discardTypedAsk')}
        confirm={t('discardTyped')}
        danger
        onConfirm={discard}
        onClose={() => setAsks(undefined)}
      >
        {article ? t('discardTypedText') : t('discardNewText')}
      </ConfirmDialog>
    </div>
  );
};
