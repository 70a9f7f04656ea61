import { memo, useMemo } from 'react';
import type { ArticleContent } from '#shared/knowledge/article.ts';
import { ArticleBody } from '../article/article-body.tsx';
import { parseArticle } from '../article/parse-article.ts';
import classes from './editor.module.css';

interface ArticleTextProps {
  readonly text: string;
  /** BCP 47 */
  readonly language: string;
  /** Begins the ids of its headings. */
  readonly prefix: string;
}

/** A text as the reader shows it. */
export const ArticleText = memo(({ text, language, prefix }: ArticleTextProps) => {
  const read = useMemo(() => parseArticle(text), [text]);
  return <ArticleBody text={read} language={language} prefix={prefix} />;
});
ArticleText.displayName = 'ArticleText';

interface ArticleSheetProps {
  readonly content: Pick<ArticleContent, 'title' | 'body'>;
  readonly language: string;
  readonly prefix: string;
}

/** Title and text on the ground of the reader. */
export const ArticleSheet = ({ content, language, prefix }: ArticleSheetProps) => (
  <div className={classes['sheet']}>
    <h2 lang={language}>{content.title}</h2>
    <ArticleText text={content.body} language={language} prefix={prefix} />
  </div>
);
