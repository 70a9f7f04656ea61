import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconBook2, IconCircleCheck, IconFileText, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { TicketArticle } from '#shared/suggestions/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { OfferedRow } from './offered-article.tsx';
import { suggestionsStore } from './suggestions-store.ts';
import { useArticleActions } from './use-article-actions.ts';
import { useStartArticle } from './use-start-article.ts';
import { useTicketArticles } from './use-ticket-suggestions.ts';
import classes from './suggestions.module.css';

/** The articles named on a ticket; where one was resolved without, the offer to write it. */
export const LinkedArticles = ({ ticket }: { readonly ticket: Ticket }) => {
  const { t } = useTranslation('suggestions');
  const { t: tickets } = useTranslation('tickets');
  const format = useFormat();
  const now = useNow();
  const canWork = useAllowed('tickets.work');
  const canWrite = useAllowed('knowledge.write');
  const store = useSessionStore(suggestionsStore);
  const { articles, take } = useTicketArticles(ticket.id);
  const { unlink } = useArticleActions({ ticketId: ticket.id, onChanged: take, onInsert: () => undefined });
  const startArticle = useStartArticle();
  const start = () => void startArticle(ticket.id);
  useCommands('linked-articles', [
    {
      id: 'suggestions.start',
      label: t('startCommand'),
      group: tickets('thisTicket'),
      icon: IconBook2,
      key: 'shift+k',
      more: 15,
      unavailable: canWrite ? (ticket.state === 'merged' ? t('cannotEnd') : undefined) : t('cannotWrite'),
      run: start,
    },
  ]);

  const noteOf = ({ article, usedVersion, by, at }: TicketArticle): string => {
    const version =
      article.version === 0
        ? t('draft')
        : usedVersion === article.version
          ? t('used', { version: article.version })
          : t('newer', { used: usedVersion, version: article.version });
    return [shortNumber(article.number), version, by, format.moment(at, now)].join(' · ');
  };

  if (articles.length === 0) {
    if (!ticket.resolution || !canWrite) return null;
    return (
      <PanelSection title={t('linked')}>
        <div className={classes['offer']}>
          <p className="small muted">{t('noKnowledge')}</p>
          <Button size="xs" rightSection={<KeyHint keys="shift+k" />} onClick={start}>
            {t('start')}
          </Button>
        </div>
      </PanelSection>
    );
  }
  return (
    <PanelSection title={t('linked')} meta={format.number(articles.length)}>
      <ul className={classes['list']}>
        {articles.map((each) => {
          const { article, isSolution } = each;
          const remove = t('unlinkNumber', { number: shortNumber(article.number) });
          const Mark = isSolution ? IconCircleCheck : IconFileText;
          return (
            <OfferedRow
              key={article.id}
              article={article}
              mark={
                <span className={classes['key']}>
                  <Mark size={16} stroke={1.6} aria-hidden />
                </span>
              }
              note={isSolution ? `${t('solution')} · ${noteOf(each)}` : noteOf(each)}
              onLook={() => store.getState().lookAt({ ticketId: ticket.id, articleId: article.id })}
            >
              {canWork && !isSolution && ticket.state !== 'merged' && (
                <Tooltip label={remove}>
                  <ActionIcon size={24} aria-label={remove} onClick={() => unlink(article)}>
                    <IconX size={16} stroke={1.6} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              )}
            </OfferedRow>
          );
        })}
      </ul>
    </PanelSection>
  );
};
