import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconDeviceFloppy, IconSend, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { standingOf } from '#shared/knowledge/actions.ts';
import type { Article } from '#shared/knowledge/article.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { ArticleEdit } from './use-article-edit.ts';
import type { ArticleSave } from './use-article-save.ts';
import classes from './editor.module.css';

/** What stands beside the text, or where there is no room for both, in its place. */
export type Side = 'text' | 'preview' | 'quiz' | 'original';

interface EditorHeadProps {
  readonly article: Article | undefined;
  readonly edit: ArticleEdit;
  readonly saving: ArticleSave;
  readonly sides: readonly Side[];
  readonly side: Side;
  readonly onSide: (side: Side) => void;
}

/** Which article is written, how far it is kept, what is shown beside the text, and saving it: by button, key and palette. */
export const EditorHead = ({ article, edit, saving, sides, side, onSide }: EditorHeadProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const { t: knowledge } = useTranslation('knowledge');
  const format = useFormat();
  const readOnly = useReadOnly();
  const failureText = useFailureText();
  const { isChanged, state } = edit;
  const { save, isPending, ask } = saving;
  const number = article && shortNumber(article.number);
  const standing = article && standingOf(article);
  const isBeingWritten = standing === undefined || standing === 'draft' || standing === 'published_draft';
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
      run: () => save(false),
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
      run: () => save(true),
    },
    ...(isChanged
      ? [
          {
            id: 'knowledgeEditor.discard',
            label: `${t('discardTyped')}…`,
            group,
            icon: IconTrash,
            run: () => ask('discard'),
          },
        ]
      : []),
  ]);

  const kept =
    state.kind === 'failed'
      ? t('notKept', { reason: failureText(state.failure) })
      : !isChanged
        ? t('unchanged')
        : state.kind === 'saved'
          ? t('kept', { at: format.time(state.at) })
          : t('keptUnsaved');
  const blockedBy = readOnly === undefined ? undefined : 'editor-why';
  const back = article ? t('back') : t('backToList');
  return (
    <header className={classes['head']}>
      <Tooltip label={back}>
        <ActionIcon
          component="a"
          href={article ? hrefOf('knowledge', article.id) : hrefOf('knowledge')}
          aria-label={back}
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
        data={sides.map((value) => ({ value, label: t(value) }))}
        value={side}
        onChange={(next) => {
          const chosen = sides.find((value) => value === next);
          if (chosen) onSide(chosen);
        }}
      />
      <BlockableButton
        blockedBy={blockedBy ?? (maySave ? undefined : 'editor-unchanged')}
        rightSection={<KeyHint keys="mod+s" />}
        onClick={() => save(false)}
      >
        {t('save')}
      </BlockableButton>
      <BlockableButton
        variant="filled"
        loading={isPending}
        blockedBy={blockedBy ?? (maySubmit ? undefined : 'editor-unchanged')}
        rightSection={<KeyHint keys="mod+Enter" />}
        onClick={() => save(true)}
      >
        {t('submit')}
      </BlockableButton>
      <span id="editor-unchanged" hidden>
        {t('unchanged')}
      </span>
    </header>
  );
};
