import { useMemo, useState, type FormEvent } from 'react';
import { Button, Checkbox, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useOpenStatus } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Choices } from '#renderer/ui/choices.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { Failure } from '#shared/base/result.ts';
import { inLanguage } from '#shared/services/service.ts';
import { planArgv } from '#shared/tools/argv.ts';
import { definitionProblems } from '#shared/tools/check.ts';
import { MAX_TIME_LIMIT_S, MAX_TOOL_NAME, MAX_TOOL_PATH, MAX_TOOL_TEXT } from '#shared/tools/limits.ts';
import type { ListedTool } from '#shared/tools/operations.ts';
import { neededRoles, toolRisks, variantFor, type ToolPlatform } from '#shared/tools/tool.ts';
import { ArgvLines } from './argv-lines.tsx';
import { definitionOf, draftOf, exampleOf, type ToolDraft } from './tool-draft.ts';
import classes from './tools.module.css';

interface ToolEditorProps {
  readonly tool: ListedTool;
  /** Makes another tool after this one. */
  readonly isNew: boolean;
  readonly platform: ToolPlatform;
  readonly onSaved: (toolId: string) => void;
  readonly onClose: () => void;
}

/** What an administrator changes of a tool, with what would run beside it. Whatever is saved has to be approved anew. */
export const ToolEditor = ({ tool: current, isNew, platform, onSaved, onClose }: ToolEditorProps) => {
  const { t } = useTranslation('tools');
  const format = useFormat();
  const client = useClient();
  const isDesktop = useOpenStatus().host === 'desktop';
  // What was opened, whatever somebody else saves meanwhile: saving over that is refused.
  const [tool] = useState(current);
  const [draft, setDraft] = useState(() => draftOf(tool.definition, platform));
  const [hasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const set = (change: Partial<ToolDraft>) => setDraft((now) => ({ ...now, ...change }));
  const definition = useMemo(() => definitionOf(tool.definition, platform, draft), [tool.definition, platform, draft]);
  const problems = definitionProblems(definition);
  const variant = variantFor(definition, platform);
  const preview = planArgv(definition, platform, exampleOf(definition));
  const names = [...definition.parameters, ...definition.files].map(({ name }) => `{${name}}`).join(' ');

  const save = async () => {
    setTried(true);
    if (problems.length > 0 || isPending) return;
    setPending(true);
    const target = isNew ? { toolId: null, seen: null } : { toolId: tool.id, seen: tool.revision };
    const answer = await client.call('tools.save', { ...target, definition });
    setPending(false);
    if (!answer.ok) {
      setFailure(answer.failure);
      return;
    }
    announce({ tone: 'done', text: t('saved') });
    onSaved(answer.value.id);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const choose = async (name: string) => {
    const chosen = await client.call('tools.choosePath', {});
    if (chosen.ok && chosen.value !== null) set({ paths: { ...draft.paths, [name]: chosen.value } });
  };
  const group = t('thisView');
  useCommands('tool-editor', [
    {
      id: 'tool.save',
      label: t('save'),
      group,
      key: 'mod+Enter',
      keyOnly: true,
      whileTyping: true,
      run: () => void save(),
    },
    { id: 'tool.leave', label: t('cancel'), group, key: 'Escape', keyOnly: true, run: onClose },
  ]);

  const text = (field: 'nameEn' | 'nameZh' | 'purposeEn' | 'purposeZh', longest: number) => (
    <Field label={t(`field.${field}`)}>
      {(control) => (
        <TextInput
          {...control}
          maxLength={longest}
          value={draft[field]}
          onChange={(event) => set({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
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
          value={draft[field]}
          onChange={(event) => set({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <ViewHead
        title={
          isNew ? t('duplicateTitle', { name: inLanguage(tool.definition.name, format.language) }) : t('editTitle')
        }
      />
      <form className={classes['formPane']} id="tool-form" onSubmit={submit} noValidate>
        {failure && <FailureBanner failure={failure} />}
        {hasTried && problems.length > 0 && (
          <div role="alert">
            <p>{t('wrong')}</p>
            <ul className={`${classes['bullets']} ${classes['wrong']}`}>
              {problems.map(({ code, about }) => (
                <li key={`${code} ${about}`}>{t(`wrong.${code}`, { about })}</li>
              ))}
            </ul>
          </div>
        )}
        <div className={classes['pair']}>
          {text('nameEn', MAX_TOOL_NAME)}
          {text('nameZh', MAX_TOOL_NAME)}
          {text('purposeEn', MAX_TOOL_TEXT)}
          {text('purposeZh', MAX_TOOL_TEXT)}
        </div>
        {variant ? (
          <>
            {lines('programs', t('field.programsHint'))}
            {lines('argv', t('field.argvHint', { names: names === '' ? '–' : names }))}
          </>
        ) : (
          <p className="soft">{t('nothingHere')}</p>
        )}
        {definition.files.map(({ name, label }) => (
          <Field key={name} label={t('field.file', { name: inLanguage(label, format.language) })}>
            {(control) => (
              <div className={classes['path']}>
                <TextInput
                  {...control}
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={MAX_TOOL_PATH}
                  value={draft.paths[name] ?? ''}
                  onChange={(event) => set({ paths: { ...draft.paths, [name]: event.currentTarget.value } })}
                />
                {isDesktop && <Button onClick={() => void choose(name)}>{t('choosePath')}</Button>}
              </div>
            )}
          </Field>
        ))}
        {variant && (
          <div className={classes['state']}>
            <p className="muted small">{t('preview')}</p>
            <ArgvLines
              label={t('preview')}
              program={variant.programs[0] ?? ''}
              argv={preview.argv}
              definition={definition}
              fromOf={() => t('fromTyped')}
            />
          </div>
        )}
        <Choices
          single
          legend={t('field.risk')}
          options={toolRisks.map((risk) => ({ value: risk, label: t(`risk.${risk}`) }))}
          value={draft.risk}
          onChange={(risk) => set({ risk })}
        />
        <Choices
          single
          legend={t('field.role')}
          options={neededRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          value={draft.neededRole}
          onChange={(neededRole) => set({ neededRole })}
        />
        <Field label={t('field.timeLimit')}>
          {(control) => (
            <NumberInput
              {...control}
              min={1}
              max={MAX_TIME_LIMIT_S}
              clampBehavior="strict"
              allowDecimal={false}
              value={draft.timeLimitS}
              onChange={(value) => set({ timeLimitS: Math.max(1, Number(value) || 1) })}
            />
          )}
        </Field>
        <Checkbox
          size="xs"
          label={t('field.confirms')}
          checked={draft.confirms}
          onChange={(event) => set({ confirms: event.currentTarget.checked })}
        />
      </form>
      <div className={classes['foot']}>
        <span className={classes['grow']} />
        <Button variant="subtle" color="gray" rightSection={<KeyHint keys="Escape" />} onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          type="submit"
          form="tool-form"
          variant="filled"
          loading={isPending}
          rightSection={<KeyHint keys="mod+Enter" />}
        >
          {t('save')}
        </Button>
      </div>
    </>
  );
};
