import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { IconCircleCheck, IconShare2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RunOutcome } from '#shared/diagnosis/event.ts';
import type { ResolutionCode } from '#shared/tickets/ticket.ts';
import classes from './diagnosis.module.css';

interface OutcomeCardProps {
  readonly outcome: RunOutcome;
  /** It was come to just now: the focus that was on the last answer goes on to it. */
  readonly takesFocus: boolean;
  readonly codeName: (code: ResolutionCode) => string;
  readonly children?: ReactNode;
}

/** What a run came to: the likely cause, and what to do about it or whom to pass it to. */
export const OutcomeCard = ({ outcome, takesFocus, codeName, children }: OutcomeCardProps) => {
  const { t } = useTranslation('diagnosis');
  const card = useRef<HTMLDivElement>(null);
  const [takesFirst] = useState(takesFocus);
  useLayoutEffect(() => {
    if (takesFirst && document.activeElement === document.body) card.current?.querySelector('button')?.focus();
  }, [takesFirst]);
  const { cause, resolution, escalate, article } = outcome;
  const Mark = resolution ? IconCircleCheck : IconShare2;
  return (
    <div ref={card} className={classes['outcome']} data-outcome={outcome.node}>
      <div aria-live="polite">
        <p className="muted small">{t('cause')}</p>
        <p className={classes['question']}>
          <Mark size={16} stroke={1.6} aria-hidden />
          {cause}
        </p>
      </div>
      {resolution && (
        <p>
          <span className="muted">
            {t('fix')} · {codeName(resolution.code)}
          </span>
          <br />
          {resolution.text}
        </p>
      )}
      {escalate !== null && (
        <p>
          <span className="muted">{t('escalateTo')}</span>
          <br />
          {escalate}
        </p>
      )}
      {article !== null && <p className="soft small">{t('article', { words: article })}</p>}
      {children}
    </div>
  );
};
