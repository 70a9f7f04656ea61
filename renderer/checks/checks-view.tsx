/** Diagnostics and scheduled checks: what this laptop looks at, and how that stands. Route: `#/checks/<id>`. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { IconCertificate, IconHeartbeat, IconPlus, IconWorldCog } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useListKeys } from '#renderer/ui/use-list-keys.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { Check } from '#shared/checks/check.ts';
import type { Diagnostic } from '#shared/checks/diagnostic.ts';
import type { CheckDetail } from '#shared/checks/operations.ts';
import { CheckDialog } from './check-dialog.tsx';
import { CheckList } from './check-list.tsx';
import { CheckPanel } from './check-panel.tsx';
import { checksStore } from './checks-store.ts';
import { ProxyDialog } from './proxy-dialog.tsx';
import { RootsDialog } from './roots-dialog.tsx';
import { RunDialog } from './run-dialog.tsx';
import { byNeed, useChecks } from './use-checks.ts';
import classes from './checks.module.css';

type OpenDialog =
  | { readonly kind: 'run' }
  | { readonly kind: 'proxy' }
  | { readonly kind: 'roots' }
  | { readonly kind: 'add'; readonly diagnostic?: Diagnostic }
  | { readonly kind: 'edit'; readonly check: Check };

/** The check that is open, asked for again whenever one changed; null where it is gone. */
const useDetail = (checkId: string | undefined): CheckDetail | null | undefined => {
  const client = useClient();
  const [answer, setAnswer] = useState<{ readonly of: string; readonly detail: CheckDetail | null }>();
  useEffect(() => {
    if (checkId === undefined) return undefined;
    let isWanted = true;
    const read = async () => {
      const got = await client.call('checks.get', { checkId });
      if (isWanted) setAnswer({ of: checkId, detail: got.ok ? got.value : null });
    };
    void read();
    const stop = client.onNotice(({ name }) => {
      if (name === 'checks.changed') void read();
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [client, checkId]);
  return answer?.of === checkId ? answer?.detail : undefined;
};

export const ChecksView = () => {
  const { t } = useTranslation('checks');
  const format = useFormat();
  const now = useNow();
  const mayManage = useAllowed('checks.manage');
  const mayRun = useAllowed('checks.run');
  const store = useSessionStore(checksStore);
  const focusId = useStore(store, (state) => state.focusId);
  const { value, failure, refresh } = useChecks();
  const [openId] = useRoute().rest;
  const detail = useDetail(openId);
  const [dialog, setDialog] = useState<OpenDialog>();
  const grid = useRef<HTMLTableElement>(null);
  useFocusHome(grid);
  const checks = useMemo(() => value?.checks.toSorted(byNeed) ?? [], [value]);
  useEffect(() => {
    if (openId !== undefined) store.getState().focus(openId);
  }, [store, openId]);

  const open = (checkId: string) => {
    store.getState().focus(checkId);
    if (openId === undefined) navigate('checks', checkId);
    else replaceRoute('checks', checkId);
  };
  const close = () => {
    navigate('checks');
    grid.current?.focus();
  };
  const follow = (checkId: string) => {
    if (openId === undefined) store.getState().focus(checkId);
    else open(checkId);
  };
  const shut = () => setDialog(undefined);

  const group = t('thisView');
  useCommands('checks', [
    {
      id: 'checks.open',
      label: t('open'),
      group,
      key: 'Enter',
      keyOnly: true,
      status: { order: 2, label: t('keys.open') },
      run: () => {
        const at = checks.find(({ check }) => check.id === focusId) ?? checks[0];
        if (at) open(at.check.id);
      },
    },
    ...(mayRun
      ? [
          {
            id: 'checks.run',
            label: t('run'),
            group,
            icon: IconHeartbeat,
            key: 'd' as const,
            keywords: t('words'),
            status: { order: 4, label: t('keys.run') },
            run: () => setDialog({ kind: 'run' }),
          },
        ]
      : []),
    { id: 'checks.roots', label: t('roots'), group, icon: IconCertificate, run: () => setDialog({ kind: 'roots' }) },
    ...(mayManage
      ? [
          {
            id: 'checks.add',
            label: t('addLong'),
            group,
            icon: IconPlus,
            key: 'c' as const,
            run: () => setDialog({ kind: 'add' }),
          },
          { id: 'checks.proxy', label: t('proxy'), group, icon: IconWorldCog, run: () => setDialog({ kind: 'proxy' }) },
        ]
      : []),
  ]);
  useListKeys('checks', {
    words: { group, next: t('next'), previous: t('previous'), move: t('move'), close: t('close') },
    ids: checks.map(({ check }) => check.id),
    at: focusId,
    onGo: (checkId) => {
      follow(checkId);
      grid.current?.focus({ preventScroll: true });
    },
    onClose: openId === undefined ? undefined : close,
  });
  const panel =
    openId === undefined ? undefined : detail ? (
      <CheckPanel
        key={detail.listed.check.id}
        detail={detail}
        onEdit={() => setDialog({ kind: 'edit', check: detail.listed.check })}
        onClose={close}
      />
    ) : detail === null ? (
      <>
        <ViewHead title={t('details')} />
        <Empty mark="search" title={t('gone')}>
          {t('goneText')}
        </Empty>
      </>
    ) : (
      <SkeletonRows rows={6} />
    );
  const addButton = mayManage && (
    <Button
      leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
      rightSection={<KeyHint keys="c" />}
      onClick={() => setDialog({ kind: 'add' })}
    >
      {t('add')}
    </Button>
  );
  return (
    <div className={classes['view']}>
      <SplitPane panel={panel} panelLabel={t('details')}>
        <ViewHead title={t('title')} count={value && format.number(checks.length)}>
          {mayRun && (
            <Button
              leftSection={<IconHeartbeat size={16} stroke={1.6} aria-hidden />}
              rightSection={<KeyHint keys="d" />}
              title={t('run')}
              onClick={() => setDialog({ kind: 'run' })}
            >
              {t('runShort')}
            </Button>
          )}
          {addButton}
        </ViewHead>
        {value?.hasNetwork === false && <Banner tone="quiet">{t('noNetwork')}</Banner>}
        {value?.hasNetwork === true && value.silence !== null && (
          <Banner tone="quiet">
            {t(`silence.${value.silence.why}`, { when: format.moment(value.silence.since, now) })}
          </Banner>
        )}
        {failure && <FailureBanner wide failure={failure} onRetry={refresh} />}
        {!value && !failure && <SkeletonRows rows={6} />}
        {value && checks.length === 0 && (
          <Empty mark="blank" title={t('empty')} actions={addButton}>
            {mayManage ? t('emptyText') : t('emptyReader')}
          </Empty>
        )}
        {value && checks.length > 0 && (
          <CheckList
            ref={grid}
            checks={checks}
            names={value.names}
            focusId={focusId}
            openId={openId}
            onFocus={follow}
            onOpen={open}
          />
        )}
      </SplitPane>
      {dialog?.kind === 'run' && (
        <RunDialog onSchedule={(diagnostic) => setDialog({ kind: 'add', diagnostic })} onClose={shut} />
      )}
      {dialog?.kind === 'roots' && <RootsDialog onClose={shut} />}
      {dialog?.kind === 'proxy' && <ProxyDialog proxy={value?.proxy ?? ''} onClose={shut} />}
      {(dialog?.kind === 'add' || dialog?.kind === 'edit') && (
        <CheckDialog
          check={dialog.kind === 'edit' ? dialog.check : undefined}
          diagnostic={dialog.kind === 'add' ? dialog.diagnostic : undefined}
          names={value?.names ?? {}}
          onSaved={(checkId) => {
            shut();
            open(checkId);
          }}
          onClose={shut}
        />
      )}
    </div>
  );
};
