import { useTranslation } from 'react-i18next';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { FEWEST, KNOWLEDGE_GOAL, type KnowledgeFigures } from '#shared/knowledge/figures.ts';
import classes from './insight.module.css';

/** The share of resolutions that an article stands behind, beside the goal. */
export const UsePanel = ({ figures }: { readonly figures: KnowledgeFigures }) => {
  const { t } = useTranslation('knowledgeInsight');
  const format = useFormat();
  const now = useNow();
  const { resolved, withArticle, days, asOf } = figures;
  const share = resolved === 0 ? 0 : withArticle / resolved;
  const isEnough = resolved >= FEWEST;
  return (
    <PanelSection title={t('share')}>
      <p className={classes['figure']}>{isEnough ? format.percent(share) : t('tooFew')}</p>
      <svg className={classes['bar']} role="img" aria-label={t('goal', { goal: format.percent(KNOWLEDGE_GOAL) })}>
        <rect className={classes['ground']} width="100%" height="8" y="3" />
        {isEnough && <rect className={classes['share']} width={`${share * 100}%`} height="8" y="3" />}
        <line
          className={classes['goal']}
          x1={`${KNOWLEDGE_GOAL * 100}%`}
          x2={`${KNOWLEDGE_GOAL * 100}%`}
          y1="0"
          y2="14"
        />
      </svg>
      <p className="small muted">
        {t('goal', { goal: format.percent(KNOWLEDGE_GOAL) })}
        {isEnough &&
          ` · ${share >= KNOWLEDGE_GOAL ? t('reached') : t('short', { points: Math.round((KNOWLEDGE_GOAL - share) * 100) })}`}
      </p>
      <p className="small muted">{t('basis', { days, count: resolved, at: format.moment(asOf, now) })}</p>
    </PanelSection>
  );
};
