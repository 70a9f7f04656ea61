/** Home: how the desk stands, what it aims at, and what waits for the person at the console. Every figure leads to its tickets. */
import { useState, type ComponentType } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient, useOpenStatus } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { OutputOf } from '#shared/contract/index.ts';
import { homeScopes, type HomeScope } from '#shared/home/behind.ts';
import { homeMeasures } from '#shared/home/operations.ts';
import { measureWindows, type MeasureWindow } from '#shared/services/goals.ts';
import { BacklogChart, FlowChart } from './charts.tsx';
import { GoalsDialog } from './goals-dialog.tsx';
import { HomeServices } from './home-services.tsx';
import { behindHref } from './links.ts';
import { LoadNow } from './load-now.tsx';
import { MeasureStrip } from './measure-strip.tsx';
import { NeedsYou } from './needs-you.tsx';
import { OnCall } from './on-call.tsx';
import { useFigures } from './use-figures.ts';
import classes from './home.module.css';

interface HomeViewProps {
  readonly mentions: number;
  readonly handovers: number;
  /** Where the person is going, as a block of this page. */
  readonly Visits: ComponentType<{ readonly className: string | undefined }>;
}

export const HomeView = ({ mentions, handovers, Visits }: HomeViewProps) => {
  const { t } = useTranslation('home');
  const { desk } = useOpenStatus();
  const client = useClient();
  const failureText = useFailureText();
  const format = useFormat();
  const now = useNow();
  const leads = useAllowed('tickets.assign');
  const works = useAllowed('tickets.work');
  const mayManage = useAllowed('services.manage');
  const readsServices = useAllowed('services.read');
  // Who works tickets sees their own figures first, who leads those of the desk.
  const [scope, setScope] = useState<HomeScope>(works && !leads ? 'me' : 'desk');
  const [window, setWindow] = useState<MeasureWindow>('month');
  const [goals, setGoals] = useState<OutputOf<'home.goals'>>();
  const { shown, failure, refresh } = useFigures(scope, window);
  const scopes = works ? homeScopes : homeScopes.filter((each) => each === 'desk');
  const reckoning = shown?.figures.reckoning ?? null;

  const askGoals = async () => {
    const set = await client.call('home.goals', {});
    if (set.ok) setGoals(set.value);
    else announce({ tone: 'refused', text: failureText(set.failure) });
  };
  const group = t('thisView');
  useCommands('home', [
    ...homeMeasures.map((measure, place) => ({
      id: `home.behind.${measure}`,
      label: t('numbered', { measure: t(`short.${measure}`) }),
      group,
      key: String(place + 1),
      ...(place === 0 ? { status: { order: 1, label: t('keyBehind') } } : {}),
      run: () => {
        globalThis.location.hash = behindHref({ figure: 'measure', measure, window, scope, short: false });
      },
    })),
    ...(mayManage
      ? [
          {
            id: 'home.goals',
            label: t('setGoalsTitle'),
            group,
            icon: IconTargetArrow,
            run: () => void askGoals(),
          },
        ]
      : []),
  ]);

  const choices = (
    <>
      {scopes.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={t('scope')}
          value={scope}
          onChange={(value) => setScope(homeScopes.find((each) => each === value) ?? 'desk')}
          data={scopes.map((value) => ({ value, label: t(`scope.${value}`) }))}
        />
      )}
      <SegmentedControl
        size="xs"
        aria-label={t('window')}
        value={window}
        onChange={(value) => setWindow(measureWindows.find((each) => each === value) ?? 'month')}
        data={measureWindows.map((value) => ({ value, label: t(`window.${value}`) }))}
      />
    </>
  );
  return (
    <>
      <ViewHead title={desk} count={format.day(now, now)}>
        <div className={classes['headChoices']}>{choices}</div>
        {mayManage && <Button onClick={() => void askGoals()}>{t('setGoals')}</Button>}
      </ViewHead>
      <div className={classes['home']}>
        <div className={classes['barChoices']}>{choices}</div>
        {failure && <FailureBanner wide failure={failure} onRetry={refresh} />}
        {shown ? (
          <>
            <MeasureStrip {...shown} />
            <p className={classes['asOf']} role="status">
              {reckoning
                ? t('reckoning', {
                    count: reckoning.total,
                    percent: format.percent(reckoning.done / Math.max(1, reckoning.total)),
                  })
                : t('asOf', { at: format.moment(shown.figures.at, now) })}
            </p>
          </>
        ) : (
          !failure && <SkeletonRows rows={5} />
        )}
        <div className={classes['body']}>
          <div className={classes['main']}>
            <LoadNow />
            {shown && (
              <div className={classes['charts']}>
                <BacklogChart backlog={shown.figures.backlog} scope={shown.scope} />
                <FlowChart flow={shown.figures.flow} scope={shown.scope} />
              </div>
            )}
            {readsServices && <HomeServices />}
          </div>
          <div className={classes['aside']}>
            <NeedsYou mentions={mentions} handovers={handovers} />
            <Visits className={classes['block']} />
            <OnCall />
            <section className={classes['block']} aria-label={t('laptop')}>
              <h2>{t('laptop')}</h2>
              <p>
                <a href={hrefOf('settings', 'storage')}>{t('laptopLink')}</a>
              </p>
            </section>
          </div>
        </div>
      </div>
      {goals && <GoalsDialog set={goals} onClose={() => setGoals(undefined)} />}
    </>
  );
};
