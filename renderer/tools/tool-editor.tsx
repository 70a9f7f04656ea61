import { useMemo, useState, type FormEvent } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { DiscardDraft, DraftFoot } from '#renderer/drafts/draft-foot.tsx';
import { useRevisionEdit } from '#renderer/drafts/use-revision-edit.ts';
import { announce } from '#renderer/ui/announce.ts';
import { StaleBanner } from '#renderer/ui/stale-banner.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { placeNow } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { Failure } from '#shared/base/result.ts';
import { inLanguage } from '#shared/services/service.ts';
import type { ListedTool } from '#shared/tools/operations.ts';
import type { ToolPlatform } from '#shared/tools/tool.ts';
import { DefinitionChanges } from './definition-changes.tsx';
import { definitionFaults } from './definition-faults.ts';
import { definitionOf, editedOf, keptTool, toolDraft } from './edited-tool.ts';
import { FileFields } from './file-fields.tsx';
import { GuideFields } from './guide-fields.tsx';
import { ParameterFields } from './parameter-fields.tsx';
import { RuleFields } from './rule-fields.tsx';
import { VariantFields } from './variant-fields.tsx';
import classes from './tools.module.css';

interface ToolEditorProps {
  readonly tool: ListedTool;
  /** Makes another tool after this one. */
  readonly isNew: boolean;
  readonly platform: ToolPlatform;
  readonly onSaved: (toolId: string) => void;
  readonly onClose: () => void;
}

/** All that an administrator writes of a tool, with what would run beside it. Whatever is saved has to be approved anew. Closing it keeps what was typed. */
export const ToolEditor = ({ tool: current, isNew, platform, onSaved, onClose }: ToolEditorProps) => {
  const { t } = useTranslation('tools');
  const { t: tickets } = useTranslation('tickets');
  const format = useFormat();
  const client = useClient();
  const initial = editedOf(current.definition);
  const edit = useRevisionEdit({
    key: isNew ? `new-${current.id}` : current.id,
    initial,
    newest: isNew ? null : current.revision,
    fieldsOf: toolDraft,
    valueOf: (fields) => keptTool(fields, initial),
  });
  const { value: tool, seen, change } = edit;
  const [isDiscarding, setDiscarding] = useState(false);
  const [hasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const definition = useMemo(() => definitionOf(tool), [tool]);
  const faults = definitionFaults(definition);

  const save = async () => {
    setTried(true);
    if (faults.length > 0 || isPending) return;
    setPending(true);
    const isHere = placeNow();
    await edit.flush();
    const target = isNew ? { toolId: null, seen: null } : { toolId: current.id, seen };
    const answer = await client.call('tools.save', { ...target, definition });
    setPending(false);
    setFailure(answer.ok || answer.failure.code === 'record.stale' ? undefined : answer.failure);
    if (!answer.ok) return;
    await edit.end();
    announce({ tone: 'done', text: t('saved') });
    if (isHere()) onSaved(answer.value.id);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
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
    { id: 'tool.leave', label: t('closeEditor'), group, key: 'Escape', keyOnly: true, run: onClose },
    ...(edit.isChanged
      ? [{ id: 'tool.discardDraft', label: tickets('discardDraft'), group, run: () => setDiscarding(true) }]
      : []),
  ]);
  const title = isNew
    ? t('duplicateTitle', { name: inLanguage(current.definition.name, format.language) })
    : t('editTitle');
  return (
    <>
      <ViewHead title={title} />
      <form className={classes['formPane']} id="tool-form" onSubmit={submit} noValidate>
        {edit.isStale && !isPending && (
          <StaleBanner
            text={t('stale')}
            takeNewer={t('takeNewer')}
            keepMine={t('keepMine')}
            onTakeNewer={() => setDiscarding(true)}
            onKeepMine={edit.rebase}
          />
        )}
        {failure && <FailureBanner failure={failure} />}
        {hasTried && faults.length > 0 && (
          <div role="alert">
            <p>{t('wrong')}</p>
            <ul className={`${classes['bullets']} ${classes['wrong']}`}>
              {faults.map(({ code, about }) => (
                <li key={`${code} ${about}`}>{t(`wrong.${code}`, { about })}</li>
              ))}
            </ul>
          </div>
        )}
        <RuleFields tool={tool} onChange={change} />
        <VariantFields
          tool={tool}
          definition={definition}
          platform={platform}
          onChange={(variants) => change({ variants })}
        />
        <ParameterFields tool={tool} onChange={(parameters) => change({ parameters })} />
        <FileFields tool={tool} onChange={(files) => change({ files })} />
        <GuideFields guide={tool.guide} onChange={(guide) => change({ guide })} />
        {!isNew && <DefinitionChanges toolId={current.id} definition={definition} />}
      </form>
      <DraftFoot isChanged={edit.isChanged} state={edit.state} onDiscard={() => setDiscarding(true)}>
        <Button variant="subtle" color="gray" rightSection={<KeyHint keys="Escape" />} onClick={onClose}>
          {t('closeEditor')}
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
      </DraftFoot>
      <DiscardDraft
        opened={isDiscarding}
        onConfirm={() => {
          setDiscarding(false);
          setFailure(undefined);
          setTried(false);
          void edit.end();
        }}
        onClose={() => setDiscarding(false)}
      >
        {title}
      </DiscardDraft>
    </>
  );
};
