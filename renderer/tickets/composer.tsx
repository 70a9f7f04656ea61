import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button, SegmentedControl, Select, Textarea } from '@mantine/core';
import { IconLock, IconMessage, IconMessageReply } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useDraft, useDraftsReady } from '#renderer/drafts/use-draft.ts';
import type { Failure, Result } from '#shared/base/result.ts';
import { nextState } from '#shared/tickets/actions.ts';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { Channel, Ticket } from '#shared/tickets/ticket.ts';
import type { Delivery } from '#shared/tickets/timeline-event.ts';
import { actionStore, textKinds, type TextKind } from './action-store.ts';
import { deliveredByHand } from './delivery-menu.tsx';
import { handChannels, isHandChannel, type HandChannel } from './new-ticket-fields.ts';
import { ticketStore } from './ticket-store.ts';
import classes from '#renderer/ui/record-panel.module.css';

const handDeliveries = [...deliveredByHand, 'pending'] as const satisfies readonly Delivery[];
type HandDelivery = (typeof handDeliveries)[number];

const isDelivery = (value: string | null | undefined): value is HandDelivery =>
  handDeliveries.some((delivery) => delivery === value);

const icons = { workNote: IconLock, comment: IconMessage, reply: IconMessageReply } as const;

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

/** Work note, comment, or what the requester said. Each keeps its own draft; switching between them loses none. */
export const Composer = ({ ticket }: ComposerProps) => {
  const wanted = useStore(useSessionStore(actionStore), (state) => state.compose.kind);
  const kind = nextState(ticket.state, wanted) === undefined ? 'workNote' : wanted;
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
  const [channel, setChannel] = useState<HandChannel>(() => {
    const kept = draft.initial['channel'];
    if (isHandChannel(kept)) return kept;
    return isHandChannel(ticket.channel) ? ticket.channel : 'phone';
  });
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  const keep = (change: { text?: string; delivery?: HandDelivery; channel?: HandChannel }) => {
    const next = { text, delivery, channel, ...change };
    setText(next.text);
    setDelivery(next.delivery);
    setChannel(next.channel);
    const how = { workNote: {}, comment: { delivery: next.delivery }, reply: { channel: next.channel } }[kind];
    draft.type(next.text === '' ? {} : { text: next.text, ...how });
  };
  useEffect(() => {
    if (focusSeq === 0 || !actions.getState().takeFocus(ticket.id)) return;
    field.current?.focus();
    const inserted = actions.getState().takeText(ticket.id);
    if (inserted === undefined) return;
    // As if it had been typed: after this draw, behind what is there.
    queueMicrotask(() => keep({ text: text.trim() === '' ? inserted : `${text.trimEnd()}\n\n${inserted}` }));
  });
  const send = (): Promise<Result<TicketDetail>> => {
    const said = { ticketId: ticket.id, text };
    if (kind === 'comment') return client.call('tickets.comment', { ...said, delivery });
    if (kind === 'reply') return client.call('tickets.reply', { ...said, channel });
    return client.call('tickets.workNote', said);
  };

  const isEmpty = text.trim() === '';
  const add = async () => {
    if (pending) return;
    if (isEmpty) {
      field.current?.focus();
      return;
    }
    setPending(true);
    await draft.flush();
    const answer = await send();
    setPending(false);
    if (!answer.ok) {
      setFailure(answer.failure);
      return;
    }
    setFailure(undefined);
    setText('');
    void draft.finish();
    tickets.getState().take(answer.value);
    announce({ tone: 'done', text: t(`done.${kind}`, { number: answer.value.ticket.number }) });
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
        aria-label={t(kind)}
        placeholder={t(`placeholder.${kind}`)}
        autosize
        minRows={1}
        maxRows={10}
        maxLength={MAX_TEXT}
        value={text}
        onChange={(event) => {
          keep({ text: event.currentTarget.value });
        }}
        onKeyDown={onKeyDown}
        classNames={{ input: classes['text'] }}
      />
      {(kind !== 'workNote' || text !== '') && (
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
                data={handDeliveries.map((value) => ({ value, label: t(`delivery.${value}`) }))}
                allowDeselect={false}
                value={delivery}
                onChange={(value) => {
                  if (isDelivery(value)) keep({ delivery: value });
                }}
              />
            </>
          )}
          {kind === 'reply' && (
            <Select
              size="xs"
              w={112}
              aria-label={t('field.channel')}
              data={handChannels.map((value) => ({ value, label: t(`channel.${value}`) }))}
              allowDeselect={false}
              value={channel}
              onChange={(value) => {
                if (isHandChannel(value)) keep({ channel: value });
              }}
            />
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
