import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQuery } from '#renderer/api/use-query.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import type { Notice } from '#shared/contract/notice.ts';
import { GapsPanel } from './gaps-panel.tsx';
import { MissesSection } from './misses-section.tsx';
import { UsePanel } from './use-panel.tsx';
import classes from './insight.module.css';

const nothing = {};
const concerns = ({ name }: Notice): boolean => name === 'articles.changed' || name === 'tickets.changed';

/** Whether knowledge is used, and where it is missing. */
export const InsightView = () => {
  const { t } = useTranslation('knowledgeInsight');
  const { value: figures, failure, refresh } = useQuery('knowledge.figures', nothing, concerns);
  return (
    <div className={classes['view']}>
      <header className={classes['head']}>
        <h2>{t('insight')}</h2>
        <Button variant="subtle" color="gray" onClick={() => navigate('knowledge')}>
          {t('back')}
        </Button>
      </header>
      {failure && <FailureBanner wide failure={failure} onRetry={refresh} />}
      {!figures && !failure && <SkeletonRows rows={6} />}
      {figures && (
        <>
          <UsePanel figures={figures} />
          <MissesSection />
          <GapsPanel figures={figures} />
        </>
      )}
    </div>
  );
};
