import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { WhyFound } from '#renderer/search/why-found.tsx';
import { Marked } from '#renderer/ui/marked.tsx';
import { RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { isOutdated } from '#shared/knowledge/article.ts';
import type { ListedArticle } from '#shared/knowledge/operations.ts';
import { languageName } from './language-name.ts';
import classes from './knowledge.module.css';

export const rowDomId = (articleId: string): string => `article-${articleId.slice('article:'.length)}`;

interface ArticleRowProps {
  readonly row: ListedArticle;
  readonly place: number;
  readonly total: number;
  readonly isFocused: boolean;
  readonly isOpen: boolean;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** Title, then what kind it is and how much it is used, or why a search found it; where it is not simply published, that too, in words. */
export const ArticleRow = memo(({ row, place, total, isFocused, isOpen, today }: ArticleRowProps) => {
  const { t } = useTranslation('knowledge');
  const { standing, use } = row;
  return (
    <div
      id={rowDomId(row.id)}
      role="option"
      aria-selected={isOpen}
      aria-setsize={total}
      aria-posinset={place + 1}
      className={classes['row']}
      data-article={row.id}
      data-open={isOpen || undefined}
      data-focused={isFocused || undefined}
    >
      <span className={`${classes['rowTitle'] ?? ''} cut`} lang={langOf(row.title)} title={row.title}>
        <Marked as="row" text={row.title} />
      </span>
      <span className={`${classes['rowMeta'] ?? ''} num`}>
        <span>{t(`kind.${row.kind}`)}</span>
        {row.why.length === 0 && <span>{languageName(row.language)}</span>}
        {row.why.length === 0 && use.uses > 0 && <span>{t('uses', { count: use.uses })}</span>}
        {standing !== 'published' && <span className="soft">{t(`standing.${standing}`)}</span>}
        {standing.startsWith('published') && isOutdated(row, today) && (
          <span className={classes['late']}>
            <RiskGlyph />
            {t('outdated')}
          </span>
        )}
        <WhyFound why={row.why} />
        {row.snippet !== null && (
          <span className={`${classes['snippet'] ?? ''} cut`} lang={langOf(row.snippet)} title={row.snippet}>
            <Marked text={row.snippet} />
          </span>
        )}
      </span>
    </div>
  );
});
ArticleRow.displayName = 'ArticleRow';
