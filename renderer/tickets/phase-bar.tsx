import { useTranslation } from 'react-i18next';
import { phases, type Phase } from '#shared/tickets/phase.ts';
import classes from './panel.module.css';

/** The seven phases as one stepper. */
export const PhaseBar = ({ phase }: { readonly phase: Phase }) => {
  const { t } = useTranslation('tickets');
  const now = phases.indexOf(phase);
  return (
    <ol className={classes['phases']} aria-label={t('phases')}>
      {phases.map((each, index) => (
        <li
          key={each}
          data-step={index < now ? 'done' : index === now ? 'now' : 'later'}
          aria-current={index === now ? 'step' : undefined}
        >
          {t(`phase.${each}`)}
        </li>
      ))}
    </ol>
  );
};
