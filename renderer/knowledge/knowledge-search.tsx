import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { SearchField } from '#renderer/search/search-field.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { articleKinds, type ArticleKind } from '#shared/knowledge/article.ts';
import { articleViews } from '#shared/knowledge/search.ts';
import { useReportMiss } from './insight/use-report-miss.ts';
import { FilterChoice } from './filter-choice.tsx';
import { NewArticle } from './editor/new-article.tsx';
import { languageName } from './language-name.ts';
import type { KnowledgeStore } from './store.ts';
import classes from './knowledge.module.css';

const ANY = 'any';
const languages = ['en', 'zh-CN'] as const;

/** What says which part of the search was left out or taken otherwise. */
export const KNOWLEDGE_NEWS_ID = 'knowledge-search-news';

interface KnowledgeSearchProps {
  readonly store: KnowledgeStore;
  readonly searchField: RefObject<HTMLInputElement | null>;
  /** Leaves the search field for the list. */
  readonly onDone: () => void;
  /** What can be done with the whole library. */
  readonly tools: ReactNode;
}

/** What is looked for, with how much was found and how fast; below it what the list is narrowed to. */
export const KnowledgeSearch = ({ store, searchField, onDone, tools }: KnowledgeSearchProps) => {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const filter = useStore(store, (state) => state.filter);
  const total = useStore(store, (state) => state.total);
  const tookMs = useStore(store, (state) => state.tookMs);
  const isKnown = useStore(store, (state) => state.rows !== undefined);
  const meant = useReportMiss(useStore(store, (state) => state.missed));
  const { narrow } = store.getState();

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') meant();
    if (event.key === 'Escape' && filter.text !== '') narrow({ text: '' });
    else if (event.key === 'Enter' || event.key === 'ArrowDown' || event.key === 'Escape') onDone();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={classes['find']}>
      <h1 className={classes['heading']}>{t('knowledge')}</h1>
      <div className={classes['search']}>
        <SearchField
          scope="articles"
          look="head"
          label={t('find')}
          text={filter.text}
          onText={(text) => narrow({ text })}
          field={searchField}
          onKeyDown={onKeyDown}
          describedBy={filter.text === '' ? undefined : KNOWLEDGE_NEWS_ID}
        >
          {isKnown && (
            <span className={`${classes['hits'] ?? ''} num`} role="status">
              {filter.text.trim() === ''
                ? t('articles', { count: total })
                : t('hits', { count: total, took: format.number(Math.max(1, Math.round(tookMs))) })}
            </span>
          )}
          {filter.text === '' ? (
            <KeyHint keys="/" />
          ) : (
            <button
              type="button"
              className={classes['clear'] ?? ''}
              aria-label={t('clear')}
              onClick={() => narrow({ text: '' })}
            >
              <IconX size={14} stroke={1.6} aria-hidden />
            </button>
          )}
        </SearchField>
        <span className={classes['tools']}>
          <NewArticle />
          {tools}
        </span>
      </div>
      <div className={classes['choices']}>
        <FilterChoice
          label={t('views')}
          value={filter.view}
          usual="published"
          options={articleViews.map((value) => ({ value, label: t(`view.${value}`) }))}
          onChange={(view) => narrow({ view })}
        />
        <FilterChoice<ArticleKind | typeof ANY>
          label={t('kindLabel')}
          value={filter.kind ?? ANY}
          usual={ANY}
          options={[
            { value: ANY, label: t('anyKind') },
            ...articleKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
          ]}
          onChange={(kind) => narrow({ kind: kind === ANY ? null : kind })}
        />
        <FilterChoice<string>
          label={t('language')}
          value={filter.language ?? ANY}
          usual={ANY}
          options={[
            { value: ANY, label: t('anyLanguage') },
            ...languages.map((value) => ({ value, label: languageName(value) })),
          ]}
          onChange={(language) => narrow({ language: language === ANY ? null : language })}
        />
      </div>
    </div>
  );
};
