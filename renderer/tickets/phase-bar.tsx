import { useTranslation } from 'react-i18next';
import { StepsBar } from '#renderer/ui/steps-bar.tsx';
import { phases, type Phase } from '#shared/tickets/phase.ts';

/** The seven phases as one stepper. */
export const PhaseBar = ({ phase }: { readonly phase: Phase }) => {
  const { t } = useTranslation('tickets');
  return <StepsBar label={t('phases')} steps={phases} now={phase} nameOf={(each) => t(`phase.${each}`)} />;
};
