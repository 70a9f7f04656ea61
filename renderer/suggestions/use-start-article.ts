import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import { articleFromTicket } from '#shared/suggestions/article-from-ticket.ts';
import { shortNumber } from '#shared/tickets/number.ts';

/** Begins an article from what a ticket says, links it to the ticket and opens it for writing. */
export const useStartArticle = (): ((ticketId: string) => Promise<void>) => {
  const { t, i18n } = useTranslation('suggestions');
  const client = useClient();
  const failureText = useFailureText();
  return async (ticketId) => {
    const read = await client.call('tickets.get', { ticketId });
    if (!read.ok) {
      announce({ tone: 'refused', text: failureText(read.failure) });
      return;
    }
    const { ticket, timeline } = read.value;
    // The article is written in the language that the ticket is.
    const language = langOf(`${ticket.title} ${ticket.resolution?.text ?? ''}`);
    const words = i18n.getFixedT(language, 'suggestions');
    const begun = await client.call('knowledge.begin', {
      ...articleFromTicket(ticket, timeline, {
        symptoms: words('part.symptoms'),
        cause: words('part.cause'),
        causeOpen: words('causeOpen'),
        solution: words('part.solution'),
      }),
      language,
      translates: null,
    });
    if (!begun.ok) {
      announce({ tone: 'refused', text: failureText(begun.failure) });
      return;
    }
    const { articleId, number } = begun.value;
    await client.call('suggestions.link', { ticketId, articleId, kind: 'linked' });
    announce({
      tone: 'done',
      text: t('started', { number: shortNumber(number), ticket: shortNumber(ticket.number) }),
    });
    navigate('knowledge', articleId, 'edit');
  };
};
