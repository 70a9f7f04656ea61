import { useId, type FormEvent, type ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BlockableButton } from './blockable-button.tsx';
import { FailureBanner, type ShownFailure } from './failure-banner.tsx';
import { KeyHint } from './key-hint.tsx';
import { useCommands } from './use-commands.ts';
import { useFirstWrong } from './use-first-wrong.ts';
import { useFocusReturn } from './use-focus-return.ts';
import classes from './dialogs.module.css';

interface FormDialogProps {
  /** Names the command that submits: `ticket.dialog.hold`. */
  readonly name: string;
  readonly title: string;
  /** What the primary button says. */
  readonly submitLabel: string;
  /** 480 where not given. */
  readonly size?: number;
  /** “Two things are missing …”, once the person has tried. */
  readonly missing: string | undefined;
  readonly failure: ShownFailure | undefined;
  readonly pending: boolean;
  /** Why it cannot be submitted, whatever is filled in: stands beside the button, which is then out of use. */
  readonly blocked?: string | undefined;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** With the first frame, not a timer later: on a busy laptop what is typed at once would land beside the fields. `actions` stand below them. */
const takeFocus = (actions: HTMLElement | null): void => {
  actions?.parentElement?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
};

/** The frame of a dialog that asks for what a command needs: the fields, the way back and the one primary button. */
export const FormDialog = ({
  name,
  title,
  submitLabel,
  size = 480,
  missing,
  failure,
  pending,
  blocked,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) => {
  const { t } = useTranslation('ui');
  const formId = useId();
  const whyId = useId();
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  useFocusReturn();
  const send = () => {
    onSubmit();
    afterSubmit();
  };
  useCommands(
    name,
    [{ id: name, label: submitLabel, key: 'mod+Enter', keyOnly: true, unavailable: blocked, run: send }],
    { modal: true },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ body: classes['body'], title: classes['title'] }}
    >
      <form ref={form} id={formId} onSubmit={submit} noValidate className={classes['form']}>
        {missing !== undefined && <p role="alert">{missing}</p>}
        {failure && <FailureBanner failure={failure} />}
        {children}
      </form>
      <div ref={takeFocus} className={classes['actions']}>
        {blocked !== undefined && (
          <p id={whyId} className={classes['why']}>
            {blocked}
          </p>
        )}
        <Button variant="subtle" color="gray" onClick={onClose} rightSection={<KeyHint keys="Escape" />}>
          {t('cancel')}
        </Button>
        <BlockableButton
          variant="filled"
          type="submit"
          form={formId}
          loading={pending}
          blockedBy={blocked === undefined ? undefined : whyId}
          rightSection={<KeyHint keys="mod+Enter" />}
        >
          {submitLabel}
        </BlockableButton>
      </div>
    </Modal>
  );
};
