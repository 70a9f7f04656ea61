import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { DrawWholeContext } from '#renderer/writing/use-drawn.ts';
import { contentOf } from '#shared/knowledge/article.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import { ArticleBody } from '../article/article-body.tsx';
import type { ArticleText } from '../article/parse-article.ts';
import { ArticlePictures } from '../editor/article-pictures.tsx';
import { ArticleFacts } from '../article-facts.tsx';
import { picturesDrawn } from './pictures-drawn.ts';
import './article-page.css';

interface PrintedArticleProps {
  readonly detail: ArticleDetail;
  readonly text: ArticleText;
  /** The window has printed, or the person thought better of it. */
  readonly onDone: () => void;
}

/** What the window prints while it is mounted, which is what mounting it asks for: the whole article and nothing else. On screen it cannot be seen. */
export const PrintedArticle = ({ detail, text, onDone }: PrintedArticleProps) => {
  const { t } = useTranslation('knowledge');
  const { article } = detail;
  const { title } = contentOf(article);
  const mark =
    article.version === 0 ? article.number : `${article.number} · ${t('version', { version: article.version })}`;
  const printed = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--article-mark', JSON.stringify(mark));
    window.addEventListener('afterprint', onDone);
    let isOver = false;
    if (printed.current)
      void picturesDrawn(printed.current).then(() => {
        if (!isOver) window.print();
      });
    return () => {
      isOver = true;
      window.removeEventListener('afterprint', onDone);
      style.removeProperty('--article-mark');
    };
    // The same article is printed once for each time it is mounted.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return createPortal(
    <DrawWholeContext value>
      <div ref={printed} className="article-print" data-print aria-hidden>
        <h1 lang={article.language}>{title}</h1>
        <ArticleFacts detail={detail} />
        <ArticlePictures articleId={article.id} isWhole>
          <ArticleBody text={text} language={article.language} prefix="printed" />
        </ArticlePictures>
      </div>
    </DrawWholeContext>,
    document.body,
  );
};
