import { Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { inLanguage } from '#shared/services/service.ts';
import { MAX_TOOL_NAME, MAX_VALUE } from '#shared/tools/limits.ts';
import { parameterKinds, type SecretWay } from '#shared/tools/tool.ts';
import { newParameter, type EditedParameter, type EditedTool } from './edited-tool.ts';
import { InBoth } from './in-both.tsx';
import classes from './tools.module.css';

interface ParameterFieldsProps {
  readonly tool: EditedTool;
  readonly onChange: (parameters: EditedTool['parameters']) => void;
}

/** What is filled in for each run: each parameter folded to its name, the one being made open. */
export const ParameterFields = ({ tool, onChange }: ParameterFieldsProps) => {
  const { t } = useTranslation('tools');
  const { language } = useFormat();
  const { parameters } = tool;
  const put = (at: number, change: Partial<EditedParameter>) =>
    onChange(parameters.map((each, place) => (place === at ? { ...each, ...change } : each)));
  return (
    <fieldset className={classes['group']}>
      <legend>{t('parametersTitle')}</legend>
      {parameters.map((parameter, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a parameter is its place: its name is being typed
        <details key={at} className={classes['folded']} open={parameter.label.en === '' || undefined}>
          <summary>
            <code>{`{${parameter.name}}`}</code>
            <span className="cut muted">{`${inLanguage(parameter.label, language)} · ${t(`kindOf.${parameter.kind}`)}`}</span>
          </summary>
          <div className={classes['form']}>
            <OneParameter parameter={parameter} onChange={(change) => put(at, change)} />
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              className={classes['start']}
              onClick={() => onChange(parameters.filter((_, place) => place !== at))}
            >
              {t('removeParameter', { name: parameter.name })}
            </Button>
          </div>
        </details>
      ))}
      <Button size="xs" className={classes['start']} onClick={() => onChange([...parameters, newParameter(tool)])}>
        {t('addParameter')}
      </Button>
    </fieldset>
  );
};

interface OneParameterProps {
  readonly parameter: EditedParameter;
  readonly onChange: (change: Partial<EditedParameter>) => void;
}

const secretOf = (by: string): SecretWay | undefined => {
  if (by === 'input') return { by };
  return by === 'variable' ? { by, variable: 'TOOL_SECRET' } : undefined;
};

const OneParameter = ({ parameter, onChange }: OneParameterProps) => {
  const { t } = useTranslation('tools');
  const { name, label, kind, isRequired, from, choices, least, most, allowed, longest, secret } = parameter;
  const lines = (field: 'from' | 'choices', value: string, hint: string) => (
    <Field label={t(`field.${field}`)} hint={hint} optional={field === 'from'}>
      {(control) => (
        <Textarea
          {...control}
          autosize
          minRows={2}
          maxRows={10}
          spellCheck={false}
          value={value}
          onChange={(event) => onChange({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  const number = (field: 'least' | 'most' | 'longest', value: number) => (
    <Field label={t(`field.${field}`)}>
      {(control) => (
        <NumberInput
          {...control}
          allowDecimal={false}
          {...(field === 'longest' ? { min: 1, max: MAX_VALUE } : {})}
          value={value}
          onChange={(next) => onChange({ [field]: Math.trunc(Number(next) || (field === 'longest' ? 1 : 0)) })}
        />
      )}
    </Field>
  );
  return (
    <>
      <div className={classes['pair']}>
        <Field label={t('field.parameterName')} hint={t('field.nameHint')}>
          {(control) => (
            <TextInput
              {...control}
              spellCheck={false}
              maxLength={40}
              value={name}
              onChange={(event) => onChange({ name: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('field.parameterKind')}>
          {(control) => (
            <NativeSelect
              id={control.id}
              value={kind}
              data={parameterKinds.map((value) => ({ value, label: t(`kindOf.${value}`) }))}
              onChange={(event) => {
                const next = parameterKinds.find((each) => each === event.currentTarget.value);
                if (next) onChange({ kind: next, ...(next === 'text' ? {} : { secret: undefined }) });
              }}
            />
          )}
        </Field>
      </div>
      <InBoth
        label={t('field.label')}
        value={label}
        longest={MAX_TOOL_NAME}
        onChange={(next) => onChange({ label: next })}
      />
      {kind === 'choice' && lines('choices', choices, t('field.choicesHint'))}
      {kind === 'integer' && (
        <div className={classes['pair']}>
          {number('least', least)}
          {number('most', most)}
        </div>
      )}
      {kind === 'text' && (
        <div className={classes['pair']}>
          <Field label={t('field.allowed')} hint={t('field.allowedHint')}>
            {(control) => (
              <TextInput
                {...control}
                classNames={{ input: 'mono' }}
                spellCheck={false}
                maxLength={200}
                value={allowed}
                onChange={(event) => onChange({ allowed: event.currentTarget.value })}
              />
            )}
          </Field>
          {number('longest', longest)}
        </div>
      )}
      {kind === 'text' && (
        <>
          <Field label={t('field.secret')} hint={secret ? t('field.secretHint') : undefined}>
            {(control) => (
              <NativeSelect
                id={control.id}
                value={secret?.by ?? ''}
                data={(['', 'input', 'variable'] as const).map((value) => ({
                  value,
                  label: t(`secret.${value === '' ? 'none' : value}`),
                }))}
                onChange={(event) => {
                  const next = secretOf(event.currentTarget.value);
                  onChange({ secret: next, ...(next ? { from: '', allowed: ' -~\\u00A0-\\u{10FFFF}' } : {}) });
                }}
              />
            )}
          </Field>
          {secret?.by === 'variable' && (
            <Field label={t('field.variable')}>
              {(control) => (
                <TextInput
                  {...control}
                  classNames={{ input: 'mono' }}
                  spellCheck={false}
                  maxLength={64}
                  value={secret.variable}
                  onChange={(event) => onChange({ secret: { by: 'variable', variable: event.currentTarget.value } })}
                />
              )}
            </Field>
          )}
        </>
      )}
      {!secret && lines('from', from, t('field.fromHint'))}
      <Checkbox
        size="xs"
        label={t('field.required')}
        checked={isRequired}
        onChange={(event) => onChange({ isRequired: event.currentTarget.checked })}
      />
    </>
  );
};
