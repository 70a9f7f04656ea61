/**
 * The knowledge base: the list at the left, the article that is read beside it, where one is in the address. Here live finding and reading;
 * writing, versions, exchange and figures are screens of their own folders, put in the reader's place by `knowledge-screens.ts`.
 */
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { useMarks } from '#renderer/search/use-marks.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { focusList } from '#renderer/ui/focus-list.ts';
import { useKeysWait } from '#renderer/ui/held-keys.ts';
import { MarksProvider } from '#renderer/ui/marked.tsx';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import { ArticleList } from './article-list.tsx';
import { ExchangeMenu } from './exchange/exchange-menu.tsx';
import { knowledgePlace } from './knowledge-route.ts';
import { knowledgeScreens } from './knowledge-screens.ts';
import { KNOWLEDGE_NEWS_ID, KnowledgeSearch } from './knowledge-search.tsx';
import { Reader } from './reader.tsx';
import { knowledgeStore, wholeLibrary } from './store.ts';
import { useKnowledgeCommands } from './use-knowledge-commands.ts';
import type { LastTicket } from './use-reader-actions.ts';
import classes from './knowledge.module.css';

/** Says nothing until there is something to say: fetched with the first search. */
const SearchStrip = lazy(async () => ({ default: (await import('#renderer/search/search-extras.ts')).SearchStrip }));
const nothingListed: readonly [] = [];

interface KnowledgeViewProps {
  /** The ticket that was open last, which articles may be linked to. */
  readonly ticket: LastTicket | null;
}

/** The list with the article, or what is done with one, at its right; alone in its place where there is no room for both. */
export const KnowledgeView = ({ ticket }: KnowledgeViewProps) => {
  const { t } = useTranslation('knowledge');
  const place = knowledgePlace(useRoute().rest);
  const store = useSessionStore(knowledgeStore);
  const filter = useStore(store, (state) => state.filter);
  const rows = useStore(store, (state) => state.rows);
  const failure = useStore(store, (state) => state.failure);
  const search = useStore(store, (state) => state.search);
  const marks = useMarks(search?.words);
  const list = useRef<HTMLDivElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const { articleId } = place;
  useKeysWait(useStore(store, (state) => state.isSearching));
  useFocusHome(list);

  useEffect(() => {
    if (!store.getState().rows) store.getState().refresh();
  }, [store]);
  useEffect(() => {
    if (articleId !== null) store.getState().focus(articleId);
  }, [store, articleId]);
  const isThere = (rows?.length ?? 0) > 0;
  useEffect(() => {
    const at = document.activeElement;
    if (isThere && (at === document.body || at?.matches('main, nav *'))) list.current?.focus({ preventScroll: true });
  }, [isThere]);

  const open = (id: string) => {
    store.getState().focus(id);
    // What waits for review is read as its reviewer reads it: what changed first.
    const segments = filter.view === 'review' ? [id, 'review'] : [id];
    if (articleId !== null && (place.screen === 'read' || place.screen === 'review'))
      replaceRoute('knowledge', ...segments);
    else navigate('knowledge', ...segments);
  };
  const close = () => {
    navigate('knowledge');
    list.current?.focus();
  };
  const move = (by: number) => {
    const next = store.getState().move(by);
    if ((place.screen === 'read' || place.screen === 'review') && articleId !== null && next !== null) open(next);
  };
  const Screen = place.screen === 'read' ? undefined : knowledgeScreens[place.screen];
  useKnowledgeCommands({
    isEmpty: !isThere,
    searchField,
    onMove: move,
    onOpen: () => {
      const { focusId } = store.getState();
      if (focusId !== null) open(focusId);
    },
    onClose: articleId !== null && !Screen ? close : undefined,
    onView: (view) => store.getState().narrow({ view }),
  });

  const isNarrowed = filter.kind !== null || filter.language !== null || filter.text.trim() !== '';
  const nothing = isNarrowed ? (
    <Empty
      mark="search"
      title={t('noHits')}
      actions={<Button onClick={() => store.getState().narrow(wholeLibrary)}>{t('showAll')}</Button>}
    >
      {t('noHitsText')}
    </Empty>
  ) : (
    <Empty
      mark={filter.view === 'review' || filter.view === 'outdated' ? 'done' : 'blank'}
      title={t(`empty.${filter.view}`)}
    >
      {t(`empty.${filter.view}Text`)}
    </Empty>
  );
  return (
    <MarksProvider marks={marks}>
      <div
        className={classes['desk']}
        data-open={articleId !== null || Screen !== undefined || undefined}
        data-screen={Screen && place.screen}
      >
        <section className={classes['library']} aria-label={t('library')}>
          <KnowledgeSearch
            store={store}
            searchField={searchField}
            onDone={() => focusList(list.current)}
            tools={<ExchangeMenu listed={rows ?? nothingListed} />}
          />
          {filter.text !== '' && (
            <Suspense>
              <SearchStrip id={KNOWLEDGE_NEWS_ID} scope="articles" text={filter.text} news={search} />
            </Suspense>
          )}
          {failure && <FailureBanner wide failure={failure} onRetry={() => store.getState().refresh()} />}
          {!rows && !failure && <SkeletonRows rows={8} />}
          {rows && !isThere && nothing}
          {rows && isThere && (
            <ArticleList store={store} rows={rows} openId={articleId} onOpen={open} onMove={move} ref={list} />
          )}
        </section>
        <section className={classes['reading']} aria-label={t('reading')}>
          {Screen ? (
            <Suspense fallback={<SkeletonRows rows={6} />}>
              <Screen place={place} />
            </Suspense>
          ) : articleId === null ? (
            <Empty mark="blank" title={t('nothingOpen')}>
              {t('nothingOpenText')}
            </Empty>
          ) : (
            <Reader articleId={articleId} ticket={ticket} onClose={close} />
          )}
        </section>
      </div>
    </MarksProvider>
  );
};
