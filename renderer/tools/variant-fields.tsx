import { useState } from 'react';
import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { planArgv } from '#shared/tools/argv.ts';
import { MAX_TOOL_TEXT } from '#shared/tools/limits.ts';
import { toolPlatforms, type ToolDefinition, type ToolPlatform } from '#shared/tools/tool.ts';
import { ArgvLines } from './argv-lines.tsx';
import { emptyVariant, exampleOf, type EditedTool, type EditedVariant } from './edited-tool.ts';
import { InBoth } from './in-both.tsx';
import classes from './tools.module.css';

interface VariantFieldsProps {
  readonly tool: EditedTool;
  /** What the fields come to now. */
  readonly definition: ToolDefinition;
  /** This laptop's. */
  readonly platform: ToolPlatform;
  readonly onChange: (variants: EditedTool['variants']) => void;
}

/** What is started on each system, and exactly what that comes to with example values. */
export const VariantFields = ({ tool, definition, platform, onChange }: VariantFieldsProps) => {
  const { t } = useTranslation('tools');
  const [shown, setShown] = useState<ToolPlatform>(platform);
  const { parameters, files, variants } = tool;
  const variant = variants[shown];
  const names = [...parameters, ...files].map(({ name }) => `{${name}}`).join(' ');
  const put = (change: Partial<EditedVariant>) =>
    onChange({ ...variants, [shown]: { ...(variant ?? emptyVariant), ...change } });
  const lines = (field: 'programs' | 'argv', hint: string) => (
    <Field label={t(`field.${field}`)} hint={hint}>
      {(control) => (
        <Textarea
          {...control}
          classNames={{ input: 'mono' }}
          autosize
          minRows={2}
          maxRows={14}
          spellCheck={false}
          value={variant?.[field] ?? ''}
          onChange={(event) => put({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  const program = variant?.programs.split('\n').find((line) => line.trim() !== '');
  return (
    <fieldset className={classes['group']}>
      <legend>{t('variantsTitle')}</legend>
      <SegmentedControl
        size="xs"
        aria-label={t('variantsTitle')}
        value={shown}
        onChange={setShown}
        data={toolPlatforms.map((value) => ({ value, label: t(`platform.${value}`) }))}
      />
      {variant ? (
        <>
          {lines('programs', t('field.programsHint'))}
          {lines('argv', t('field.argvHint', { names: names === '' ? '–' : names }))}
          <div className={classes['state']}>
            <p className="muted small">{t('preview')}</p>
            <ArgvLines
              label={t('preview')}
              program={program?.trim() ?? ''}
              argv={planArgv(definition, shown, exampleOf(definition)).argv}
              definition={definition}
              fromOf={() => t('fromExample')}
            />
          </div>
          <InBoth
            label={t('field.getting')}
            value={variant.getting}
            longest={MAX_TOOL_TEXT}
            rows={2}
            onChange={(getting) => put({ getting })}
          />
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            className={classes['start']}
            onClick={() => onChange({ ...variants, [shown]: undefined })}
          >
            {t('removeVariant', { platform: t(`platform.${shown}`) })}
          </Button>
        </>
      ) : (
        <>
          <p className="soft">{t('nothingFor', { platform: t(`platform.${shown}`) })}</p>
          <Button size="xs" className={classes['start']} onClick={() => put({})}>
            {t('addVariant', { platform: t(`platform.${shown}`) })}
          </Button>
        </>
      )}
    </fieldset>
  );
};
