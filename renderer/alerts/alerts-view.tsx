/** Known problems in logs: `#/alerts/<id>`; what knows them: `#/alerts/rules/<code>`. */
import { useCallback, useRef, useState } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { ListSearch } from '#renderer/ui/list-search.tsx';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { severities } from '#shared/alerts/rule.ts';
import type { Notice } from '#shared/contract/notice.ts';
import {
  isUsual,
  matchesFilter,
  stateChoices,
  usualFilter,
  type AlertFilter,
  type StateChoice,
} from './alert-filter.ts';
import { AlertPanel } from './alert-panel.tsx';
import { AlertRetention } from './alert-retention.tsx';
import { AlertTable } from './alert-table.tsx';
import { RulesView } from './rules-view.tsx';
import { useMoveAll } from './use-move-all.ts';
import { useViewKeys } from './use-view-keys.ts';
import { ViewTabs } from './view-tabs.tsx';
import classes from './alerts.module.css';

/** More is asked for by a button: nobody reads a thousand rows. */
const MOST_SHOWN = 200;

const concerns = ({ name }: Notice): boolean => name === 'alerts.changed' || name === 'tickets.changed';

const AlertsList = ({ openId }: { readonly openId: string | undefined }) => {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const { value, failure, refresh } = useQuery('alerts.list', {}, concerns);
  const [filter, setFilter] = useState(usualFilter);
  const [isWhole, setWhole] = useState(false);
  const [isClosing, setClosing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const mayWork = useAllowed('tickets.work');
  const moveAll = useMoveAll();
  const change = (part: Partial<AlertFilter>) => {
    setWhole(false);
    setFilter((before) => ({ ...before, ...part }));
  };
  const matching = value?.filter((alert) => matchesFilter(alert, filter)) ?? [];
  const shown = isWhole ? matching : matching.slice(0, MOST_SHOWN);
  const unseen = matching.filter(({ state }) => state === 'new');
  const closable = matching.filter(({ state }) => state !== 'closed');
  const isOpen = openId !== undefined;
  const open = useCallback((id: string) => (isOpen ? replaceRoute : navigate)('alerts', id), [isOpen]);
  const close = () => navigate('alerts');
  const group = t('thisView');
  useCommands('alerts-list', [
    { id: 'alerts.search', label: t('searchAlerts'), group, key: '/', run: () => field.current?.focus() },
    ...(mayWork
      ? [
          {
            id: 'alerts.acknowledgeAll',
            label: t('acknowledgeAll', { count: unseen.length }),
            group,
            icon: IconChecks,
            key: 'shift+a' as const,
            unavailable: unseen.length === 0 ? t('nothingNew') : undefined,
            run: () => void moveAll(unseen, 'acknowledged'),
          },
          {
            id: 'alerts.closeAll',
            label: t('closeAll', { count: closable.length }),
            group,
            unavailable: closable.length === 0 ? t('nothingOpen') : undefined,
            run: () => setClosing(true),
          },
        ]
      : []),
  ]);
  useViewKeys('alerts', { ids: shown.map(({ id }) => id), openId, onOpen: open, onClose: close });
  const countOf = (state: StateChoice): string =>
    format.number((value ?? []).filter((alert) => matchesFilter(alert, { ...usualFilter, state })).length);
  const openCount = value?.filter(({ state }) => state !== 'closed').length ?? 0;
  return (
    <SplitPane
      panel={openId === undefined ? undefined : <AlertPanel alertId={openId} onClose={close} />}
      panelLabel={t('details')}
    >
      <ViewHead title={t('title')} count={value && t('count', { count: openCount })}>
        <ViewTabs at="alerts" />
      </ViewHead>
      {value && value.length > 0 && (
        <div className={classes['bar']}>
          <ListSearch
            field={field}
            label={t('searchAlerts')}
            clearLabel={t('clearSearch')}
            text={filter.text}
            onText={(text) => change({ text })}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
          />
          <NativeSelect
            className={classes['only']}
            aria-label={t('state')}
            value={filter.state}
            onChange={(event) => {
              const state = stateChoices.find((each) => each === event.currentTarget.value);
              if (state) change({ state });
            }}
            data={stateChoices.map((each) => ({ value: each, label: `${t(`only.${each}`)} (${countOf(each)})` }))}
          />
          <NativeSelect
            className={classes['only']}
            aria-label={t('severity')}
            value={filter.severity ?? ''}
            onChange={(event) =>
              change({ severity: severities.find((each) => each === event.currentTarget.value) ?? null })
            }
            data={[
              { value: '', label: t('anySeverity') },
              ...severities.map((each) => ({ value: each, label: t(`severity.${each}`) })),
            ]}
          />
          {mayWork && unseen.length > 1 && (
            <Button onClick={() => void moveAll(unseen, 'acknowledged')} rightSection={<KeyHint keys="shift+a" />}>
              {t('acknowledgeAll', { count: unseen.length })}
            </Button>
          )}
        </div>
      )}
      {failure && <FailureBanner wide failure={failure} onRetry={refresh} />}
      {!value && !failure && <SkeletonRows rows={6} />}
      {value?.length === 0 && (
        <Empty mark="done" title={t('empty')}>
          {t('emptyText')}
        </Empty>
      )}
      {value && value.length > 0 && matching.length === 0 && (
        <Empty
          mark={isUsual(filter) ? 'done' : 'search'}
          title={isUsual(filter) ? t('noneOpen') : t('noneLike')}
          actions={<Button onClick={() => setFilter({ ...usualFilter, state: 'all' })}>{t('showAll')}</Button>}
        >
          {isUsual(filter) ? t('noneOpenText') : t('noneLikeText')}
        </Empty>
      )}
      {shown.length > 0 && <AlertTable alerts={shown} openId={openId} onOpen={open} />}
      {shown.length < matching.length && (
        <div className={classes['more']}>
          <Button variant="subtle" color="gray" onClick={() => setWhole(true)}>
            {t('moreAlerts', { count: matching.length - shown.length })}
          </Button>
        </div>
      )}
      {value && (filter.state === 'closed' || filter.state === 'all') && <AlertRetention />}
      <ConfirmDialog
        opened={isClosing}
        title={t('closeAllAsk', { count: closable.length })}
        confirm={t('closeAll', { count: closable.length })}
        danger
        onConfirm={() => {
          setClosing(false);
          void moveAll(closable, 'closed');
        }}
        onClose={() => setClosing(false)}
      >
        {t('closeAllText')}
      </ConfirmDialog>
    </SplitPane>
  );
};

export const AlertsView = () => {
  const [first, second] = useRoute().rest;
  return first === 'rules' ? <RulesView openCode={second} /> : <AlertsList openId={first} />;
};
