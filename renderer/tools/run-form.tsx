import { useState } from 'react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient, useOpenStatus } from '#renderer/api/session.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Failure } from '#shared/base/result.ts';
import { inLanguage } from '#shared/services/service.ts';
import { planArgv } from '#shared/tools/argv.ts';
import { MAX_TOOL_PATH } from '#shared/tools/limits.ts';
import type { Prepared } from '#shared/tools/operations.ts';
import type { TicketFact } from '#shared/tools/sources.ts';
import type { Parameter } from '#shared/tools/tool.ts';
import type { ValueProblem } from '#shared/tools/value.ts';
import { ArgvLines } from './argv-lines.tsx';
import { GuideDialog } from './guide-dialog.tsx';
import { StandingText } from './standing-text.tsx';
import { useSourceWords } from './use-source-words.ts';
import classes from './tools.module.css';

/** The step before had the focus, and is gone. */
const takeFocus = (element: HTMLElement | null): void => element?.focus();

interface RunFormProps {
  readonly title: string;
  readonly ticketId: string;
  readonly prepared: Prepared;
  readonly onStarted: () => void;
  readonly onClose: () => void;
}

const firstValues = ({ tool, offered }: Prepared): Readonly<Record<string, string>> =>
  Object.fromEntries(tool.definition.parameters.map(({ name }) => [name, offered[name]?.[0]?.value ?? '']));

/** Values, and the command that they make, as it will be started; where the tool asks for it, the command alone once more. */
export const RunForm = ({ title, ticketId, prepared, onStarted, onClose }: RunFormProps) => {
  const { t } = useTranslation('tools');
  const format = useFormat();
  const client = useClient();
  const sourceWords = useSourceWords();
  const isTraining = useOpenStatus().practice;
  const [values, setValues] = useState(() => firstValues(prepared));
  const [isReviewing, setReviewing] = useState(false);
  const [isBack, setBack] = useState(false);
  const [hasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [isGuideOpen, setGuideOpen] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const { tool, platform, program, offered } = prepared;
  const { definition, standing } = tool;
  const { argv, problems } = planArgv(definition, platform, values);
  const blocked = isTraining
    ? t('trainingShort')
    : standing.state !== 'approved'
      ? t(`standing.${standing.state}`)
      : program === null
        ? t('standing.no-program')
        : undefined;

  const from = ({ of, source }: TicketFact): string =>
    of === '' ? t('fromUsual') : t('fromSource', { of, field: sourceWords(source) });
  const fromOf = (name: string): string => {
    if ((values[name] ?? '') === '') return t('noValue');
    const fact = offered[name]?.find(({ value }) => value === values[name]);
    return fact ? from(fact) : t('fromTyped');
  };

  const submit = async () => {
    setTried(true);
    if (program === null || isPending || Object.keys(problems).length > 0) return;
    if (definition.confirms && !isReviewing) {
      setReviewing(true);
      return;
    }
    setPending(true);
    const answer = await client.call('tools.run', {
      toolId: tool.id,
      ticketId,
      values,
      argv: [program, ...argv.map(({ text }) => text)],
    });
    setPending(false);
    if (answer.ok) {
      onStarted();
      onClose();
      return;
    }
    setFailure(answer.failure);
    setReviewing(false);
  };
  useCommands('tools.run.guide', [
    {
      id: 'tools.guide',
      label: t('guideOpen'),
      key: 'F1',
      keyOnly: true,
      whileTyping: true,
      run: () => setGuideOpen(true),
    },
  ]);

  return (
    <>
      <FormDialog
        name="tools.run"
        title={title}
        size={560}
        submitLabel={t(definition.confirms && !isReviewing ? 'review' : 'start')}
        missing={undefined}
        failure={failure}
        pending={isPending}
        blocked={blocked}
        onSubmit={() => void submit()}
        // Escape in the guide closes the guide.
        onClose={() => {
          if (!isGuideOpen) onClose();
        }}
      >
        {isTraining && (
          <Banner boxed tone="quiet">
            {t('training')}
          </Banner>
        )}
        {standing.state !== 'approved' && (
          <Banner boxed tone="risk">
            <b>{t(`standing.${standing.state}`)}</b>
            <StandingText tool={tool} platform={platform} />
          </Banner>
        )}
        <div className={classes['buttons']}>
          <span className="soft">{inLanguage(definition.purpose, format.language)}</span>
          <span className={classes['grow']} />
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconBook2 size={14} stroke={1.6} aria-hidden />}
            rightSection={<KeyHint keys="F1" />}
            onClick={() => setGuideOpen(true)}
          >
            {t('guide')}
          </Button>
        </div>
        {!isReviewing &&
          definition.parameters.map((parameter, at) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              isFirst={at === 0}
              takesFocus={at === 0 && isBack}
              value={values[parameter.name] ?? ''}
              offered={offered[parameter.name] ?? []}
              error={hasTried || (values[parameter.name] ?? '') !== '' ? problems[parameter.name] : undefined}
              from={from}
              fromNow={fromOf(parameter.name)}
              onChange={(value) => setValues((now) => ({ ...now, [parameter.name]: value }))}
            />
          ))}
        {program !== null && (
          <div className={classes['state']}>
            <p className="muted small">
              {t(Object.keys(problems).length > 0 ? 'notYet' : blocked === undefined ? 'startsAs' : 'wouldStartAs')}
            </p>
            {definition.parameters.some(({ name, secret }) => secret && (values[name] ?? '') !== '') && (
              <p className="muted small">{t('secretNotShown')}</p>
            )}
            <ArgvLines
              whole
              label={t('command')}
              program={program}
              argv={argv}
              definition={definition}
              fromOf={fromOf}
            />
          </div>
        )}
        <dl className={classes['facts']}>
          <dt>{t('risk')}</dt>
          <dd>{t(`risk.${definition.risk}`)}</dd>
          <dt>{t('output')}</dt>
          <dd>{t(`mode.${definition.mode}`)}</dd>
          {definition.mode === 'captured' && (
            <>
              <dt>{t('timeLimit')}</dt>
              <dd>{format.duration(definition.timeLimitS * 1000)}</dd>
            </>
          )}
        </dl>
        {isReviewing && (
          <Button
            ref={takeFocus}
            size="xs"
            className={classes['start']}
            onClick={() => {
              setReviewing(false);
              setBack(true);
            }}
          >
            {t('back')}
          </Button>
        )}
      </FormDialog>
      {isGuideOpen && <GuideDialog definition={definition} onClose={() => setGuideOpen(false)} />}
    </>
  );
};

interface ParameterFieldProps {
  readonly parameter: Parameter;
  readonly isFirst: boolean;
  /** Where one comes back to from what was to be read: the focus was there. */
  readonly takesFocus: boolean;
  readonly value: string;
  readonly offered: readonly TicketFact[];
  readonly error: ValueProblem | undefined;
  readonly from: (fact: TicketFact) => string;
  /** Where the value that stands there comes from. */
  readonly fromNow: string;
  readonly onChange: (value: string) => void;
}

const ParameterField = ({
  parameter,
  isFirst,
  takesFocus,
  value,
  offered,
  error,
  from,
  fromNow,
  onChange,
}: ParameterFieldProps) => {
  const { t } = useTranslation('tools');
  const { language } = useFormat();
  const { kind, choices, least, most, isRequired } = parameter;
  const label = inLanguage(parameter.label, language);
  const words =
    error === undefined
      ? undefined
      : error === 'not-as-kind'
        ? t(`problem.not-as-kind.${kind}`, { least, most })
        : t(`problem.${error}`);
  const others = offered.filter((fact) => fact.value !== value && fact.of !== '').slice(0, 6);
  return (
    <Field
      label={label}
      optional={!isRequired}
      error={words}
      hint={parameter.secret ? t('secretGiven') : value === '' ? undefined : fromNow}
      tools={
        others.length === 0 ? undefined : (
          <span className={classes['others']}>
            <span className="muted small">{t('otherValues')}</span>
            {others.map((fact) => (
              <Button key={fact.value} size="compact-xs" variant="subtle" onClick={() => onChange(fact.value)}>
                {t('use', { value: fact.value, from: from(fact) })}
              </Button>
            ))}
          </span>
        )
      }
    >
      {(control) =>
        kind === 'choice' ? (
          <SearchSelect
            control={control}
            label={label}
            placeholder={t('problem.not-offered')}
            options={choices.map((choice) => ({ value: choice, label: choice }))}
            value={value === '' ? null : value}
            onChange={(choice) => onChange(choice ?? '')}
          />
        ) : parameter.secret ? (
          <PasswordInput
            {...control}
            {...(isFirst ? { 'data-autofocus': true } : {})}
            {...(takesFocus ? { ref: takeFocus } : {})}
            autoComplete="off"
            spellCheck={false}
            maxLength={MAX_TOOL_PATH}
            value={value}
            visibilityToggleButtonProps={{ 'aria-hidden': true }}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        ) : (
          <TextInput
            {...control}
            {...(isFirst ? { 'data-autofocus': true } : {})}
            {...(takesFocus ? { ref: takeFocus } : {})}
            autoComplete="off"
            spellCheck={false}
            maxLength={MAX_TOOL_PATH}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        )
      }
    </Field>
  );
};
