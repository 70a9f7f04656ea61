import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconBriefcase2, IconMapPinCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf, navigate } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { summaryOf } from '#shared/visits/pack.ts';
import { PinDialog } from './pin-dialog.tsx';
import { useVisitWords } from './use-visit-words.ts';
import classes from './visits.module.css';

interface SiteVisitProps {
  readonly site: { readonly id: string; readonly name: string };
}

const concerns = ({ name }: Notice): boolean => name === 'visits.changed' || name === 'directory.changed';

/** On the panel of a site: whether somebody is going there, and the way to the pack. Mounted anew for each site. */
export const SiteVisit = ({ site }: SiteVisitProps) => {
  const { t } = useTranslation('visits');
  const mayPin = useAllowed('tickets.work');
  const format = useFormat();
  const { dayOf } = useVisitWords();
  const { value } = useQuery('visits.pack', { siteId: site.id, anew: false }, concerns);
  const [isPlanning, setPlanning] = useState(false);
  const pin = value?.pin ?? null;
  const open = () => navigate('contacts', 'sites', site.id, 'pack');
  useCommands('site-visit', [
    {
      id: 'visit.open',
      label: t('open'),
      key: 'v',
      group: t('pack'),
      icon: IconBriefcase2,
      keywords: t('words'),
      run: open,
    },
    {
      id: 'visit.plan',
      label: `${pin ? t('plan') : t('pin')}…`,
      group: t('pack'),
      icon: IconMapPinCheck,
      keywords: t('words'),
      unavailable: mayPin ? undefined : t('cannotPin'),
      run: () => setPlanning(true),
    },
  ]);
  const summary = value && summaryOf(value.pack);
  return (
    <PanelSection title={t('pack')} meta={pin ? dayOf(pin.plannedOn) : undefined}>
      <div className={classes['actions']}>
        <Button component="a" size="xs" href={hrefOf('contacts', 'sites', site.id, 'pack')}>
          {t('open')}
        </Button>
        {mayPin && (
          <Button size="xs" variant="subtle" disabled={!value} onClick={() => setPlanning(true)}>
            {pin ? t('plan') : t('pin')}…
          </Button>
        )}
        {summary && (
          <span className="muted small num">
            {format.series([
              format.bytes(summary.bytes),
              summary.missing > 0 ? t('summaryMissing', { count: summary.missing }) : t('summaryHere'),
            ])}
          </span>
        )}
      </div>
      {isPlanning && <PinDialog site={site} pin={pin} onClose={() => setPlanning(false)} />}
    </PanelSection>
  );
};
