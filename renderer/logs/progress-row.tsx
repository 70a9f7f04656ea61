import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import classes from './logs.module.css';

interface ProgressRowProps {
  /** What goes on. */
  readonly label: string;
  /** 0 … 1. */
  readonly share: number;
  readonly words: string;
  readonly onStop: () => void;
}

/** How far something is that takes a while, and the way to stop it. */
export const ProgressRow = ({ label, share, words, onStop }: ProgressRowProps) => {
  const { t } = useTranslation('logs');
  return (
    <div className={classes['progress']} role="group" aria-label={label}>
      <ProgressBar share={share} label={label} />
      <span className="muted small num">{words}</span>
      <Button size="xs" onClick={onStop}>
        {t('stop')}
      </Button>
    </div>
  );
};
