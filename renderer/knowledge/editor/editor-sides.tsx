import { useDeferredValue, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { hrefOf } from '#renderer/ui/route.ts';
import { contentOf, type Article } from '#shared/knowledge/article.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { ArticlePictures } from './article-pictures.tsx';
import { ArticleSheet, ArticleText } from './article-preview.tsx';
import { ReadingPane } from './reading-pane.tsx';
import classes from './editor.module.css';

interface PreviewPaneProps {
  readonly body: string;
  readonly language: string;
  readonly beside: RefObject<HTMLTextAreaElement | null>;
}

/** The text as it will be read, a moment behind what is typed. */
export const PreviewPane = ({ body, language, beside }: PreviewPaneProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const shown = useDeferredValue(body);
  return (
    <ReadingPane
      beside={beside}
      label={t('preview')}
      name={<span className={classes['paneName']}>{t('preview')}</span>}
    >
      {shown.trim() === '' ? (
        <p className={classes['hint']}>{t('nothingYet')}</p>
      ) : (
        <ArticleText text={shown} language={language} prefix="preview" />
      )}
    </ReadingPane>
  );
};

interface OriginalPaneProps {
  readonly original: Article;
  readonly beside: RefObject<HTMLTextAreaElement | null>;
}

/** What a translation is written from. */
export const OriginalPane = ({ original, beside }: OriginalPaneProps) => {
  const { t } = useTranslation('knowledgeEditor');
  return (
    <ReadingPane
      beside={beside}
      label={t('original')}
      name={
        <>
          <span className={classes['paneName']}>{t('original')}</span>
          <a className={`${classes['link'] ?? ''} num`} href={hrefOf('knowledge', original.id)}>
            {shortNumber(original.number)}
          </a>
        </>
      }
    >
      <ArticlePictures articleId={original.id}>
        <ArticleSheet content={contentOf(original)} language={original.language} prefix="original" />
      </ArticlePictures>
    </ReadingPane>
  );
};
