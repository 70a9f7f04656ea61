import { useTranslation } from 'react-i18next';
import { GoalMark } from '#renderer/services/goal-mark.tsx';
import { goalState, useMeasureWords } from '#renderer/services/use-measure-words.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { HomeScope } from '#shared/home/behind.ts';
import { homeMeasures, type HomeFigures, type MeasureView } from '#shared/home/operations.ts';
import type { MeasureWindow } from '#shared/services/goals.ts';
import { TOO_FEW } from '#shared/services/measures.ts';
import { behindHref } from './links.ts';
import { Sparkline } from './sparkline.tsx';
import classes from './home.module.css';

interface MeasureStripProps {
  readonly figures: HomeFigures;
  readonly scope: HomeScope;
  readonly window: MeasureWindow;
}

/** The eight measures: figure, goal, trend, and how many tickets stand behind it; each leads to them. */
export const MeasureStrip = ({ figures, scope, window }: MeasureStripProps) => {
  const { t } = useTranslation('home');
  return (
    <section className={classes['strip']} aria-label={t('measures')}>
      {homeMeasures.map((measure) => {
        const view = figures.measures.find((each) => each.measure === measure);
        return view ? (
          <Measure key={measure} view={view} figures={figures} scope={scope} window={window} />
        ) : (
          <div key={measure} className={classes['measure']}>
            <h2>{t(`short.${measure}`)}</h2>
            <p className={classes['figure']}>
              <span className={classes['few']}>–</span>
            </p>
            <p className={classes['beside']} />
          </div>
        );
      })}
    </section>
  );
};

interface MeasureProps extends MeasureStripProps {
  readonly view: MeasureView;
}

const Measure = ({ view, figures, scope, window }: MeasureProps) => {
  const { t } = useTranslation('home');
  const words = useMeasureWords();
  const format = useFormat();
  const { measure, figure, target, trend } = view;
  const state = target === null ? 'unknown' : goalState({ measure, target }, figure.value);
  const name = t(`short.${measure}`);
  const missed = figure.beside ?? 0;
  const hasMissed = missed > 0 && measure !== 'satisfaction';
  const p90 = measure === 'firstResponse' ? (figures.firstResponseP90?.value ?? null) : null;
  const answered =
    measure === 'satisfaction' && missed > 0 ? t('answered', { percent: format.percent(figure.n / missed) }) : null;
  const facts = [
    target === null ? t('noGoal') : t('goal', { value: words.value(measure, target) }),
    ...(p90 === null ? [] : [t('p90', { value: words.value('firstResponseP90', p90) })]),
    ...(answered === null ? [] : [answered]),
  ];
  const behind = { figure: 'measure', measure, window, scope } as const;
  const few = <span className={classes['few']}>{t('tooFew')}</span>;
  return (
    <div className={classes['measure']}>
      <h2>{name}</h2>
      <p className={`${classes['figure']} num`}>
        <GoalMark state={state} />
        {figure.n === 0 ? (
          few
        ) : (
          <a href={behindHref({ ...behind, short: false })} title={t('behind', { measure: name })}>
            {figure.value === null ? few : words.value(measure, figure.value)}
          </a>
        )}
      </p>
      <Sparkline
        values={figure.value === null ? [] : trend}
        target={target}
        tone={state}
        label={t('trend', {
          values: format.series(trend.map((value) => (value === null ? t('noWeek') : words.value(measure, value)))),
        })}
      />
      <p className={`${classes['beside']} num`}>
        <span className="cut" title={format.series(facts)}>
          {figure.value === null ? (
            t('fewer', { least: TOO_FEW })
          ) : (
            <>
              {format.series(facts)}
              {hasMissed && (
                <>
                  {format.series(['', ''])}
                  <a href={behindHref({ ...behind, short: true })} title={t('behindShort', { measure: name })}>
                    {t('missed', { count: missed })}
                  </a>
                </>
              )}
            </>
          )}
        </span>
        <span>{t('n', { n: figure.n })}</span>
      </p>
    </div>
  );
};
