import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Choices } from '#renderer/ui/choices.tsx';
import { StateGlyph } from '#renderer/ui/glyphs.tsx';
import type { LinkedTicket } from '#shared/links/operations.ts';
import { childrenChoices, type ChildrenChoice } from '#shared/tickets/children.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import classes from './links.module.css';

interface ChildrenFieldProps {
  /** Tickets that stay open unless something else is chosen; undefined while that is not known. */
  readonly open: readonly LinkedTicket[] | undefined;
  readonly value: ChildrenChoice | null;
  readonly onChange: (value: ChildrenChoice) => void;
  /** The person has tried to go on without an answer. */
  readonly isMissing: boolean;
  /** It is what the dialog is about. */
  readonly autoFocus?: boolean;
  /** Another way to go on. */
  readonly more?: ReactNode;
}

/** What becomes of the open tickets below those that end, each named; nothing is chosen beforehand. Nothing where there are none. */
export const ChildrenField = ({ open, value, onChange, isMissing, autoFocus = false, more }: ChildrenFieldProps) => {
  const { t } = useTranslation('links');
  const { t: words } = useTranslation('tickets');
  if (open === undefined || open.length === 0) return null;
  const title = t('below', { count: open.length });
  return (
    <div>
      <div className={classes['ticketsHead']}>
        <span className={classes['grow']}>{title}</span>
        {more}
      </div>
      <ul className={`${classes['tickets']} ${classes['few']}`} aria-label={title}>
        {open.map((ticket) => (
          <li key={ticket.id} className={classes['choice']}>
            <StateGlyph state={ticket.state} label={words(`state.${ticket.state}`)} />
            <span className={`${classes['number']} num`}>{shortNumber(ticket.number)}</span>
            <span className={classes['title']} title={ticket.title}>
              {ticket.title}
            </span>
          </li>
        ))}
      </ul>
      <Choices
        legend={t('belowWhat')}
        single
        options={childrenChoices.map((choice) => ({ value: choice, label: t(`below.${choice}`) }))}
        value={value}
        onChange={onChange}
        autoFocus={autoFocus}
        error={isMissing ? t('belowNeeded') : undefined}
      />
    </div>
  );
};
