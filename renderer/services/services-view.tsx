/**
 * The service catalogue: what the desk provides to whom, and how that goes. Route: `#/services/<id>`, `#/services/<id>/edit`,
 * `#/services/new/edit`.
 */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useListKeys } from '#renderer/ui/use-list-keys.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { Notice } from '#shared/contract/notice.ts';
import { ServiceCard } from './service-card.tsx';
import { ServiceForm } from './service-form.tsx';
import { ServiceTable } from './service-table.tsx';
import { useServiceRules } from './use-service-rules.ts';
import classes from './services.module.css';

const NEW = 'new';

const concerns = ({ name }: Notice): boolean =>
  name === 'services.changed' || name === 'tickets.changed' || name === 'figures.reckoned';

export const ServicesView = () => {
  const { t } = useTranslation('services');
  const format = useFormat();
  const mayManage = useAllowed('services.manage');
  const isReady = useDraftsReady();
  const { value, failure, refresh } = useQuery('services.list', {}, concerns);
  const rules = useServiceRules();
  const [openId, doing] = useRoute().rest;
  const opened = value?.services.find(({ id }) => id === openId);
  const isNew = openId === NEW && mayManage;
  const isEditing = mayManage && (isNew || (opened !== undefined && doing === 'edit'));
  const close = () => navigate('services');
  const begin = () => navigate('services', NEW, 'edit');
  const open = (id: string) => (opened ? replaceRoute('services', id) : navigate('services', id));
  const group = t('thisView');
  useCommands(
    'services',
    mayManage ? [{ id: 'services.add', label: t('add'), group, icon: IconPlus, key: 'c' as const, run: begin }] : [],
  );
  useListKeys('services', {
    words: { group, next: t('next'), previous: t('previous'), move: t('move'), close: t('close') },
    ids: value?.services.map(({ id }) => id) ?? [],
    at: openId,
    onGo: open,
    onClose: openId === undefined ? undefined : close,
  });

  const panel =
    isEditing && isReady ? (
      <ServiceForm
        key={openId}
        service={opened}
        rules={rules}
        onSaved={(id) => replaceRoute('services', id)}
        onClose={() => (opened ? replaceRoute('services', opened.id) : close())}
      />
    ) : opened && value ? (
      <ServiceCard key={opened.id} service={opened} at={value.at} rules={rules} onClose={close} />
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
      <ViewHead title={t('title')} count={value && t('count', { count: value.services.length })}>
        {mayManage && (
          <Button
            leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
            rightSection={<KeyHint keys="c" />}
            onClick={begin}
          >
            {t('add')}
          </Button>
        )}
      </ViewHead>
      {failure && <FailureBanner wide failure={failure} onRetry={refresh} />}
      {!value && !failure && <SkeletonRows rows={6} />}
      {value?.reckoning && (
        <p className={classes['note']} role="status">
          {t('reckoning', { percent: format.percent(value.reckoning.done / Math.max(1, value.reckoning.total)) })}
        </p>
      )}
      {value && value.services.length === 0 && (
        <Empty
          mark="blank"
          title={t('empty')}
          actions={
            mayManage && (
              <Button variant="filled" onClick={begin}>
                {t('add')}
              </Button>
            )
          }
        >
          {mayManage ? t('emptyText') : `${t('emptyText')} ${t('emptyRead')}`}
        </Empty>
      )}
      {value && value.services.length > 0 && (
        <ServiceTable services={value.services} openId={openId} rules={rules} onOpen={open} />
      )}
    </SplitPane>
  );
};
