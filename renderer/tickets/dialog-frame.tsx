import { useId, type FormEvent, type ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { StateGlyph } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import type { Failure } from '#shared/base/result.ts';
import { nextState } from '#shared/tickets/actions.ts';
import type { ActionTarget, DialogAction } from './action-store.ts';
import classes from './dialogs.module.css';

interface DialogFrameProps {
  readonly action: DialogAction;
  readonly targets: readonly ActionTarget[];
  readonly title: string;
  /** “Two things are missing …”, once the person has tried. */
  readonly missing: string | undefined;
  readonly failure: Failure | undefined;
  readonly pending: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The frame of every action dialog: which ticket goes from which state to which, the fields, the way back and the one primary button. */
export const DialogFrame = ({
  action,
  targets,
  title,
  missing,
  failure,
  pending,
  onSubmit,
  onClose,
  children,
}: DialogFrameProps) => {
  const { t } = useTranslation('tickets');
  const formId = useId();
  const [first] = targets;
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  useFocusReturn();
  const send = () => {
    onSubmit();
    afterSubmit();
  };
  useCommands(
    `ticket.dialog.${action}`,
    [{ id: `ticket.dialog.${action}`, label: t(`action.${action}`), key: 'mod+Enter', keyOnly: true, run: send }],
    { modal: true },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const to = first && action !== 'setPriority' ? nextState(first.state, action) : undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={480}
      closeButtonProps={{ 'aria-label': t('keepWorking') }}
      classNames={{ body: classes['body'], title: classes['title'] }}
    >
      <form ref={form} id={formId} onSubmit={submit} noValidate className={classes['form']}>
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
        {missing !== undefined && <p role="alert">{missing}</p>}
        {failure && <FailureBanner failure={failure} />}
        {children}
      </form>
      <div className={classes['actions']}>
        <Button variant="subtle" color="gray" onClick={onClose} rightSection={<KeyHint keys="Escape" />}>
          {t('keepWorking')}
        </Button>
        <Button
          variant="filled"
          type="submit"
          form={formId}
          loading={pending}
          rightSection={<KeyHint keys="mod+Enter" />}
        >
          {t(`action.${action}`)}
        </Button>
      </div>
    </Modal>
  );
};
