import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { langOf } from '#renderer/ui/text-lang.ts';
import type { OfferedArticle } from '#shared/suggestions/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import classes from './suggestions.module.css';

interface OfferedRowProps {
  readonly article: OfferedArticle;
  /** Before the title: the key that links it, a mark. */
  readonly mark?: ReactNode;
  /** Second line: why it is here. */
  readonly note: string;
  readonly onLook: () => void;
  readonly children?: ReactNode;
}

/** An article in a list beside a ticket: its title, which opens it beside, what it is, and why it stands here. */
export const OfferedRow = ({ article, mark, note, onLook, children }: OfferedRowProps) => {
  const { t } = useTranslation('suggestions');
  const { t: knowledge } = useTranslation('knowledge');
  const facts = [knowledge(`kind.${article.kind}`), ...(article.uses > 0 ? [t('uses', { count: article.uses })] : [])];
  return (
    <li className={classes['row']} data-article={article.id}>
      {mark}
      <div className={classes['words']}>
        <div className={classes['line']}>
          <button
            type="button"
            className={classes['title']}
            lang={langOf(article.title)}
            title={article.title}
            aria-label={`${article.title}, ${t('lookAt', { number: shortNumber(article.number) })}`}
            onClick={onLook}
          >
            {article.title}
          </button>
          <span className={classes['facts']}>{facts.join(' · ')}</span>
        </div>
        <p className={classes['why']} title={note}>
          {note}
        </p>
      </div>
      {children}
    </li>
  );
};
