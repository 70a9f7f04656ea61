import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { ageBounds, type HomeScope } from '#shared/home/behind.ts';
import type { Backlog } from '#shared/home/backlog.ts';
import type { FlowDay } from '#shared/home/operations.ts';
import { behindHref } from './links.ts';
import classes from './home.module.css';

const AGE_HEIGHT = 60;

/** Open tickets by age; the oldest stand out. */
export const BacklogChart = ({ backlog, scope }: { readonly backlog: Backlog; readonly scope: HomeScope }) => {
  const { t } = useTranslation('home');
  const format = useFormat();
  const { total, medianDays, buckets } = backlog;
  const most = Math.max(1, ...buckets);
  return (
    <section className={classes['block']} aria-label={t('backlog')}>
      <h2>
        {t('backlog')}
        <span className="muted num">
          {medianDays === null ? t('noBacklog') : t('backlogMeta', { open: total, days: medianDays })}
        </span>
      </h2>
      <ul className={classes['ages']}>
        {ageBounds.map((_, bucket) => {
          const count = buckets[bucket] ?? 0;
          const height = count === 0 ? 1 : Math.max(3, (count / most) * AGE_HEIGHT);
          const isOldest = bucket === ageBounds.length - 1;
          const words = (
            <>
              <svg width="100%" height={AGE_HEIGHT} aria-hidden>
                <rect
                  y={AGE_HEIGHT - height}
                  width="100%"
                  height={height}
                  rx={Math.min(2, height / 2)}
                  data-old={(isOldest && count > 0) || undefined}
                />
              </svg>
              <b className="num">{format.number(count)}</b>{' '}
              <span className="muted num">{t(`age.${bucket as 0 | 1 | 2 | 3 | 4}`)}</span>
            </>
          );
          return (
            <li key={bucket}>
              {count === 0 ? words : <a href={behindHref({ figure: 'age', bucket, scope })}>{words}</a>}
            </li>
          );
        })}
      </ul>
    </section>
  );
};

const FLOW_HEIGHT = 80;

/** What came and what was resolved, day by day; each bar leads to its tickets. */
export const FlowChart = ({ flow, scope }: { readonly flow: readonly FlowDay[]; readonly scope: HomeScope }) => {
  const { t } = useTranslation('home');
  const format = useFormat();
  const now = useNow();
  const most = Math.max(1, ...flow.flatMap(({ arrived, resolved }) => [arrived, resolved]));
  const dayOf = (day: string): string => format.day(`${day}T12:00:00`, now);
  const step = 100 / Math.max(1, flow.length);
  const [first] = flow;
  return (
    <section className={classes['block']} aria-label={t('flow')}>
      <h2>
        {t('flow')}
        <span className="muted">{t('days')}</span>
        <span className={classes['grow']} />
        <span className={classes['legend']} aria-hidden>
          {(['arrived', 'resolved'] as const).map((kind) => (
            <span key={kind}>
              <svg width="10" height="10">
                <rect width="10" height="10" rx="2" data-kind={kind} />
              </svg>
              {t(kind)}
            </span>
          ))}
        </span>
      </h2>
      <svg className={classes['flow']} width="100%" height={FLOW_HEIGHT + 1}>
        {flow.map((each, place) =>
          (['arrived', 'resolved'] as const).map((kind, side) => {
            const count = each[kind];
            if (count === 0) return null;
            const height = Math.max(3, (count / most) * (FLOW_HEIGHT - 2));
            const label = t(`${kind}On`, { day: dayOf(each.day), count });
            return (
              <a
                key={`${each.day} ${kind}`}
                href={behindHref({ figure: kind, day: each.day, scope })}
                aria-label={label}
              >
                <title>{label}</title>
                <rect
                  x={`${place * step + step * (0.1 + side * 0.4)}%`}
                  width={`${step * 0.36}%`}
                  y={FLOW_HEIGHT - height}
                  height={height}
                  rx="1.5"
                  data-kind={kind}
                />
              </a>
            );
          }),
        )}
        <rect y={FLOW_HEIGHT} width="100%" height="1" data-kind="ground" />
      </svg>
      <p className={`${classes['scale']} num`}>
        <span>{first && dayOf(first.day)}</span>
        <span>{t('soFar')}</span>
      </p>
    </section>
  );
};
