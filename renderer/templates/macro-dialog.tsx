import { useEffect, useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { ChildrenField } from '#renderer/links/children-field.tsx';
import { useOpenBelow } from '#renderer/links/use-open-below.ts';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PickList } from '#renderer/ui/pick-list.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import type { Failure } from '#shared/base/result.ts';
import type { MacroTrial } from '#shared/templates/operations.ts';
import type { ChildrenChoice } from '#shared/tickets/children.ts';
import type { TemplateValues } from '#shared/templates/variables.ts';
import { MacroSteps } from './macro-steps.tsx';
import { useTemplateLanguage, useTemplates, type TemplateOf } from './use-templates.ts';
import classes from './templates.module.css';

export interface MacroTarget {
  readonly id: string;
  readonly number: string;
}

interface MacroDialogProps {
  /** Undefined: chosen here first. */
  readonly macro: TemplateOf<'macro'> | undefined;
  readonly targets: readonly MacroTarget[];
  readonly onChoose: (macro: TemplateOf<'macro'>) => void;
  readonly onClose: () => void;
}

/** Which macro, then what it does to which tickets, before it does it. */
export const MacroDialog = ({ macro, targets, onChoose, onClose }: MacroDialogProps) => {
  const { t } = useTranslation('templates');
  const { t: ui } = useTranslation('ui');
  useFocusReturn();
  return (
    <Modal
      opened
      onClose={onClose}
      title={macro ? macro.content.name : t('runMacro')}
      size={480}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {macro ? (
        <MacroPreview key={macro.id} macro={macro} targets={targets} onClose={onClose} />
      ) : (
        <MacroChoice onChoose={onChoose} />
      )}
    </Modal>
  );
};

const nothing: ReadonlySet<string> = new Set();

const MacroChoice = ({ onChoose }: Pick<MacroDialogProps, 'onChoose'>) => {
  const { t } = useTranslation('templates');
  const macros = useTemplates('macro');
  const language = useTemplateLanguage();
  useCommands('macro.choice', [], { modal: true });
  return (
    <PickList
      label={t('findMacro')}
      options={macros.map(({ id, content }) => ({
        value: id,
        label: content.name,
        hint: content.language === language ? undefined : t(`language.${content.language}`),
      }))}
      chosen={nothing}
      emptyText={t('noMacro')}
      onPick={(id) => {
        const macro = macros.find((each) => each.id === id);
        if (macro) onChoose(macro);
      }}
    />
  );
};

interface MacroPreviewProps extends Pick<MacroDialogProps, 'targets' | 'onClose'> {
  readonly macro: TemplateOf<'macro'>;
}

/** What becomes of its open child tickets has to be said first. */
const isAsking = ({ failure }: MacroTrial): boolean => failure?.code === 'ticket.children-open';

const MacroPreview = ({ macro, targets, onClose }: MacroPreviewProps) => {
  const { t } = useTranslation('templates');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const failureText = useFailureText();
  const [trials, setTrials] = useState<readonly MacroTrial[]>();
  const [values, setValues] = useState<TemplateValues>();
  const [failure, setFailure] = useState<Failure>();
  const [done, setDone] = useState<number>();
  const [children, setChildren] = useState<ChildrenChoice | null>(null);
  /** Those that it resolves while child tickets are open. */
  const [parents, setParents] = useState<readonly string[]>([]);
  const [hasTried, setTried] = useState(false);
  const open = useOpenBelow(parents);
  const [first] = targets;

  useEffect(() => {
    let isWanted = true;
    const ticketIds = targets.map(({ id }) => id);
    if (ticketIds.length > 0)
      void client.call('templates.tryMacro', { id: macro.id, ticketIds, children }).then((tried) => {
        if (!isWanted) return;
        if (!tried.ok) {
          setFailure(tried.failure);
          return;
        }
        setTrials(tried.value);
        if (children === null) setParents(tried.value.filter(isAsking).map(({ ticketId }) => ticketId));
      });
    void client.call('templates.values', { ticketId: first?.id ?? null }).then((found) => {
      if (isWanted && found.ok) setValues(found.value);
    });
    return () => {
      isWanted = false;
    };
  }, [client, macro.id, targets, first, children]);

  const refused = trials?.filter((trial) => trial.failure !== null && !isAsking(trial)) ?? [];
  const willing = trials?.filter((trial) => trial.failure === null) ?? [];
  const asks = parents.length > 0 && children === null;
  const run = async () => {
    setTried(true);
    if (asks || willing.length === 0 || done !== undefined) return;
    const failures: Failure[] = [];
    for (const [place, { ticketId }] of willing.entries()) {
      setDone(place);
      const { id, version } = macro;
      const answer = await client.call('templates.runMacro', { id, version, ticketId, children });
      if (!answer.ok) failures.push(answer.failure);
    }
    const [why] = failures;
    const { name } = macro.content;
    const counts = { count: willing.length, done: willing.length - failures.length };
    if (why && counts.done === 0) {
      setDone(undefined);
      setFailure(why);
      return;
    }
    if (why) announce({ tone: 'refused', text: t('ranSome', { name, why: failureText(why), ...counts }) });
    else announce({ tone: 'done', text: t('ran', { name, count: willing.length }) });
    onClose();
  };
  useCommands(
    'macro.run',
    [{ id: 'macro.run', label: t('run'), key: 'mod+Enter', keyOnly: true, run: () => void run() }],
    { modal: true },
  );

  return (
    <div className={classes['dialog']}>
      <MacroSteps macro={macro.content} values={values} />
      {targets.length > 1 && values && first && (
        <p className="small muted">{t('shownFor', { number: first.number })}</p>
      )}
      {failure && <FailureBanner failure={failure} />}
      {parents.length > 0 && (
        <ChildrenField open={open} value={children} onChange={setChildren} isMissing={hasTried && asks} />
      )}
      {refused.length > 0 && (
        <div role="alert" className={classes['refused']}>
          <p>
            <RiskGlyph />
            {t('refuses', { count: refused.length, total: targets.length })}
          </p>
          <ul>
            {refused.map((trial) => (
              <li key={trial.ticketId}>
                <span className="num">{trial.number}</span>{' '}
                {trial.failure &&
                  t('refusedAt', {
                    step: Number(trial.failure.details?.['step'] ?? 1),
                    why: failureText(trial.failure),
                  })}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={classes['dialogActions']}>
        <Button variant="subtle" color="gray" onClick={onClose} rightSection={<KeyHint keys="Escape" />}>
          {ui('cancel')}
        </Button>
        <Button
          variant="filled"
          data-autofocus
          loading={done !== undefined || (trials === undefined && !failure)}
          aria-disabled={willing.length + (asks ? parents.length : 0) === 0 || undefined}
          rightSection={<KeyHint keys="mod+Enter" />}
          onClick={() => void run()}
        >
          {t('runOn', { count: willing.length + (asks ? parents.length : 0) })}
        </Button>
      </div>
    </div>
  );
};
