import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { shortNumber } from '#shared/tickets/number.ts';
import { MAX_GUIDE } from '#shared/tools/limits.ts';
import type { ToolGuide } from '#shared/tools/tool.ts';
import { InBoth } from './in-both.tsx';
import classes from './tools.module.css';

interface GuideFieldsProps {
  readonly guide: ToolGuide;
  readonly onChange: (guide: ToolGuide) => void;
}

interface Offered {
  readonly value: string;
  readonly label: string;
}

/** The guide: written here in both languages, or an article of the knowledge base. No part of an approval. */
export const GuideFields = ({ guide, onChange }: GuideFieldsProps) => {
  const { t } = useTranslation('tools');
  const [isArticle, setArticle] = useState(guide.articleId !== null);
  return (
    <fieldset className={classes['group']}>
      <legend>{t('guide')}</legend>
      <Choices
        legend={t('guideWhere')}
        options={[
          { value: 'text', label: t('guideHere') },
          { value: 'article', label: t('guideInKnowledge') },
        ]}
        value={isArticle ? 'article' : 'text'}
        onChange={(where) => {
          setArticle(where === 'article');
          if (where === 'text') onChange({ ...guide, articleId: null });
        }}
      />
      {isArticle ? (
        <ArticleField articleId={guide.articleId} onChange={(articleId) => onChange({ ...guide, articleId })} />
      ) : (
        <InBoth
          label={t('guideText')}
          value={guide.text}
          longest={MAX_GUIDE}
          rows={6}
          onChange={(text) => onChange({ ...guide, text })}
        />
      )}
    </fieldset>
  );
};

interface ArticleFieldProps {
  readonly articleId: string | null;
  readonly onChange: (articleId: string | null) => void;
}

const ArticleField = ({ articleId, onChange }: ArticleFieldProps) => {
  const { t } = useTranslation('tools');
  const client = useClient();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly Offered[]>([]);
  const [chosen, setChosen] = useState<Offered>();
  useEffect(() => {
    let isWanted = true;
    void client.call('knowledge.list', { view: 'published', language: null, kind: null, text }).then((answer) => {
      if (!isWanted || !answer.ok) return;
      const rows = answer.value.rows.slice(0, 50);
      setFound(rows.map(({ id, number, title }) => ({ value: id, label: `${shortNumber(number)} ${title}` })));
    });
    return () => {
      isWanted = false;
    };
  }, [client, text]);
  useEffect(() => {
    let isWanted = true;
    if (articleId === null) return undefined;
    void client.call('knowledge.get', { articleId }).then((answer) => {
      if (!isWanted) return;
      const article = answer.ok ? answer.value.article : undefined;
      const title = article ? `${shortNumber(article.number)} ${article.published?.title ?? ''}` : articleId;
      setChosen({ value: articleId, label: title });
    });
    return () => {
      isWanted = false;
    };
  }, [client, articleId]);
  const own = chosen?.value === articleId ? chosen : undefined;
  const options = own && !found.some(({ value }) => value === own.value) ? [own, ...found] : found;
  return (
    <Field label={t('guideArticleField')}>
      {(control) => (
        <SearchSelect
          control={control}
          label={t('guideArticleField')}
          placeholder={t('guideArticleFind')}
          options={options}
          value={articleId}
          onChange={onChange}
          onType={setText}
        />
      )}
    </Field>
  );
};
