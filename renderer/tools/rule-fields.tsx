import { Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { MAX_OUTPUT_BYTES, MAX_TIME_LIMIT_S, MAX_TOOL_NAME, MAX_TOOL_TEXT } from '#shared/tools/limits.ts';
import { neededRoles, toolClasses, toolModes, toolRisks } from '#shared/tools/tool.ts';
import type { EditedTool } from './edited-tool.ts';
import { InBoth } from './in-both.tsx';
import classes from './tools.module.css';

interface RuleFieldsProps {
  readonly tool: EditedTool;
  readonly onChange: (change: Partial<EditedTool>) => void;
}

const KIB = 1024;

/** What a tool is for, who may run it, and within which limits. */
export const RuleFields = ({ tool, onChange }: RuleFieldsProps) => {
  const { t } = useTranslation('tools');
  const { name, purpose, toolClass, risk, neededRole, mode, timeLimitS, outputLimitBytes, confirms } = tool;
  const number = (label: string, value: number, most: number, take: (value: number) => Partial<EditedTool>) => (
    <Field label={label}>
      {(control) => (
        <NumberInput
          {...control}
          min={1}
          max={most}
          clampBehavior="strict"
          allowDecimal={false}
          value={value}
          onChange={(next) => onChange(take(Math.max(1, Math.trunc(Number(next)) || 1)))}
        />
      )}
    </Field>
  );
  return (
    <>
      <InBoth
        label={t('field.name')}
        value={name}
        longest={MAX_TOOL_NAME}
        onChange={(next) => onChange({ name: next })}
      />
      <InBoth
        label={t('field.purpose')}
        value={purpose}
        longest={MAX_TOOL_TEXT}
        rows={2}
        onChange={(next) => onChange({ purpose: next })}
      />
      <Field label={t('kind')}>
        {(control) => (
          <NativeSelect
            id={control.id}
            value={toolClass}
            data={toolClasses.map((value) => ({ value, label: t(`class.${value}`) }))}
            onChange={(event) => {
              const next = toolClasses.find((each) => each === event.currentTarget.value);
              if (next) onChange({ toolClass: next });
            }}
          />
        )}
      </Field>
      <Field label={t('output')}>
        {(control) => (
          <NativeSelect
            id={control.id}
            value={mode}
            data={toolModes.map((value) => ({ value, label: t(`mode.${value}`) }))}
            onChange={(event) => {
              const next = toolModes.find((each) => each === event.currentTarget.value);
              if (next) onChange({ mode: next });
            }}
          />
        )}
      </Field>
      <Choices
        single
        legend={t('field.risk')}
        options={toolRisks.map((value) => ({ value, label: t(`risk.${value}`) }))}
        value={risk}
        onChange={(next) => onChange({ risk: next })}
      />
      <Choices
        single
        legend={t('field.role')}
        options={neededRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
        value={neededRole}
        onChange={(next) => onChange({ neededRole: next })}
      />
      {mode === 'captured' && (
        <div className={classes['pair']}>
          {number(t('field.timeLimit'), timeLimitS, MAX_TIME_LIMIT_S, (next) => ({ timeLimitS: next }))}
          {number(
            t('field.outputLimit'),
            Math.max(1, Math.round(outputLimitBytes / KIB)),
            MAX_OUTPUT_BYTES / KIB,
            (next) => ({ outputLimitBytes: next * KIB }),
          )}
        </div>
      )}
      <Checkbox
        size="xs"
        label={t('field.confirms')}
        checked={confirms}
        onChange={(event) => onChange({ confirms: event.currentTarget.checked })}
      />
      {mode === 'captured' && (
        <Checkbox
          size="xs"
          label={t('field.copiesScript')}
          description={t('field.copiesScriptHint')}
          checked={tool.copiesScript === true}
          onChange={(event) => onChange({ copiesScript: event.currentTarget.checked || undefined })}
        />
      )}
    </>
  );
};
