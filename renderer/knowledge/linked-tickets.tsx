import { useTranslation } from 'react-i18next';
import { hrefOf } from '#renderer/ui/route.ts';
import type { LinkedTicket } from '#shared/knowledge/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';

/** Tickets that the article was used on. */
export const LinkedTickets = ({ tickets }: { readonly tickets: readonly LinkedTicket[] }) => {
  const { t } = useTranslation('knowledge');
  if (tickets.length === 0) return null;
  return (
    <section aria-label={t('linked')}>
      <h3>{t('linked')}</h3>
      <ul>
        {tickets.map(({ id, number, title }) => (
          <li key={id}>
            <a className="num" href={hrefOf('queue', id)} title={title}>
              {shortNumber(number)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};
