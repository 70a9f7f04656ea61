/** The registry: what may be run on this laptop, and whether somebody approved it. Route: `#/tools/<id>`, `#/tools/<id>/edit`, `#/tools/<id>/duplicate`. */
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useListKeys } from '#renderer/ui/use-list-keys.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { Notice } from '#shared/contract/notice.ts';
import { ToolCard } from './tool-card.tsx';
import { ToolEditor } from './tool-editor.tsx';
import { ToolTable } from './tool-table.tsx';

const concerns = ({ name }: Notice): boolean => name === 'tools.changed';

export const ToolsView = () => {
  const { t } = useTranslation('tools');
  const mayManage = useAllowed('tools.manage');
  const { value, failure, refresh } = useQuery('tools.list', {}, concerns);
  const [openId, doing] = useRoute().rest;
  const opened = value?.tools.find(({ id }) => id === openId);
  const isReady = useDraftsReady();
  const isEditing = mayManage && opened !== undefined && (doing === 'edit' || doing === 'duplicate');
  const close = () => navigate('tools');
  const open = (id: string) => (opened ? replaceRoute('tools', id) : navigate('tools', id));
  const group = t('thisView');
  useListKeys('tools', {
    words: { group, next: t('next'), previous: t('previous'), move: t('move'), close: t('close') },
    ids: value?.tools.map(({ id }) => id) ?? [],
    at: openId,
    onGo: (id) => {
      if (!isEditing) open(id);
    },
    onClose: openId === undefined || isEditing ? undefined : close,
  });

  const back = () => (opened ? replaceRoute('tools', opened.id) : close());
  const panel =
    isEditing && value && isReady ? (
      <ToolEditor
        key={`${opened.id} ${doing}`}
        tool={opened}
        isNew={doing === 'duplicate'}
        platform={value.platform}
        onSaved={(id) => replaceRoute('tools', id)}
        onClose={back}
      />
    ) : opened && value ? (
      <ToolCard key={opened.id} tool={opened} platform={value.platform} onClose={close} />
    ) : openId !== undefined && value ? (
      <>
        <ViewHead title={t('details')} />
        <Empty mark="search" title={t('gone')}>
          {t('goneText')}
        </Empty>
      </>
    ) : undefined;
  return (
    <SplitPane panel={panel} panelLabel={t('details')}>
      <ViewHead title={t('title')} count={value && t('count', { count: value.tools.length })} />
      {failure && <FailureBanner wide failure={failure} onRetry={refresh} />}
      {value?.isPractice && <Banner tone="quiet">{t('training')}</Banner>}
      {!value && !failure && <SkeletonRows rows={8} />}
      {value && <ToolTable tools={value.tools} openId={openId} onOpen={open} />}
    </SplitPane>
  );
};
