import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { ListSearch } from '#renderer/ui/list-search.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { focusList } from '#renderer/ui/focus-list.ts';
import { useKeysWait } from '#renderer/ui/held-keys.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { problemViews, type ProblemView } from '#shared/problems/search.ts';
import { ProblemDialogs } from './problem-dialogs.tsx';
import { problemDialogsStore } from './problem-dialogs-store.ts';
import { ProblemList } from './problem-list.tsx';
import { ProblemPanel } from './problem-panel.tsx';
import { problemStore } from './problem-store.ts';
import { problemSegments, problemsPlace } from './problems-route.ts';
import { problemsStore } from './problems-store.ts';
import { useProblemsCommands } from './use-problems-commands.ts';
import classes from './problems.module.css';

const NEW = 'new-problem:1';

/** Problems and known errors, with the open one beside the list. Where one is stands in the address. */
export const ProblemsView = () => {
  const { t } = useTranslation('problems');
  const format = useFormat();
  const { view, problemId, draft } = problemsPlace(useRoute().rest);
  const store = useSessionStore(problemsStore);
  const dialogs = useSessionStore(problemDialogsStore);
  const text = useStore(store, (state) => state.text);
  const rows = useStore(store, (state) => state.rows);
  const total = useStore(store, (state) => state.total);
  const failure = useStore(store, (state) => state.failure);
  const focusId = useStore(store, (state) => state.focusId);
  const detail = useStore(useSessionStore(problemStore), (state) => state.detail);
  const canWork = useAllowed('problems.work');
  const grid = useRef<HTMLDivElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const [noteSeq, setNoteSeq] = useState(0);
  useKeysWait(useStore(store, (state) => state.isSearching));
  useFocusHome(grid);

  useEffect(() => store.getState().show(view), [store, view]);
  useEffect(() => {
    if (problemId !== null) store.getState().focus(problemId);
  }, [store, problemId]);
  const isThere = (rows?.length ?? 0) > 0;
  useEffect(() => {
    const at = document.activeElement;
    if (isThere && (at === document.body || at?.matches('main, nav *'))) grid.current?.focus({ preventScroll: true });
  }, [isThere]);

  const open = (id: string) => {
    store.getState().focus(id);
    const segments = problemSegments(view, id);
    if (problemId === null) navigate('problems', ...segments);
    else replaceRoute('problems', ...segments);
  };
  const close = () => {
    navigate('problems', ...problemSegments(view, null));
    grid.current?.focus();
  };
  const show = (next: ProblemView) => navigate('problems', ...problemSegments(next, null));
  const startNew = () => dialogs.getState().open({ kind: 'raise', tickets: [], draftKey: NEW });
  // A draft is continued by its address.
  useEffect(() => {
    if (draft === null) return;
    dialogs.getState().open({ kind: 'raise', tickets: [], draftKey: draft });
    replaceRoute('problems');
  }, [dialogs, draft]);

  const move = (by: number) => {
    const next = store.getState().move(by);
    grid.current?.focus({ preventScroll: true });
    if (problemId !== null && next !== null) open(next);
  };
  useProblemsCommands({
    isEmpty: !isThere,
    detail: detail?.problem.id === problemId ? detail : undefined,
    searchField,
    onMove: move,
    onOpen: () => {
      if (focusId !== null) open(focusId);
    },
    onNew: startNew,
    onNote: () => setNoteSeq((seq) => seq + 1),
    onView: show,
    onClose: problemId === null ? undefined : close,
    canWork,
  });

  const onSearchKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && text !== '') store.getState().search('');
    else if (event.key === 'Enter' || event.key === 'ArrowDown' || event.key === 'Escape') focusList(grid.current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const newButton = canWork && (
    <Button
      leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
      rightSection={<KeyHint keys="c" />}
      onClick={startNew}
    >
      {t('newProblem')}
    </Button>
  );
  const nothing =
    text.trim() === '' ? (
      <Empty mark={view === 'open' ? 'done' : 'blank'} title={t(`empty.${view}`)}>
        {t(`empty.${view}Text`)}
      </Empty>
    ) : (
      <Empty
        mark="search"
        title={t('noHits')}
        actions={view !== 'all' && <Button onClick={() => show('all')}>{t('showAll')}</Button>}
      >
        {t('noHitsText')}
      </Empty>
    );
  return (
    <>
      <SplitPane
        panelLabel={t('panel')}
        panel={
          problemId === null ? undefined : <ProblemPanel problemId={problemId} noteSeq={noteSeq} onClose={close} />
        }
      >
        <ViewHead title={t('problems')} count={rows && format.number(total)}>
          {newButton}
        </ViewHead>
        <div className={classes['bar']}>
          <ListSearch
            field={searchField}
            label={t('find')}
            clearLabel={t('clear')}
            text={text}
            onText={store.getState().search}
            onKeyDown={onSearchKey}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('views')}
            value={view}
            onChange={(value) => show(value)}
            onClick={(event) => {
              // Chosen with a pointer, the list is there to be worked in; arrows stay among the choices.
              if (event.detail > 0) grid.current?.focus();
            }}
            data={problemViews.map((value) => ({ value, label: t(`view.${value}`) }))}
          />
        </div>
        {failure && <FailureBanner wide failure={failure} onRetry={() => store.getState().refresh()} />}
        {!rows && !failure && <SkeletonRows rows={8} />}
        {rows && !isThere && nothing}
        {rows && isThere && (
          <ProblemList
            rows={rows}
            hidden={total - rows.length}
            withWorkarounds={view === 'knownErrors'}
            focusId={focusId}
            openId={problemId}
            grid={grid}
            onOpen={open}
            onMove={move}
          />
        )}
      </SplitPane>
      <ProblemDialogs />
    </>
  );
};
