/** Articles beside a ticket: those suggested and those linked, the quick look at one, and what is done with them. */
import { useEffect, useState } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconEye, IconLink, IconTextPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import type { Command } from '#renderer/ui/commands.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { Suggestion } from '#shared/suggestions/operations.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { OfferedRow } from './offered-article.tsx';
import { QuickLook } from './quick-look.tsx';
import { suggestionsStore } from './suggestions-store.ts';
import { useArticleActions } from './use-article-actions.ts';
import { useTicketArticles, useTicketSuggestions } from './use-ticket-suggestions.ts';
import { useWhyWords } from './use-why-words.ts';
import classes from './suggestions.module.css';

/** As many as have a key. */
const KEYED = 3;

interface TicketSuggestionsProps {
  readonly ticket: Ticket;
  /** Puts a text into what is being written on this ticket. */
  readonly onInsert: (text: string) => void;
}

/** What may answer an open ticket, linked with one key; nothing on a desk without articles, and nothing on a ticket that is over. */
export const TicketSuggestions = ({ ticket, onInsert }: TicketSuggestionsProps) => {
  const { t } = useTranslation('suggestions');
  const { t: tickets } = useTranslation('tickets');
  const whyWords = useWhyWords();
  const canWork = useAllowed('tickets.work');
  const store = useSessionStore(suggestionsStore);
  const look = useStore(store, (state) => (state.look?.ticketId === ticket.id ? state.look.articleId : null));
  const { shown, dismissed, isStocked } = useTicketSuggestions(ticket.id);
  const { articles, take } = useTicketArticles(ticket.id);
  const actions = useArticleActions({ ticketId: ticket.id, onChanged: take, onInsert });
  const [isLong, setLong] = useState(false);
  const isWorkedOn = isOpen(ticket.state);
  const offered = isWorkedOn ? (shown ?? []) : [];
  const visible = offered.slice(0, isLong ? offered.length : KEYED);
  const linked = articles.map(({ article }) => article);
  const room = useStore(store, (state) => state.room);
  const rows = shown === undefined ? undefined : Math.max(1, visible.length);
  useEffect(() => {
    if (rows !== undefined) store.getState().keepRoom(Math.min(KEYED, rows));
  }, [store, rows]);
  const [first] = offered;
  const toInsert = linked[0] ?? first?.article;
  const lookAt = (articleId: string) => store.getState().lookAt({ ticketId: ticket.id, articleId });
  const closeLook = () => store.getState().lookAt(null);
  const inOrder = [...offered.map(({ article }) => article), ...linked];
  const moveLook = (by: number) => {
    const at = inOrder.findIndex(({ id }) => id === look);
    const next = inOrder[at + by];
    if (next) lookAt(next.id);
  };

  const group = tickets('thisTicket');
  const cannotWork = canWork ? undefined : t('cannotWork');
  useCommands('suggestions', [
    ...visible.slice(0, KEYED).map(({ article }, place): Command => ({
      id: `suggestions.link.${place + 1}`,
      label: t('linkCommand', { place: place + 1 }),
      hint: article.title,
      group,
      icon: IconLink,
      key: String(place + 1),
      unavailable: cannotWork,
      run: () => actions.link(article),
    })),
    {
      id: 'suggestions.look',
      label: t('lookCommand'),
      group,
      icon: IconEye,
      key: 'z',
      more: 12,
      unavailable: inOrder.length > 0 ? undefined : t('noArticle'),
      run: () => {
        const [one] = inOrder;
        if (one) lookAt(one.id);
      },
    },
    {
      id: 'suggestions.insert',
      label: t('insertCommand'),
      hint: toInsert?.title,
      group,
      icon: IconTextPlus,
      key: 'shift+i',
      otherKeys: ['alt+i'],
      more: 13,
      unavailable: cannotWork ?? (toInsert ? undefined : t('noArticle')),
      run: () => {
        if (toInsert) void actions.insert(toInsert);
      },
    },
    {
      id: 'suggestions.dismiss',
      label: t('dismissCommand'),
      group,
      icon: IconX,
      key: 'shift+x',
      more: 14,
      unavailable: first ? undefined : t('noSuggestion'),
      run: () => {
        if (first) actions.dismiss(first.article);
      },
    },
    {
      id: 'suggestions.bringBack',
      label: t('bringBackCommand'),
      group,
      icon: IconArrowBackUp,
      unavailable: dismissed > 0 ? undefined : t('noneDismissed'),
      run: () => store.getState().bringBack(ticket.id),
    },
  ]);

  const isLinked = linked.some(({ id }) => id === look);
  const beside = look !== null && (
    <QuickLook
      articleId={look}
      onLink={
        canWork && !isLinked
          ? (article) => {
              closeLook();
              actions.link(article);
            }
          : undefined
      }
      onInsert={
        canWork
          ? (article, field) => {
              closeLook();
              void actions.insert(article, field);
            }
          : undefined
      }
      onMove={moveLook}
      onClose={closeLook}
    />
  );
  if (!isWorkedOn || (!isStocked && offered.length === 0)) return beside || null;

  const row = ({ article, why }: Suggestion, place: number) => {
    const number = shortNumber(article.number);
    return (
      <OfferedRow
        key={article.id}
        article={article}
        mark={
          <span className={classes['key']}>{place < KEYED && canWork && <KeyHint keys={String(place + 1)} />}</span>
        }
        note={whyWords(why)}
        onLook={() => lookAt(article.id)}
      >
        {canWork && (
          <span className={classes['actions']}>
            <Tooltip label={t('insert')}>
              <ActionIcon size={24} aria-label={t('insertOf', { number })} onClick={() => void actions.insert(article)}>
                <IconTextPlus size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('link')}>
              <ActionIcon size={24} aria-label={t('linkNumber', { number })} onClick={() => actions.link(article)}>
                <IconLink size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('dismiss')}>
              <ActionIcon
                size={24}
                aria-label={t('dismissNumber', { number })}
                onClick={() => actions.dismiss(article)}
              >
                <IconX size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </span>
        )}
      </OfferedRow>
    );
  };
  const keyed = Math.min(KEYED, offered.length);
  return (
    <PanelSection
      title={t('suggested')}
      action={
        keyed > 0 &&
        canWork && <span className="muted">{keyed === 1 ? t('pressOne') : t('pressSeveral', { last: keyed })}</span>
      }
    >
      <div
        className={classes['room']}
        aria-busy={shown === undefined}
        data-rows={shown === undefined ? room : undefined}
      >
        {shown === undefined && <p className={classes['empty']}>{t('looking')}</p>}
        {shown !== undefined && offered.length === 0 && (
          <p className={classes['empty']}>{t(linked.length > 0 ? 'nothingMore' : 'nothing')}</p>
        )}
        {visible.length > 0 && <ul className={classes['list']}>{visible.map(row)}</ul>}
      </div>
      {offered.length > KEYED && (
        <div className={classes['foot']}>
          <Button size="xs" variant="subtle" color="gray" onClick={() => setLong(!isLong)}>
            {isLong ? t('fewer') : t('more', { count: offered.length - KEYED })}
          </Button>
        </div>
      )}
      {beside}
    </PanelSection>
  );
};
