import { useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useDraft, useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { Prose } from '#renderer/writing/prose.tsx';
import { WritingField } from '#renderer/writing/writing-field.tsx';
import { WritingTools } from '#renderer/writing/writing-tools.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { problemStore } from './problem-store.ts';
import classes from '#renderer/ui/record-panel.module.css';

interface NoteComposerProps {
  readonly problem: Problem;
  /** Grows whenever the composer should take the focus. */
  readonly focusSeq: number;
}

/** A note on the problem, kept as a draft until it is added. */
export const NoteComposer = (props: NoteComposerProps) => {
  const isReady = useDraftsReady();
  return isReady ? <NoteText {...props} /> : null;
};

const NoteText = ({ problem, focusSeq }: NoteComposerProps) => {
  const { t } = useTranslation('problems');
  const client = useClient();
  const format = useFormat();
  const store = useSessionStore(problemStore);
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(`${problem.id}:note`);
  const [text, setText] = useState(draft.initial['text'] ?? '');
  const [isPreview, setPreview] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    if (focusSeq > 0) field.current?.focus();
  }, [focusSeq]);

  const isEmpty = text.trim() === '';
  const add = async () => {
    if (pending) return;
    if (isEmpty) {
      field.current?.focus();
      return;
    }
    setPending(true);
    await draft.flush();
    const answer = await client.call('problems.note', { problemId: problem.id, text });
    setPending(false);
    setFailure(answer.ok ? undefined : answer.failure);
    if (!answer.ok) return;
    setText('');
    preview(false);
    void draft.finish();
    store.getState().take(answer.value);
    announce({ tone: 'done', text: t('noted', { number: shortNumber(problem.number) }) });
  };
  const preview = (next: boolean) => {
    setPreview(next);
    if (!next) requestAnimationFrame(() => field.current?.focus());
  };

  return (
    <div className={classes['composer']} data-kind="note">
      {failure && <FailureBanner failure={failure} onRetry={() => void add()} />}
      {isPreview ? (
        <Prose className={classes['previewed']} text={text} />
      ) : (
        <WritingField
          field={field}
          bare
          label={t('note')}
          placeholder={t('notePlaceholder')}
          minRows={1}
          maxRows={10}
          maxLength={MAX_TEXT}
          value={text}
          onChange={(next) => {
            setText(next);
            draft.type(next === '' ? {} : { text: next });
          }}
          onSubmit={() => void add()}
          onEscape={() => field.current?.blur()}
        />
      )}
      <div className={classes['composerRow']}>
        <p className={classes['draft']} role="status">
          {text !== '' && draft.state.kind === 'saved' && t('draft.saved', { at: format.time(draft.state.at) })}
          {draft.state.kind === 'unsaved' && t('draft.saving')}
          {draft.state.kind === 'failed' && t('draft.failed')}
        </p>
        {text !== '' && <WritingTools field={field} isPreview={isPreview} onPreview={preview} />}
        <Button
          variant="filled"
          loading={pending}
          aria-disabled={isEmpty || undefined}
          title={isEmpty ? t('addNeedsText') : undefined}
          rightSection={<KeyHint keys="mod+Enter" />}
          onClick={() => void add()}
        >
          {t('add')}
        </Button>
      </div>
    </div>
  );
};
