/** Known problems in logs: `#/alerts/<id>`; what knows them: `#/alerts/rules/<code>`. */
import { useTranslation } from 'react-i18next';
import { useQuery } from '#renderer/api/use-query.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useMoveCommands } from '#renderer/ui/use-move-commands.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { Notice } from '#shared/contract/notice.ts';
import { AlertPanel } from './alert-panel.tsx';
import { AlertTable } from './alert-table.tsx';
import { RulesView } from './rules-view.tsx';
import { ViewTabs } from './view-tabs.tsx';

const concerns = ({ name }: Notice): boolean => name === 'alerts.changed' || name === 'tickets.changed';

const AlertsList = ({ openId }: { readonly openId: string | undefined }) => {
  const { t } = useTranslation('alerts');
  const { value, failure, refresh } = useQuery('alerts.list', {}, concerns);
  const open = (id: string) => (openId === undefined ? navigate('alerts', id) : replaceRoute('alerts', id));
  const close = () => navigate('alerts');
  const move = (by: number) => {
    const ids = value?.map(({ id }) => id) ?? [];
    const at = openId === undefined ? -1 : ids.indexOf(openId);
    const next = ids[at < 0 ? 0 : Math.max(0, Math.min(ids.length - 1, at + by))];
    if (next !== undefined) open(next);
  };
  const group = t('thisView');
  useMoveCommands('alerts', { group, next: t('next'), previous: t('previous'), move: t('move') }, move);
  useCommands(
    'alerts-panel',
    [{ id: 'alerts.close', label: t('close'), group, key: 'Escape', keyOnly: true, run: close }],
    { active: openId !== undefined },
  );
  const openCount = value?.filter(({ state }) => state !== 'closed').length ?? 0;
  return (
    <SplitPane
      panel={openId === undefined ? undefined : <AlertPanel alertId={openId} onClose={close} />}
      panelLabel={t('details')}
    >
      <ViewHead title={t('title')} count={value && t('count', { count: openCount })}>
        <ViewTabs at="alerts" />
      </ViewHead>
      {failure && <FailureBanner wide failure={failure} onRetry={refresh} />}
      {!value && !failure && <SkeletonRows rows={6} />}
      {value?.length === 0 && (
        <Empty mark="done" title={t('empty')}>
          {t('emptyText')}
        </Empty>
      )}
      {value && value.length > 0 && <AlertTable alerts={value} openId={openId} onOpen={open} />}
    </SplitPane>
  );
};

export const AlertsView = () => {
  const [first, second] = useRoute().rest;
  return first === 'rules' ? <RulesView openCode={second} /> : <AlertsList openId={first} />;
};
