import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportStep } from './store.ts';
import styles from './imports.module.css';

const steps = ['file', 'mapping', 'report', 'result'] as const;
const reached: Readonly<Record<ImportStep['at'], number>> = { choose: 0, opening: 0, mapping: 1, report: 2, result: 3 };

/** Where one is on the way from the file to the tickets. */
export const Steps = ({ at }: { readonly at: ImportStep['at'] }) => {
  const { t } = useTranslation('imports');
  const current = reached[at];
  return (
    <ol className={styles.steps} aria-label={t('steps')}>
      {steps.map((step, index) => (
        <li
          key={step}
          {...(index === current ? { 'aria-current': 'step' as const } : {})}
          {...(index < current ? { 'data-done': '' } : {})}
        >
          <span className={styles.stepMark} aria-hidden>
            {index < current ? <IconCheck size={12} stroke={2} /> : index + 1}
          </span>
          {t(`step.${step}`)}
        </li>
      ))}
    </ol>
  );
};
