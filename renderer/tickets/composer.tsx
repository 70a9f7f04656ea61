import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button, SegmentedControl, Select, Textarea } from '@mantine/core';
import { IconLock, IconMessage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useDraft, useDraftsReady } from '#renderer/drafts/use-draft.ts';
import type { Failure } from '#shared/base/result.ts';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import type { Channel, Delivery, Ticket } from '#shared/tickets/ticket.ts';
import { actionStore, type TextKind } from './action-store.ts';
import { ticketStore } from './ticket-store.ts';
import classes from './panel.module.css';

/** Ways a person can say how the requester heard it; `webhook` is what a configured channel does by itself. */
const deliveries = ['in_person', 'phone', 'mail', 'pending'] as const satisfies readonly Delivery[];
type HandDelivery = (typeof deliveries)[number];

const isDelivery = (value: string | null | undefined): value is HandDelivery =>
  deliveries.some((delivery) => delivery === value);

/** One answers where one was asked. */
const usualDelivery: Readonly<Record<Channel, HandDelivery>> = {
  portal: 'pending',
  email: 'mail',
  phone: 'phone',
  walk_up: 'in_person',
  on_site: 'in_person',
  log_alert: 'pending',
  import: 'pending',
};

interface ComposerProps {
  readonly ticket: Ticket;
}

/** Work note or comment on one ticket. Both keep their own draft; switching between them loses neither. */
export const Composer = ({ ticket }: ComposerProps) => {
  const kind = useStore(useSessionStore(actionStore), (state) => state.compose.kind);
  const isReady = useDraftsReady();
  if (!isReady) return null;
  return <ComposerText key={`${ticket.id}:${kind}`} ticket={ticket} kind={kind} />;
};

interface ComposerTextProps extends ComposerProps {
  readonly kind: TextKind;
}

const ComposerText = ({ ticket, kind }: ComposerTextProps) => {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const format = useFormat();
  const tickets = useSessionStore(ticketStore);
  const actions = useSessionStore(actionStore);
  const focusSeq = useStore(actions, (state) => state.compose.seq);
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(`${ticket.id}:${kind}`);
  const [text, setText] = useState(draft.initial['text'] ?? '');
  const [delivery, setDelivery] = useState(() => {
    const kept = draft.initial['delivery'];
    return isDelivery(kept) ? kept : usualDelivery[ticket.channel];
  });
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  useEffect(() => {
    if (focusSeq > 0 && actions.getState().takeFocus(ticket.id)) field.current?.focus();
  }, [actions, focusSeq, ticket.id]);

  const fieldsOf = (nextText: string, nextDelivery: HandDelivery) =>
    nextText === '' ? {} : kind === 'comment' ? { text: nextText, delivery: nextDelivery } : { text: nextText };

  const isEmpty = text.trim() === '';
  const add = async () => {
    if (pending) return;
    if (isEmpty) {
      field.current?.focus();
      return;
    }
    setPending(true);
    await draft.flush();
    const answer =
      kind === 'comment'
        ? await client.call('tickets.comment', { ticketId: ticket.id, text, delivery })
        : await client.call('tickets.workNote', { ticketId: ticket.id, text });
    setPending(false);
    if (!answer.ok) {
      setFailure(answer.failure);
      return;
    }
    setFailure(undefined);
    setText('');
    void draft.finish();
    tickets.getState().take(answer.value);
    announce({ tone: 'done', text: t(`done.${kind}`, { number: ticket.number }) });
    field.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void add();
    else if (event.key === 'Escape') field.current?.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const draftFailure = draft.state.kind === 'failed' ? draft.state.failure : undefined;
  return (
    <div className={classes['composer']} data-kind={kind}>
      {(failure ?? draftFailure) && (
        <FailureBanner
          failure={(failure ?? draftFailure) as Failure}
          onRetry={failure ? () => void add() : () => void draft.flush()}
        />
      )}
      <Textarea
        ref={field}
        variant="unstyled"
        aria-label={kind === 'comment' ? t('comment') : t('workNote')}
        placeholder={kind === 'comment' ? t('writeComment') : t('writeWorkNote')}
        autosize
        minRows={1}
        maxRows={10}
        maxLength={MAX_TEXT}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          draft.type(fieldsOf(event.currentTarget.value, delivery));
        }}
        onKeyDown={onKeyDown}
        classNames={{ input: classes['text'] }}
      />
      {(kind === 'comment' || text !== '') && (
        <div className={classes['composerRow']}>
          {kind === 'comment' && (
            <>
              <span className="small muted" aria-hidden>
                {t('delivered')}
              </span>
              <Select
                size="xs"
                w={112}
                aria-label={t('delivered')}
                data={deliveries.map((value) => ({ value, label: t(`delivery.${value}`) }))}
                allowDeselect={false}
                value={delivery}
                onChange={(value) => {
                  if (!isDelivery(value)) return;
                  setDelivery(value);
                  draft.type(fieldsOf(text, value));
                }}
              />
            </>
          )}
          <p className={classes['draft']} role="status">
            {text !== '' && draft.state.kind === 'saved' && t('draft.saved', { at: format.time(draft.state.at) })}
            {draft.state.kind === 'unsaved' && t('draft.saving')}
            {draft.state.kind === 'failed' && t('draft.failed')}
          </p>
        </div>
      )}
      <div className={classes['composerRow']}>
        <SegmentedControl
          value={kind}
          onChange={(value) => actions.getState().write(value === 'comment' ? 'comment' : 'workNote', ticket.id)}
          data={[
            {
              value: 'workNote',
              label: (
                <span className={classes['segment']}>
                  <IconLock size={14} stroke={1.6} aria-hidden />
                  {t('workNote')}
                </span>
              ),
            },
            {
              value: 'comment',
              label: (
                <span className={classes['segment']}>
                  <IconMessage size={14} stroke={1.6} aria-hidden />
                  {t('comment')}
                </span>
              ),
            },
          ]}
        />
        <span className={classes['grow']} />
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
