import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inspection } from '#shared/imports/operations.ts';
import type { ImportPlan } from '#shared/imports/plan.ts';
import { FillIns } from './fill-ins.tsx';
import { SavedMappings } from './saved-mappings.tsx';
import { FileRows, SourceRows } from './source-rows.tsx';
import { TitleRows } from './title-rows.tsx';
import styles from './imports.module.css';

interface PlanPanelProps {
  readonly inspection: Inspection;
  readonly plan: ImportPlan;
}

/** Everything about the reading that is not about one column. */
export const PlanPanel = ({ inspection, plan }: PlanPanelProps) => {
  const { t } = useTranslation('imports');
  return (
    <div className={styles.panel}>
      <PanelSection title={t('plan.source')}>
        <SourceRows inspection={inspection} plan={plan} />
      </PanelSection>
      <PanelSection title={t('plan.file')}>
        <FileRows plan={plan} />
      </PanelSection>
      <PanelSection title={t('plan.titleFrom')}>
        <TitleRows inspection={inspection} plan={plan} />
      </PanelSection>
      <PanelSection title={t('plan.fill')}>
        <FillIns inspection={inspection} plan={plan} />
      </PanelSection>
      <PanelSection title={t('plan.saved')}>
        <SavedMappings inspection={inspection} plan={plan} />
      </PanelSection>
    </div>
  );
};

const PanelSection = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.panelSection}>
    <h2>{title}</h2>
    {children}
  </section>
);
