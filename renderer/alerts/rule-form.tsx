import { useState, type FormEvent } from 'react';
import { ActionIcon, Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { DiscardDraft, DraftFoot } from '#renderer/drafts/draft-foot.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { placeNow } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { RuleView } from '#shared/alerts/operations.ts';
import type { RuleProblem } from '#shared/alerts/rule-problem.ts';
import { keyKinds, rulePlatforms, severities, type AlertLanguage, type Words } from '#shared/alerts/rule.ts';
import { RuleDiagnosticFields } from './rule-diagnostic-fields.tsx';
import { contentIn, type RuleEdit, type RuleField, type TextField } from './rule-edit.ts';
import { RuleTester } from './rule-tester.tsx';
import { useRuleEdit } from './use-rule-edit.ts';
import { fieldOf, useRuleErrors } from './use-rule-errors.ts';
import classes from './alerts.module.css';

interface RuleFormProps {
  /** Undefined for one that is new. */
  readonly rule: RuleView | undefined;
  readonly onSaved: (code: string) => void;
  readonly onClose: () => void;
}

const nothingWrong: ReadonlySet<RuleField> = new Set();

/** A rule being written. What was typed stays until it is saved or given up. */
export const RuleForm = ({ rule, onSaved, onClose }: RuleFormProps) => {
  const { t } = useTranslation('alerts');
  const { t: ui } = useTranslation('ui');
  const { t: tickets } = useTranslation('tickets');
  const client = useClient();
  const draft = useRuleEdit(rule);
  const { edit, isChanged, isStale } = draft;
  const { texts, content: fields } = edit;
  const [hasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [isDiscarding, setDiscarding] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [problems, setProblems] = useState<readonly RuleProblem[]>([]);
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();
  const { content, wrong } = contentIn(edit);
  const errorOf = useRuleErrors(hasTried ? wrong : nothingWrong, problems);

  const put = (change: Partial<RuleEdit>) => draft.put({ ...edit, ...change });
  const change = (more: Partial<RuleEdit['content']>) => put({ content: { ...fields, ...more } });
  const type = (field: TextField, text: string) => {
    setProblems((before) => before.filter((problem) => fieldOf(problem) !== field));
    put({ texts: { ...texts, [field]: text } });
  };
  const save = async () => {
    setTried(true);
    afterSubmit();
    if (content === null || isPending) return;
    setPending(true);
    const isHere = placeNow();
    const checked = await client.call('alerts.checkRule', { content });
    setProblems(checked.ok ? checked.value : []);
    if (checked.ok && checked.value.length > 0) {
      setPending(false);
      setFailure(undefined);
      afterSubmit();
      return;
    }
    const saved = await client.call('alerts.saveRule', {
      code: edit.code,
      isNew: rule === undefined,
      seen: edit.seen,
      content,
    });
    setPending(false);
    setFailure(saved.ok ? undefined : saved.failure);
    if (!saved.ok) return;
    await draft.end();
    announce({ tone: 'done', text: t('saved', { code: edit.code }) });
    if (isHere()) onSaved(edit.code);
  };
  const discard = () => {
    setDiscarding(false);
    void draft.end();
    onClose();
  };
  const askDiscard = () => setDiscarding(true);
  useCommands('alert-rule-form', [
    {
      id: 'rule.save',
      label: t('saveRule'),
      key: 'mod+Enter',
      group: t('thisRule'),
      keyOnly: true,
      run: () => void save(),
    },
    ...(isChanged
      ? [{ id: 'rule.discard', label: tickets('discardDraft'), group: t('thisRule'), run: askDiscard }]
      : []),
  ]);

  const text = (
    field: Exclude<TextField, 'diagnostic' | 'targetFrom'>,
    label: string,
    { lines = false, hint }: { lines?: boolean; hint?: string } = {},
  ) => {
    const props = {
      label,
      ...(hint === undefined ? {} : { description: hint }),
      inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
      value: texts[field],
      error: errorOf(field),
      spellCheck: false,
      onChange: (event: { currentTarget: { value: string } }) => type(field, event.currentTarget.value),
    };
    return lines ? <Textarea {...props} autosize minRows={2} maxRows={8} /> : <TextInput {...props} />;
  };
  const words = (
    field: 'name' | 'cause' | 'firstStep' | 'category',
    language: AlertLanguage,
    label: string,
    lines = false,
  ) => {
    const props = {
      label,
      value: fields[field][language],
      error: errorOf(field),
      lang: language,
      onChange: (event: { currentTarget: { value: string } }) => {
        const next: Words = { ...fields[field], [language]: event.currentTarget.value };
        change({ [field]: next });
      },
    };
    return lines ? <Textarea {...props} autosize minRows={2} maxRows={6} /> : <TextInput {...props} />;
  };
  const level = (field: 'impact' | 'urgency') => (
    <NativeSelect
      label={t(field)}
      value={String(fields[field])}
      onChange={(event) => {
        const chosen = ([1, 2, 3] as const).find((each) => String(each) === event.currentTarget.value);
        if (chosen) change({ [field]: chosen });
      }}
      data={([1, 2, 3] as const).map((each) => ({ value: String(each), label: t(`level.${each}`) }))}
    />
  );
  const { automation } = fields;
  const title = rule ? t('editRule') : t('newRule');
  return (
    <>
      <ViewHead title={title}>
        <ActionIcon aria-label={ui('close')} onClick={onClose}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </ViewHead>
      <form
        ref={form}
        className={classes['form']}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void save();
        }}
      >
        {hasTried && (wrong.size > 0 || problems.length > 0) && <p role="alert">{t('incomplete')}</p>}
        {failure && !isStale && <FailureBanner failure={failure} />}
        {isStale && (
          <div role="alert" className={classes['notice']}>
            <p>{t('staleRule')}</p>
            <Button onClick={draft.rebase}>{t('staleKeep')}</Button>
          </div>
        )}
        {rule === undefined && (
          <TextInput
            label={t('code')}
            description={t('codeHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={edit.code}
            spellCheck={false}
            error={errorOf('code')}
            onChange={(event) => put({ code: event.currentTarget.value })}
          />
        )}
        <div className={classes['pair']}>
          {words('name', 'en', t('nameEn'))}
          {words('name', 'zh-CN', t('nameZh'))}
        </div>
        {text('pattern', t('pattern'), { lines: true, hint: t('patternHint') })}
        <Checkbox
          label={t('ignoreCase')}
          checked={fields.flags === 'i'}
          onChange={(event) => change({ flags: event.currentTarget.checked ? 'i' : '' })}
        />
        {text('literals', t('literals'), { lines: true, hint: t('literalsHint') })}
        {text('except', t('except'))}
        {text('examples', t('examples'), { lines: true, hint: t('oneALine') })}
        {text('counterExamples', t('counterExamples'), { lines: true, hint: t('oneALine') })}
        <div className={classes['pair']}>
          {text('providers', t('providers'))}
          {text('eventIds', t('eventIds'))}
        </div>
        <p className="muted small">{t('eventsHint')}</p>
        <div className={classes['triple']}>
          {text('count', t('threshold'))}
          {text('within', t('within'))}
          {text('coolDown', t('coolDown'))}
        </div>
        <div className={classes['pair']}>
          <NativeSelect
            label={t('keyedBy')}
            value={fields.keyedBy ?? ''}
            error={errorOf('keyedBy')}
            onChange={(event) =>
              change({ keyedBy: keyKinds.find((each) => each === event.currentTarget.value) ?? null })
            }
            data={[
              { value: '', label: t('key.none') },
              ...keyKinds.map((value) => ({ value, label: t(`key.${value}`) })),
            ]}
          />
          <NativeSelect
            label={t('severity')}
            value={fields.severity}
            onChange={(event) => {
              const severity = severities.find((each) => each === event.currentTarget.value);
              if (severity) change({ severity });
            }}
            data={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
          />
        </div>
        <div className={classes['pair']}>
          {words('cause', 'en', t('causeEn'), true)}
          {words('cause', 'zh-CN', t('causeZh'), true)}
        </div>
        <div className={classes['pair']}>
          {words('firstStep', 'en', t('stepEn'), true)}
          {words('firstStep', 'zh-CN', t('stepZh'), true)}
        </div>
        <div className={classes['pair']}>
          {words('category', 'en', t('categoryEn'))}
          {words('category', 'zh-CN', t('categoryZh'))}
        </div>
        <div className={classes['pair']}>
          {level('impact')}
          {level('urgency')}
        </div>
        {text('articleIds', t('articles'), { lines: true, hint: t('articlesHint') })}
        {text('tags', t('tags'), { lines: true, hint: t('oneALine') })}
        <NativeSelect
          label={t('automation')}
          value={automation.do === 'ticket' ? automation.language : 'notify'}
          onChange={(event) => {
            const { value } = event.currentTarget;
            change({
              automation: value === 'en' || value === 'zh-CN' ? { do: 'ticket', language: value } : { do: 'notify' },
            });
          }}
          data={[
            { value: 'notify', label: t('automation.notify') },
            { value: 'en', label: t('automation.en') },
            { value: 'zh-CN', label: t('automation.zh-CN') },
          ]}
        />
        <RuleDiagnosticFields
          texts={texts}
          errorOf={errorOf}
          onChange={(more) => put({ texts: { ...texts, ...more } })}
        />
        <fieldset className={classes['checks']}>
          <legend>{t('platforms')}</legend>
          {rulePlatforms.map((platform) => (
            <Checkbox
              key={platform}
              label={t(`platform.${platform}`)}
              checked={fields.platforms.includes(platform)}
              onChange={(event) =>
                change({
                  platforms: rulePlatforms.filter((each) =>
                    each === platform ? event.currentTarget.checked : fields.platforms.includes(each),
                  ),
                })
              }
            />
          ))}
        </fieldset>
        {errorOf('platforms') !== undefined && <p role="alert">{errorOf('platforms')}</p>}
        <Checkbox
          label={t('active')}
          checked={fields.active}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
        <RuleTester draft={content === null ? 'incomplete' : { code: edit.code, content }} />
      </form>
      <DraftFoot isChanged={isChanged} state={draft.state} onDiscard={askDiscard}>
        <Button
          variant="filled"
          loading={isPending}
          onClick={() => void save()}
          rightSection={<KeyHint keys="mod+Enter" />}
        >
          {t('saveRule')}
        </Button>
      </DraftFoot>
      <DiscardDraft opened={isDiscarding} onConfirm={discard} onClose={() => setDiscarding(false)}>
        {t('discardText')}
      </DiscardDraft>
    </>
  );
};
