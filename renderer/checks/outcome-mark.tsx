import type { ReactNode } from 'react';
import { IconClock, IconHelp, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BreachGlyph, OkGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import type { Outcome } from '#shared/checks/finding.ts';
import type { ListedCheck } from '#shared/checks/operations.ts';
import type { CheckState } from '#shared/checks/states.ts';
import classes from './checks.module.css';

const unknown = <IconHelp size={14} stroke={1.6} aria-hidden />;

const outcomeGlyphs: Readonly<Record<Outcome, ReactNode>> = {
  ok: <OkGlyph />,
  warning: <RiskGlyph />,
  failed: <BreachGlyph />,
  unknown,
};

const stateGlyphs: Readonly<Record<CheckState, ReactNode>> = {
  failing: <BreachGlyph />,
  warning: <RiskGlyph />,
  unknown,
  waiting: <IconClock size={14} stroke={1.6} aria-hidden />,
  ok: <OkGlyph />,
  paused: <IconPlayerPause size={14} stroke={1.6} aria-hidden />,
};

/** What a run came to, in a shape and a word. */
export const OutcomeMark = ({ outcome }: { readonly outcome: Outcome }) => {
  const { t } = useTranslation('checks');
  return (
    <span className={classes['state']} data-outcome={outcome}>
      {outcomeGlyphs[outcome]}
      {t(`outcome.${outcome}`)}
    </span>
  );
};

/** How a check stands, in a shape and a word. */
export const CheckStateMark = ({
  state,
  inMaintenance,
  isRunning,
}: Pick<ListedCheck, 'state' | 'inMaintenance' | 'isRunning'>) => {
  const { t } = useTranslation('checks');
  const word = isRunning
    ? t('state.running')
    : inMaintenance && state === 'paused'
      ? t('state.maintenance')
      : t(`state.${state}`);
  return (
    <span className={classes['state']}>
      {stateGlyphs[state]}
      {word}
    </span>
  );
};
