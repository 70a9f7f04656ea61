import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { contentOf } from '#shared/knowledge/article.ts';
import type { OfferedArticle, TicketArticle } from '#shared/suggestions/operations.ts';
import { stepsOf } from '#shared/suggestions/steps.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { fieldWithCursor, insertAsBlock, isReadByRequester } from './insert-steps.ts';
import { suggestionsStore } from './suggestions-store.ts';

interface ArticleActions {
  readonly ticketId: string;
  readonly onChanged: (articles: readonly TicketArticle[]) => void;
  /** Puts a text into what is being written on this ticket, where no field has the cursor. */
  readonly onInsert: (text: string) => void;
}

type Named = Pick<OfferedArticle, 'id' | 'number'>;

/** What a person does with an article on a ticket. Each says what happened, and how to take it back where that is possible. */
export const useArticleActions = ({ ticketId, onChanged, onInsert }: ArticleActions) => {
  const { t } = useTranslation('suggestions');
  const client = useClient();
  const store = useSessionStore(suggestionsStore);
  const failureText = useFailureText();

  const change = async (verb: 'link' | 'unlink', { id: articleId }: Named): Promise<boolean> => {
    const answer =
      verb === 'link'
        ? await client.call('suggestions.link', { ticketId, articleId, kind: 'linked' })
        : await client.call('suggestions.unlink', { ticketId, articleId });
    if (answer.ok) onChanged(answer.value);
    else announce({ tone: 'refused', text: failureText(answer.failure) });
    return answer.ok;
  };
  const changeAndSay = async (verb: 'link' | 'unlink', article: Named): Promise<void> => {
    if (!(await change(verb, article))) return;
    announce({
      tone: 'done',
      text: t(verb === 'link' ? 'done_linked' : 'done_unlinked', { number: shortNumber(article.number) }),
      action: { label: t('undo'), run: () => void change(verb === 'link' ? 'unlink' : 'link', article) },
    });
  };

  return {
    link: (article: Named) => void changeAndSay('link', article),
    unlink: (article: Named) => void changeAndSay('unlink', article),
    dismiss: ({ id, number }: Named) => {
      store.getState().dismiss(ticketId, id);
      announce({
        tone: 'done',
        text: t('done_dismissed', { number: shortNumber(number) }),
        action: { label: t('undo'), run: () => store.getState().bringBack(ticketId) },
      });
    },
    /** `field`: where the cursor was when the person chose to. */
    insert: async ({ id: articleId, number }: Named, field: HTMLTextAreaElement | null = fieldWithCursor()) => {
      const words = { number: shortNumber(number) };
      const read = await client.call('knowledge.get', { articleId });
      if (!read.ok) {
        announce({ tone: 'refused', text: failureText(read.failure) });
        return;
      }
      const { body, audience } = contentOf(read.value.article);
      const steps = stepsOf(body);
      if (steps === '') {
        announce({ tone: 'refused', text: t('noSteps', words) });
        return;
      }
      const target = field?.isConnected ? field : null;
      if (target) insertAsBlock(target, steps);
      else onInsert(steps);
      const used = await client.call('suggestions.link', { ticketId, articleId, kind: 'inserted' });
      if (used.ok) onChanged(used.value);
      const isRisky = target !== null && isReadByRequester(target) && audience === 'internal';
      announce({ tone: 'done', text: t(isRisky ? 'done_insertedInternal' : 'done_inserted', words) });
    },
  };
};
