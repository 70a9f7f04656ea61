import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { Failure } from '#shared/base/result.ts';
import classes from './rules.module.css';

interface RulePanelProps {
  readonly title: string;
  /** What saving does to tickets. */
  readonly note: string;
  readonly failure: Failure | undefined;
  readonly pending: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
  /** Undefined while nothing was changed. */
  readonly onDiscard: (() => void) | undefined;
  /** Above the fields, for everybody. */
  readonly top?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of a policy or calendar: its fields, disabled for who may only read them, and the one button. */
export const RulePanel = ({
  title,
  note,
  failure,
  pending,
  onSave,
  onClose,
  onDiscard,
  top,
  children,
}: RulePanelProps) => {
  const { t } = useTranslation('sla');
  const { t: ui } = useTranslation('ui');
  const canEdit = useAllowed('settings.manage');
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  const save = () => {
    onSave();
    afterSubmit();
  };
  useCommands(
    'sla-rule',
    [{ id: 'sla.save', label: t('save'), key: 'mod+Enter', group: t('levels'), keyOnly: true, run: save }],
    { active: canEdit },
  );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  return (
    <>
      <ViewHead title={title}>
        <ActionIcon aria-label={ui('close')} onClick={onClose}>
          <IconX size={16} stroke={1.6} />
        </ActionIcon>
      </ViewHead>
      <form ref={form} className={classes['panel']} onSubmit={onSubmit} noValidate>
        {canEdit ? null : <p className="muted small">{t('readOnly')}</p>}
        {top}
        <fieldset className={classes['fields']} disabled={!canEdit}>
          {children}
        </fieldset>
        {failure ? <FailureBanner failure={failure} /> : null}
        {canEdit && (
          <div className={classes['actions']}>
            <Button type="submit" variant="filled" loading={pending} rightSection={<KeyHint keys="mod+Enter" />}>
              {t('save')}
            </Button>
            {onDiscard && (
              <Button variant="subtle" onClick={onDiscard}>
                {ui('discard')}
              </Button>
            )}
            <span className="muted small">{note}</span>
          </div>
        )}
      </form>
    </>
  );
};
