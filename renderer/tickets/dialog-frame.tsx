import type { ReactNode } from 'react';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { StateGlyph } from '#renderer/ui/glyphs.tsx';
import type { ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { nextState } from '#shared/tickets/actions.ts';
import type { ActionTarget, DialogAction } from './action-store.ts';
import classes from '#renderer/ui/dialogs.module.css';

interface DialogFrameProps {
  readonly action: DialogAction;
  readonly targets: readonly ActionTarget[];
  readonly title: string;
  /** “Two things are missing …”, once the person has tried. */
  readonly missing: string | undefined;
  readonly failure: ShownFailure | undefined;
  readonly pending: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The frame of every action dialog: which ticket goes from which state to which, and what that needs. */
export const DialogFrame = ({ action, targets, children, ...dialog }: DialogFrameProps) => {
  const { t } = useTranslation('tickets');
  const [first] = targets;
  const to = first && action !== 'setPriority' ? nextState(first.state, action) : undefined;
  return (
    <FormDialog {...dialog} name={`ticket.dialog.${action}`} submitLabel={t(`action.${action}`)}>
      {targets.length === 1 && first && (
        <p className={classes['move']}>
          <StateGlyph state={first.state} label={t(`state.${first.state}`)} />
          <span className="num">{first.number}</span>
          {to !== undefined && to !== first.state && (
            <>
              <IconArrowRight size={14} stroke={1.6} aria-hidden />
              <StateGlyph state={to} />
              <b>{t(`state.${to}`)}</b>
            </>
          )}
        </p>
      )}
      {targets.length > 1 && <p className={classes['move']}>{t('tickets', { count: targets.length })}</p>}
      {children}
    </FormDialog>
  );
};
