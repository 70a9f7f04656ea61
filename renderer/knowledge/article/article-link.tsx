import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hrefOf } from '#renderer/ui/route.ts';
import { useRecordId } from '#renderer/writing/record-links.ts';
import { formatNumber, parseNumber } from '#shared/tickets/number.ts';

interface ArticleLinkProps {
  readonly to: string;
  readonly children: ReactNode;
}

const NumberedLink = ({ to, children }: ArticleLinkProps) => {
  const { t } = useTranslation('knowledge');
  const number = parseNumber(to);
  const id = useRecordId(number ? formatNumber(number) : to);
  if (id === null) return <span title={t('notHere', { number: to })}>{children}</span>;
  return <a href={hrefOf('knowledge', id)}>{children}</a>;
};

/** Words that lead to an article; where it is not on this laptop they are words, and say so. */
export const ArticleLink = ({ to, children }: ArticleLinkProps) =>
  to.startsWith('article:') ? (
    <a href={hrefOf('knowledge', to)}>{children}</a>
  ) : (
    <NumberedLink to={to}>{children}</NumberedLink>
  );
