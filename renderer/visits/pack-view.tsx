/** The visit pack of a site: what belongs to it, how large it is, what is missing, and the way to a sheet of paper. */
import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconArrowLeft, IconMapPinCheck, IconPinnedOff, IconPrinter, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { hrefOf, navigate } from '#renderer/ui/route.ts';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { Notice } from '#shared/contract/notice.ts';
import { BeforeYouGo } from './before-you-go.tsx';
import { Briefing } from './briefing.tsx';
import { PackLists } from './pack-lists.tsx';
import { PackSite } from './pack-site.tsx';
import { PinDialog } from './pin-dialog.tsx';
import { useUnpin } from './use-unpin.ts';
import classes from './visits.module.css';

const changing: ReadonlySet<string> = new Set<Notice['name']>([
  'visits.changed',
  'tickets.changed',
  'directory.changed',
  'assets.changed',
  'articles.changed',
  'documents.changed',
]);
const concerns = ({ name }: Notice): boolean => changing.has(name);

/** Mounted anew for each site. */
export const PackView = ({ siteId }: { readonly siteId: string }) => {
  const { t } = useTranslation('visits');
  const client = useClient();
  const mayPin = useAllowed('tickets.work');
  const unpin = useUnpin();
  const { value, failure, refresh } = useQuery('visits.pack', { siteId, anew: false }, concerns);
  const [isPlanning, setPlanning] = useState(false);
  const [isPrinting, setPrinting] = useState(false);
  const [isChecking, setChecking] = useState(false);
  const site = value?.pack.site;
  const pin = value?.pin ?? null;

  const checkAgain = async () => {
    setChecking(true);
    await client.call('visits.pack', { siteId, anew: true });
    refresh();
    setChecking(false);
  };
  const mayNot = mayPin ? undefined : t('cannotPin');
  const group = t('thisVisit');
  useCommands('visit', [
    {
      id: 'visit.plan',
      label: `${pin ? t('plan') : t('pin')}…`,
      key: 'e',
      group,
      icon: IconMapPinCheck,
      unavailable: mayNot,
      status: { order: 1, label: t('keys.plan') },
      run: () => setPlanning(value !== undefined),
    },
    {
      id: 'visit.unpin',
      label: t('unpin'),
      group,
      icon: IconPinnedOff,
      unavailable: mayNot ?? (pin ? undefined : t('notPinnedYet')),
      run: () => {
        if (site && pin) void unpin(site, pin);
      },
    },
    {
      id: 'visit.print',
      label: t('print'),
      key: 'p',
      group,
      icon: IconPrinter,
      status: { order: 2, label: t('keys.print') },
      run: () => setPrinting(value !== undefined),
    },
    {
      id: 'visit.check',
      label: t('checkAgain'),
      key: 'r',
      group,
      icon: IconRefresh,
      status: { order: 3, label: t('keys.check') },
      run: () => void checkAgain(),
    },
    {
      id: 'visit.back',
      label: t('backToSite'),
      key: 'Escape',
      group,
      icon: IconArrowLeft,
      status: { order: 4, label: t('keys.back') },
      run: () => navigate('contacts', 'sites', siteId),
    },
  ]);
  const actions = (
    <>
      <Button
        component="a"
        href={hrefOf('contacts', 'sites', siteId)}
        variant="subtle"
        color="gray"
        leftSection={<IconArrowLeft size={16} stroke={1.6} aria-hidden />}
      >
        {t('site')}
      </Button>
      <Button
        loading={isChecking}
        leftSection={<IconRefresh size={16} stroke={1.6} aria-hidden />}
        onClick={() => void checkAgain()}
      >
        {t('checkAgain')}
      </Button>
      {value && (
        <Button
          leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}
          rightSection={<KeyHint keys="p" />}
          onClick={() => setPrinting(true)}
        >
          {t('print')}
        </Button>
      )}
      {mayPin && value && (
        <Button
          variant={pin ? 'default' : 'filled'}
          rightSection={<KeyHint keys="e" />}
          onClick={() => setPlanning(true)}
        >
          {pin ? t('plan') : t('pin')}
        </Button>
      )}
    </>
  );
  return (
    <>
      <ViewHead title={t('packOf', { site: site?.name ?? '' })}>
        <div className={classes['headActions']}>{actions}</div>
      </ViewHead>
      {failure && <FailureBanner wide failure={failure} onRetry={refresh} />}
      {!value && !failure && <SkeletonRows rows={8} />}
      {value && (
        <ScrollRegion label={t('pack')} className={classes['page']}>
          <div className={classes['barActions']}>{actions}</div>
          <BeforeYouGo pack={value.pack} />
          <div className={classes['columns']}>
            <div className={classes['main']}>
              <PackLists pack={value.pack} />
            </div>
            <div className={classes['aside']}>
              <PackSite {...value} />
            </div>
          </div>
        </ScrollRegion>
      )}
      {isPlanning && site && <PinDialog site={site} pin={pin} onClose={() => setPlanning(false)} />}
      {isPrinting && value && <Briefing {...value} onDone={() => setPrinting(false)} />}
    </>
  );
};
