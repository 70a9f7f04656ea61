import { useEffect, useMemo, useRef, useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { IconLock, IconMessage, IconMessageReply } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { useReplyCompletion } from '#renderer/templates/use-reply-completion.tsx';
import { useMentionCompletion } from '#renderer/watching/use-mention-completion.tsx';
import { Prose } from '#renderer/writing/prose.tsx';
import { WritingField, type OpenCompletion } from '#renderer/writing/writing-field.tsx';
import { WritingTools } from '#renderer/writing/writing-tools.tsx';
import { nextState } from '#shared/tickets/actions.ts';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { actionStore, textKinds, type TextKind } from './action-store.ts';
import { Delivered, SaidBy } from './said-how.tsx';
import { useComposerText } from './use-composer-text.ts';
import classes from '#renderer/ui/record-panel.module.css';

const icons = { workNote: IconLock, comment: IconMessage, reply: IconMessageReply } as const;

interface ComposerProps {
  readonly detail: TicketDetail;
}

/** Work note, comment, or what the requester said. Each keeps its own draft; switching between them loses none. */
export const Composer = ({ detail }: ComposerProps) => {
  const { ticket } = detail;
  const wanted = useStore(useSessionStore(actionStore), (state) => state.compose.kind);
  const kind = nextState(ticket.state, wanted) === undefined ? 'workNote' : wanted;
  const isReady = useDraftsReady();
  if (!isReady) return null;
  return <ComposerText key={`${ticket.id}:${kind}`} detail={detail} kind={kind} />;
};

interface ComposerTextProps extends ComposerProps {
  readonly kind: TextKind;
}

const ComposerText = ({ detail, kind }: ComposerTextProps) => {
  const { t } = useTranslation('tickets');
  const { t: writing } = useTranslation('writing');
  const format = useFormat();
  const actions = useSessionStore(actionStore);
  const focusSeq = useStore(actions, (state) => state.compose.seq);
  const field = useRef<HTMLTextAreaElement>(null);
  const opener = useRef<OpenCompletion>(null);
  const composing = useComposerText(detail, kind, field);
  const [isPreview, setPreview] = useState(false);
  const replies = useReplyCompletion(detail.ticket.id);
  const mentions = useMentionCompletion();
  const completions = useMemo(() => (kind === 'reply' ? [] : [replies, mentions]), [kind, replies, mentions]);
  const { ticket } = detail;
  const { text, draft, usual, keep, add } = composing;

  useEffect(() => {
    if (focusSeq === 0 || !actions.getState().takeFocus(ticket.id, focusSeq)) return;
    field.current?.focus();
    const inserted = actions.getState().takeText(ticket.id);
    if (inserted === undefined) return;
    // As if it had been typed: after this draw, behind what is there.
    queueMicrotask(() => keep({ text: text.trim() === '' ? inserted : `${text.trimEnd()}\n\n${inserted}` }));
  });
  const preview = (next: boolean) => {
    setPreview(next);
    if (!next) requestAnimationFrame(() => field.current?.focus());
  };

  const isEmpty = text.trim() === '';
  const shownFailure = composing.failure ?? (draft.state.kind === 'failed' ? draft.state.failure : undefined);
  return (
    <div className={classes['composer']} data-kind={kind}>
      {shownFailure && (
        <FailureBanner
          failure={shownFailure}
          onRetry={composing.failure ? () => void add() : () => void draft.flush()}
        />
      )}
      {isPreview ? (
        <div className={classes['previewed']}>
          {isEmpty ? <p className="muted">{writing('nothingToPreview')}</p> : <Prose text={text} />}
        </div>
      ) : (
        <WritingField
          field={field}
          opener={opener}
          bare
          label={t(kind)}
          placeholder={t(`placeholder.${kind}`)}
          minRows={1}
          maxRows={10}
          maxLength={MAX_TEXT}
          completions={completions}
          value={text}
          onChange={(next) => keep({ text: next })}
          onSubmit={() => void add()}
          onEscape={() => field.current?.blur()}
        />
      )}
      {composing.gap !== undefined && text.includes(composing.gap) && (
        <p role="alert" className={classes['assumed']}>
          {t('fillGap', { gap: composing.gap })}
        </p>
      )}
      {(kind !== 'workNote' || text !== '') && (
        <div className={classes['composerRow']}>
          {kind === 'comment' && (
            <Delivered delivery={composing.delivery} onChange={(delivery) => keep({ delivery })} />
          )}
          {kind === 'reply' && <SaidBy channel={composing.channel} onChange={(channel) => keep({ channel })} />}
          <p className={classes['draft']} role="status">
            {text !== '' && draft.state.kind === 'saved' && t('draft.saved', { at: format.time(draft.state.at) })}
            {draft.state.kind === 'unsaved' && t('draft.saving')}
            {draft.state.kind === 'failed' && t('draft.failed')}
          </p>
          <WritingTools
            field={field}
            opener={opener}
            completions={completions}
            isPreview={isPreview}
            onPreview={preview}
          />
        </div>
      )}
      {kind === 'comment' && usual.since !== null && composing.delivery === usual.delivery && (
        <p className={classes['assumed']}>
          {t(`live.${usual.delivery === 'phone' ? 'phone' : 'in_person'}`, { at: format.time(usual.since) })}
        </p>
      )}
      <div className={`${classes['composerRow']} ${classes['send']}`}>
        <SegmentedControl
          className={classes['kinds'] ?? ''}
          value={kind}
          onChange={(value) => actions.getState().write(value, ticket.id)}
          data={textKinds
            .filter((each) => nextState(ticket.state, each) !== undefined)
            .map((each) => {
              const Icon = icons[each];
              return {
                value: each,
                label: (
                  <span className={classes['segment']}>
                    <Icon size={14} stroke={1.6} aria-hidden />
                    {t(each)}
                  </span>
                ),
              };
            })}
        />
        <Button
          variant="filled"
          loading={composing.pending}
          aria-disabled={isEmpty || undefined}
          title={isEmpty ? t('addNeedsText') : undefined}
          rightSection={<KeyHint keys="mod+Enter" />}
          classNames={{ root: classes['add'] ?? '', section: classes['addKeys'] ?? '' }}
          onClick={() => void add()}
        >
          {t('add')}
        </Button>
      </div>
    </div>
  );
};
