import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useOpenStatus } from '#renderer/api/session.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { inLanguage } from '#shared/services/service.ts';
import { MAX_TOOL_NAME, MAX_TOOL_PATH } from '#shared/tools/limits.ts';
import { fileScopes } from '#shared/tools/tool.ts';
import { newFile, type EditedTool } from './edited-tool.ts';
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
  const choose = async (at: number) => {
    const chosen = await client.call('tools.choosePath', {});
    if (chosen.ok && chosen.value !== null) put(at, { path: chosen.value });
  };
  return (
    <fieldset className={classes['group']}>
      <legend>{t('filesTitle')}</legend>
      {files.map(({ name, label, path, scope }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a file is its place: its name is being typed
        <details key={at} className={classes['folded']} open={path === '' || undefined}>
          <summary>
            <code>{`{${name}}`}</code>
            <span className="cut muted">{inLanguage(label, language)}</span>
          </summary>
          <div className={classes['form']}>
            <Field label={t('field.path')}>
              {(control) => (
                <div className={classes['path']}>
                  <TextInput
                    {...control}
                    autoComplete="off"
                    spellCheck={false}
                    maxLength={MAX_TOOL_PATH}
                    value={path}
                    onChange={(event) => put(at, { path: event.currentTarget.value })}
                  />
                  {isDesktop && <Button onClick={() => void choose(at)}>{t('choosePath')}</Button>}
                </div>
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
                  onChange={(event) =>
                    put(at, { scope: fileScopes.find((each) => each === event.currentTarget.value) })
                  }
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
          </div>
        </details>
      ))}
      <Button size="xs" className={classes['start']} onClick={() => onChange([...files, newFile(tool)])}>
        {t('addFile')}
      </Button>
    </fieldset>
  );
};
