import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useOpenStatus } from '#renderer/api/session.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { PathInput } from '#renderer/ui/path-input.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { inLanguage } from '#shared/services/service.ts';
import { MAX_TOOL_NAME, MAX_TOOL_PATH } from '#shared/tools/limits.ts';
import { fileScopes } from '#shared/tools/tool.ts';
import { newFile, type EditedTool } from './edited-tool.ts';
import { Folded } from './folded.tsx';
import { InBoth } from './in-both.tsx';
import classes from './tools.module.css';

interface FileFieldsProps {
  readonly tool: EditedTool;
  readonly onChange: (files: EditedTool['files']) => void;
}

/** Files that the tool reads, e.g. a playbook. */
export const FileFields = ({ tool, onChange }: FileFieldsProps) => {
  const { t } = useTranslation('tools');
  const { language } = useFormat();
  const client = useClient();
  const isDesktop = useOpenStatus().host === 'desktop';
  const { files } = tool;
  const put = (at: number, change: Partial<EditedTool['files'][number]>) =>
    onChange(files.map((each, place) => (place === at ? { ...each, ...change } : each)));
  const choose = async () => {
    const chosen = await client.call('tools.choosePath', {});
    return chosen.ok ? chosen.value : null;
  };
  return (
    <fieldset className={classes['group']}>
      <legend>{t('filesTitle')}</legend>
      {files.map(({ name, label, path, scope }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a file is its place: its name is being typed
        <Folded key={at} startsOpen={path === ''} name={name} about={inLanguage(label, language)}>
          <Field label={t('field.path')}>
            {(control) => (
              <PathInput
                control={control}
                value={path}
                longest={MAX_TOOL_PATH}
                chooseLabel={t('choosePath')}
                choose={isDesktop ? choose : undefined}
                onChange={(next) => put(at, { path: next })}
              />
            )}
          </Field>
          <Field label={t('field.scope')} hint={t(`scopeHint.${scope ?? 'file'}`)}>
            {(control) => (
              <NativeSelect
                id={control.id}
                value={scope ?? ''}
                data={[
                  { value: '', label: t('scope.file') },
                  ...fileScopes.map((value) => ({ value, label: t(`scope.${value}`) })),
                ]}
                onChange={(event) => put(at, { scope: fileScopes.find((each) => each === event.currentTarget.value) })}
              />
            )}
          </Field>
          <Field label={t('field.parameterName')} hint={t('field.nameHint')}>
            {(control) => (
              <TextInput
                {...control}
                spellCheck={false}
                maxLength={40}
                value={name}
                onChange={(event) => put(at, { name: event.currentTarget.value })}
              />
            )}
          </Field>
          <InBoth
            label={t('field.label')}
            value={label}
            longest={MAX_TOOL_NAME}
            onChange={(next) => put(at, { label: next })}
          />
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            className={classes['start']}
            onClick={() => onChange(files.filter((_, place) => place !== at))}
          >
            {t('removeFile', { name })}
          </Button>
        </Folded>
      ))}
      <Button size="xs" className={classes['start']} onClick={() => onChange([...files, newFile(tool)])}>
        {t('addFile')}
      </Button>
    </fieldset>
  );
};
