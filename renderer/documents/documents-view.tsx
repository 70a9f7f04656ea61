/** The document catalogue: what there is, where its files are and whether they are right. Route: `#/documents/<id>`. */
import { useEffect, useMemo, useRef, useState, type DragEvent } from 'react';
import { Button } from '@mantine/core';
import { IconFileExport, IconPlus, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { saveCsv } from '#renderer/ui/save-csv.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useListKeys } from '#renderer/ui/use-list-keys.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { everyDocument, isNarrowed, listDocuments } from '#shared/documents/filter.ts';
import { reportCsv } from '#shared/documents/report.ts';
import { AddDialog } from './add-dialog.tsx';
import { DocumentList } from './document-list.tsx';
import { DocumentPanel } from './document-panel.tsx';
import { documentsStore } from './documents-store.ts';
import { EditDialog } from './edit-dialog.tsx';
import { FilterBar } from './filter-bar.tsx';
import { newJob } from './new-job.ts';
import { ReadingBar } from './reading-bar.tsx';
import { useCatalogue } from './use-catalogue.ts';
import { useDetail } from './use-detail.ts';
import { useDocumentWords } from './use-document-words.ts';
import { VersionDialog, type Decision } from './version-dialog.tsx';
import classes from './documents.module.css';

type OpenDialog =
  | { readonly kind: 'add'; readonly files: readonly File[] }
  | { readonly kind: 'edit' }
  | { readonly kind: 'version'; readonly decision: Decision; readonly files: readonly File[] };

export const DocumentsView = () => {
  const { t } = useTranslation('documents');
  const client = useClient();
  const format = useFormat();
  const failureText = useFailureText();
  const mayManage = useAllowed('documents.manage');
  const store = useSessionStore(documentsStore);
  const filter = useStore(store, (state) => state.filter);
  const focusId = useStore(store, (state) => state.focusId);
  const { narrow, focus } = store.getState();
  const { value: catalogue, failure, refresh } = useCatalogue();
  const [openId] = useRoute().rest;
  const { detail, isGone } = useDetail(openId);
  const words = useDocumentWords(catalogue?.names);
  const [dialog, setDialog] = useState<OpenDialog>();
  const [ownCheck, setOwnCheck] = useState<string>();
  const [isOver, setOver] = useState(false);
  const grid = useRef<HTMLDivElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  useFocusHome(grid);
  const documents = useMemo(() => (catalogue ? listDocuments(catalogue.documents, filter) : []), [catalogue, filter]);
  useEffect(() => {
    if (openId !== undefined) store.getState().focus(openId);
  }, [store, openId]);
  const checkId = ownCheck ?? catalogue?.checking?.jobId;

  const open = (documentId: string) => {
    focus(documentId);
    if (openId === undefined) navigate('documents', documentId);
    else replaceRoute('documents', documentId);
  };
  const close = () => {
    navigate('documents');
    grid.current?.focus();
  };
  const follow = (documentId: string) => {
    if (openId === undefined) focus(documentId);
    else open(documentId);
  };
  const check = async (documentIds: readonly string[] | null) => {
    const jobId = newJob();
    setOwnCheck(jobId);
    const done = await client.call('documents.check', { documentIds: documentIds && [...documentIds], jobId });
    setOwnCheck(undefined);
    if (!done.ok) {
      announce({
        tone: done.failure.code === 'request.cancelled' ? 'done' : 'refused',
        text: done.failure.code === 'request.cancelled' ? t('checkStopped') : failureText(done.failure),
      });
      return;
    }
    const { checked, changed, missing, unsettled } = done.value;
    const parts = [
      t('checkDone', { count: checked }),
      ...(changed + missing === 0 && unsettled === 0 ? [t('allRight')] : []),
      ...(changed > 0 ? [t('checkChanged', { count: changed })] : []),
      ...(missing > 0 ? [t('checkMissing', { count: missing })] : []),
      ...(unsettled > 0 ? [t('checkUnsettled', { count: unsettled })] : []),
    ];
    announce({ tone: changed + missing > 0 ? 'refused' : 'done', text: format.series(parts) });
  };
  const add = (files: readonly File[] = []) => setDialog({ kind: 'add', files });
  const exportRows = () => {
    saveCsv(t('exportName'), reportCsv(documents, words));
    announce({ tone: 'done', text: t('exported', { count: documents.length }) });
  };

  const group = t('thisView');
  useCommands('documents', [
    {
      id: 'documents.open',
      label: t('open'),
      group,
      key: 'Enter',
      keyOnly: true,
      status: { order: 2, label: t('keys.open') },
      run: () => {
        const at = documents.find(({ id }) => id === focusId) ?? documents[0];
        if (at) open(at.id);
      },
    },
    { id: 'documents.search', label: t('search'), group, key: '/', run: () => searchField.current?.focus() },
    { id: 'documents.checkAll', label: t('checkAll'), group, icon: IconRefresh, run: () => void check(null) },
    { id: 'documents.export', label: t('export'), group, icon: IconFileExport, run: exportRows },
    ...(mayManage
      ? [{ id: 'documents.add', label: t('add'), group, icon: IconPlus, key: 'c' as const, run: () => add() }]
      : []),
  ]);
  useListKeys('documents', {
    words: { group, next: t('next'), previous: t('previous'), move: t('move'), close: t('close') },
    ids: documents.map(({ id }) => id),
    at: focusId,
    onGo: (documentId) => {
      follow(documentId);
      grid.current?.focus({ preventScroll: true });
    },
    onClose: openId === undefined ? undefined : close,
  });

  const onDrop = (event: DragEvent) => {
    if (!mayManage || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length === 0) return;
    const onPanel = event.target instanceof Element && event.target.closest('aside') !== null;
    if (onPanel && detail) setDialog({ kind: 'version', decision: 'new', files: files.slice(0, 1) });
    else add(files);
  };
  const addButton = mayManage && (
    <Button
      leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
      rightSection={<KeyHint keys="c" />}
      title={t('add')}
      onClick={() => add()}
    >
      {t('addOne')}
    </Button>
  );
  const panel =
    openId === undefined ? undefined : detail && catalogue ? (
      <DocumentPanel
        key={detail.document.id}
        detail={detail}
        words={words}
        canReveal={catalogue.host.canReveal}
        isChecking={ownCheck !== undefined}
        onCheck={() => void check([detail.document.id])}
        onEdit={() => setDialog({ kind: 'edit' })}
        onDecide={(decision) => setDialog({ kind: 'version', decision, files: [] })}
        onClose={close}
      />
    ) : isGone ? (
      <>
        <ViewHead title={t('details')} />
        <Empty mark="search" title={t('gone')}>
          {t('goneText')}
        </Empty>
      </>
    ) : (
      <SkeletonRows rows={6} />
    );
  const hasFilter = isNarrowed(filter);
  return (
    <div
      className={classes['view']}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!mayManage || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null))
          setOver(false);
      }}
      onDrop={onDrop}
    >
      <SplitPane panel={panel} panelLabel={t('details')}>
        <ViewHead title={t('title')} count={catalogue && format.number(documents.length)}>
          <Button
            leftSection={<IconRefresh size={16} stroke={1.6} aria-hidden />}
            loading={ownCheck !== undefined}
            title={t('checkAll')}
            onClick={() => void check(null)}
          >
            {t('checkThis')}
          </Button>
          {addButton}
        </ViewHead>
        {catalogue && (
          <FilterBar
            catalogue={catalogue}
            filter={filter}
            searchField={searchField}
            onNarrow={narrow}
            onLeave={() => grid.current?.focus()}
          />
        )}
        {failure && <FailureBanner wide failure={failure} onRetry={refresh} />}
        {checkId !== undefined && <ReadingBar jobId={checkId} begun={catalogue?.checking} />}
        {!catalogue && !failure && <SkeletonRows rows={8} />}
        {catalogue && documents.length === 0 && (
          <Empty
            mark={hasFilter ? 'search' : 'blank'}
            title={hasFilter ? t('noHits') : t('empty')}
            actions={hasFilter ? <Button onClick={() => narrow(everyDocument)}>{t('filter.reset')}</Button> : addButton}
          >
            {hasFilter ? t('noHitsText') : t('emptyText')}
          </Empty>
        )}
        {catalogue && documents.length > 0 && (
          <DocumentList
            ref={grid}
            documents={documents}
            words={words}
            focusId={focusId}
            openId={openId}
            onFocus={follow}
            onOpen={open}
          />
        )}
      </SplitPane>
      {isOver && (
        <p className={classes['dropNote']} role="status">
          {detail ? t('dropHere') : t('dropNew')}
        </p>
      )}
      {dialog?.kind === 'add' && (
        <AddDialog
          files={dialog.files}
          canChoose={catalogue?.host.canChoose ?? false}
          onAdded={(documentId) => {
            setDialog(undefined);
            open(documentId);
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog?.kind === 'edit' && detail && <EditDialog detail={detail} onClose={() => setDialog(undefined)} />}
      {dialog?.kind === 'version' && detail && (
        <VersionDialog
          detail={detail}
          decision={dialog.decision}
          files={dialog.files}
          canChoose={catalogue?.host.canChoose ?? false}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
};
