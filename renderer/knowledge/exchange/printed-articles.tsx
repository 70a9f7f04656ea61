import type { Ref } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { DrawWholeContext } from '#renderer/writing/use-drawn.ts';
import type { ExportedArticle } from '#shared/knowledge/exchange/exported.ts';
import { ArticleBody } from '../article/article-body.tsx';
import { parseArticle } from '../article/parse-article.ts';
import { ArticlePictures } from '../editor/article-pictures.tsx';
import '../print/article-page.css';
import classes from './exchange.module.css';

interface PrintedArticlesProps {
  readonly pages: readonly ExportedArticle[];
  readonly ref: Ref<HTMLDivElement>;
}

/** What the window prints while it is mounted: these articles, each from a new page on, and nothing else. On screen it cannot be seen. */
export const PrintedArticles = ({ pages, ref }: PrintedArticlesProps) => {
  const { t } = useTranslation('knowledgeExchange');
  const originOf = ({ attribution, url, licence }: ExportedArticle): string =>
    [
      (attribution ?? url) ? t('from', { name: [attribution, url].filter((part) => part !== null).join(', ') }) : null,
      licence === null ? null : `${t('licence')}: ${licence}`,
    ]
      .filter((part) => part !== null)
      .join(' · ');
  return createPortal(
    <DrawWholeContext value>
      <div ref={ref} className="article-print" data-print aria-hidden>
        {pages.map((article) => (
          <section key={article.number} className={classes['printed']}>
            <h1 lang={article.language}>{article.title}</h1>
            <p className="muted small">
              {article.number} · {t('version', { version: article.version })}
            </p>
            <ArticlePictures articleId={article.id} isWhole>
              <ArticleBody
                text={parseArticle(article.body)}
                language={article.language}
                prefix={`printed-${article.number}`}
              />
            </ArticlePictures>
            {originOf(article) !== '' && <p className="muted small">{originOf(article)}</p>}
          </section>
        ))}
      </div>
    </DrawWholeContext>,
    document.body,
  );
};
