import { useState, type FormEvent } from 'react';
import { ActionIcon, Button, Menu, NativeSelect, TextInput } from '@mantine/core';
import { IconDots, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { DiscardDraft, DraftFoot } from '#renderer/drafts/draft-foot.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { StaleBanner } from '#renderer/ui/stale-banner.tsx';
import { copyText } from '#renderer/ui/copy-text.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { placeNow } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { Failure } from '#shared/base/result.ts';
import { MAX_TEMPLATE_NAME } from '#shared/templates/limits.ts';
import {
  templateLanguages,
  type TemplateContent,
  type TemplateVersion,
  type TemplateView,
} from '#shared/templates/template.ts';
import { isIncomplete } from './content-edits.ts';
import { MacroEditor } from './macro-editor.tsx';
import { TemplatePreview } from './template-preview.tsx';
import { TemplateText } from './template-text.tsx';
import { templatesStore } from './templates-store.ts';
import { TicketEditor } from './ticket-editor.tsx';
import { useTemplateEdit } from './use-template-edit.ts';
import classes from './templates.module.css';

interface TemplatePanelProps {
  /** Undefined for one that is new. */
  readonly template: TemplateView | undefined;
  readonly initial: TemplateContent;
  /** What is typed is kept under it. */
  readonly draftKey: string;
  readonly onSaved: (template: TemplateView) => void;
  readonly onDuplicate: (content: TemplateContent) => void;
  readonly onClose: () => void;
}

/** One template: its fields, what it makes, and what can be done with it. Closing it keeps what was typed. */
export const TemplatePanel = ({ template, initial, draftKey, onSaved, onDuplicate, onClose }: TemplatePanelProps) => {
  const { t } = useTranslation('templates');
  const { t: ui } = useTranslation('ui');
  const { t: tickets } = useTranslation('tickets');
  const client = useClient();
  const format = useFormat();
  const now = useNow();
  const save = useStore(useSessionStore(templatesStore), (state) => state.save);
  const mayManage = useAllowed('templates.manage');
  const mayWork = useAllowed('tickets.work');
  const edit = useTemplateEdit(draftKey, template, initial, mayManage ? 'desk' : 'own');
  const { content, scope, version, isChanged, change: setContent } = edit;
  const [isDiscarding, setDiscarding] = useState(false);
  const [versions, setVersions] = useState<readonly TemplateVersion[]>([]);
  const [hasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  const canEdit = mayWork && (scope === 'own' || mayManage);

  const keep = async (retired: boolean, next: TemplateContent) => {
    setTried(true);
    afterSubmit();
    if (isIncomplete(next) || isPending || !canEdit) return;
    setPending(true);
    const isHere = placeNow();
    await edit.flush();
    const isText = next === content;
    const saved = await save(
      { id: template?.id ?? null, version: isText ? version : (template?.version ?? null), retired, content: next },
      scope,
    );
    setPending(false);
    setFailure(saved.ok ? undefined : saved.failure);
    if (!saved.ok) return;
    setTried(false);
    if (isText) await edit.end();
    announce({ tone: 'done', text: t('saved', { name: saved.value.content.name }) });
    if (isHere()) onSaved(saved.value);
  };
  const submit = () => void keep(template?.retired ?? false, content);
  useCommands(
    'template',
    [
      { id: 'templates.save', label: t('save'), key: 'mod+Enter', group: t('title'), keyOnly: true, run: submit },
      ...(isChanged
        ? [
            {
              id: 'templates.discardDraft',
              label: tickets('discardDraft'),
              group: t('title'),
              run: () => setDiscarding(true),
            },
          ]
        : []),
    ],
    { active: canEdit },
  );
  const change = (fields: Partial<TemplateContent>) => setContent({ ...content, ...fields } as TemplateContent);
  const loadVersions = () => {
    if (template)
      void client.call('templates.versions', { id: template.id }).then((found) => {
        if (found.ok) setVersions(found.value.slice(0, -1).toReversed());
      });
  };

  return (
    <>
      <ViewHead title={content.name || t('newOf', { kind: t(`kind.${content.kind}`) })}>
        <Menu position="bottom-end" onOpen={loadVersions}>
          <Menu.Target>
            <ActionIcon aria-label={tickets('moreActions')}>
              <IconDots size={16} stroke={1.6} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              disabled={!mayWork}
              onClick={() => onDuplicate({ ...content, name: t('copyOf', { name: content.name }) })}
            >
              {t('duplicate')}
            </Menu.Item>
            <Menu.Item
              onClick={() =>
                void copyText(JSON.stringify(content, null, 2), { done: t('exported'), failed: ui('copyFailed') })
              }
            >
              {t('export')}
            </Menu.Item>
            {template && (
              <Menu.Item disabled={!canEdit} onClick={() => void keep(!template.retired, initial)}>
                {template.retired ? t('offer') : t('retire')}
              </Menu.Item>
            )}
            {versions.length > 0 && <Menu.Label>{t('versions')}</Menu.Label>}
            {versions.slice(0, 8).map((earlier) => (
              <Menu.Item key={earlier.version} onClick={() => edit.take(earlier.content)}>
                {t('takeVersion', { number: earlier.version, at: format.moment(earlier.savedAt, now) })}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <ActionIcon aria-label={ui('close')} onClick={onClose}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </ViewHead>
      <form
        ref={form}
        className={classes['panel']}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        {!canEdit && <p className="muted small">{t('readOnly')}</p>}
        {edit.isStale && !isPending && (
          <StaleBanner
            text={t('stale')}
            takeNewer={t('takeNewer')}
            keepMine={t('keepMine')}
            onTakeNewer={() => setDiscarding(true)}
            onKeepMine={edit.rebase}
          />
        )}
        <fieldset key={edit.epoch} className={classes['fields']} disabled={!canEdit}>
          <Field label={t('name')} error={hasTried && content.name.trim() === '' ? t('nameNeeded') : undefined}>
            {(control) => (
              <TextInput
                {...control}
                maxLength={MAX_TEMPLATE_NAME}
                value={content.name}
                onChange={(event) => change({ name: event.currentTarget.value })}
              />
            )}
          </Field>
          <div className={classes['pair']}>
            <NativeSelect
              label={t('language')}
              value={content.language}
              onChange={(event) => {
                const language = templateLanguages.find((each) => each === event.currentTarget.value);
                if (language) change({ language });
              }}
              data={templateLanguages.map((value) => ({ value, label: t(`language.${value}`) }))}
            />
            <NativeSelect
              label={t('forWhom')}
              value={scope}
              disabled={template !== undefined || !mayManage}
              onChange={(event) => edit.chooseScope(event.currentTarget.value === 'own' ? 'own' : 'desk')}
              data={(['desk', 'own'] as const).map((value) => ({ value, label: t(`scope.${value}`) }))}
            />
          </div>
          <Field label={t('keywords')} optional>
            {(control) => (
              <TextInput
                {...control}
                maxLength={200}
                value={content.keywords}
                onChange={(event) => change({ keywords: event.currentTarget.value })}
              />
            )}
          </Field>
          {content.kind === 'reply' && (
            <TemplateText
              label={t('body')}
              minRows={6}
              value={content.body}
              error={hasTried && content.body.trim() === '' ? t('bodyNeeded') : undefined}
              onChange={(body) => change({ body })}
            />
          )}
          {content.kind === 'ticket' && <TicketEditor content={content} hasTried={hasTried} onChange={setContent} />}
          {content.kind === 'macro' && <MacroEditor content={content} hasTried={hasTried} onChange={setContent} />}
        </fieldset>
        <TemplatePreview content={content} />
        {hasTried && isIncomplete(content) && <p role="alert">{t('fieldsNeeded')}</p>}
        {failure && <FailureBanner failure={failure} />}
      </form>
      {canEdit && (
        <DraftFoot
          isChanged={isChanged}
          state={edit.state}
          otherwise={template && t('version', { number: template.version, at: format.moment(template.savedAt, now) })}
          onDiscard={() => setDiscarding(true)}
        >
          <Button variant="filled" loading={isPending} onClick={submit} rightSection={<KeyHint keys="mod+Enter" />}>
            {t('save')}
          </Button>
        </DraftFoot>
      )}
      <DiscardDraft
        opened={isDiscarding}
        onConfirm={() => {
          setDiscarding(false);
          setFailure(undefined);
          setTried(false);
          void edit.end();
          if (!template) onClose();
        }}
        onClose={() => setDiscarding(false)}
      >
        {content.name || t('newOf', { kind: t(`kind.${content.kind}`) })}
      </DiscardDraft>
    </>
  );
};
