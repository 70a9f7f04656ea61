import { useId } from 'react';
import { Button, FocusTrap } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import classes from './hand-over.module.css';

interface LeaveQuestionProps {
  /** Of the technician, for whom it is. */
  readonly name: string;
  readonly onLeave: () => void;
  readonly onStay: () => void;
}

/** Asked in the technician's language before the console is seen again. Staying has the focus. */
export const LeaveQuestion = ({ name, onLeave, onStay }: LeaveQuestionProps) => {
  const { t } = useTranslation('survey');
  const id = useId();
  useFocusReturn();
  useCommands('survey.leave', [{ id: 'survey.stay', label: t('stay'), key: 'Escape', run: onStay }], { modal: true });
  return (
    <div className={classes['scrim']}>
      <FocusTrap>
        <div
          className={classes['question']}
          role="alertdialog"
          aria-modal
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-text`}
          tabIndex={-1}
        >
          <h2 id={`${id}-title`}>{t('leaveTitle')}</h2>
          <p id={`${id}-text`}>{t('leaveText', { name })}</p>
          <div className={classes['answers']}>
            <Button
              size="lg"
              variant="default"
              data-autofocus
              onClick={onStay}
              rightSection={<KeyHint keys="Escape" />}
            >
              {t('stay')}
            </Button>
            <Button size="lg" variant="default" onClick={onLeave}>
              {t('leave')}
            </Button>
          </div>
        </div>
      </FocusTrap>
    </div>
  );
};
