import { useState } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { navigate, replaceRoute } from '#renderer/ui/route.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { RuleView } from '#shared/alerts/operations.ts';
import { wordsIn } from '#shared/alerts/rule.ts';
import { RuleAside } from './rule-aside.tsx';
import { SeverityMark } from './severity-mark.tsx';
import { ShippedChanges } from './shipped-changes.tsx';
import classes from './alerts.module.css';

/** One rule: what it means, what it looks for, and the lines that prove it. */
export const RuleCard = ({ rule, onClose }: { readonly rule: RuleView; readonly onClose: () => void }) => {
  const { t } = useTranslation('alerts');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const format = useFormat();
  const failureText = useFailureText();
  const { t: checks } = useTranslation('checks');
  const mayManage = useAllowed('templates.manage');
  const mayLet = useAllowed('checks.manage');
  const [isAsking, setAsking] = useState(false);
  const { code, origin, revision, threshold, windowsEvent, diagnostic, language } = {
    ...rule,
    language: format.language,
  };
  const isOwn = origin !== 'shipped' && revision !== null;
  const edit = () => replaceRoute('alerts', 'rules', code, 'edit');
  const takeBack = async () => {
    setAsking(false);
    if (revision === null) return;
    const done = await client.call('alerts.revertRule', { code, seen: revision });
    announce(
      done.ok
        ? { tone: 'done', text: done.value ? t('reverted', { code }) : t('removed', { code }) }
        : { tone: 'refused', text: failureText(done.failure) },
    );
    if (done.ok && done.value === null) navigate('alerts', 'rules');
  };
  const letRun = async () => {
    if (!diagnostic) return;
    const done = await client.call('alerts.letRun', { code, diagnostic });
    announce(
      done.ok ? { tone: 'done', text: t('letDone', { code }) } : { tone: 'refused', text: failureText(done.failure) },
    );
  };
  const backLabel = origin === 'desk' ? t('remove') : t('revert');
  useCommands(
    'alert-rule',
    mayManage
      ? [
          { id: 'rule.edit', label: t('editRule'), group: t('thisRule'), icon: IconPencil, key: 'e', run: edit },
          ...(isOwn ? [{ id: 'rule.revert', label: backLabel, group: t('thisRule'), run: () => setAsking(true) }] : []),
        ]
      : [],
  );
  const fact = (label: string, text: string, isCode = false) =>
    text === '' ? null : (
      <>
        <dt>{label}</dt>
        <dd lang={isCode ? undefined : langOf(text)} className={isCode ? 'mono' : undefined}>
          {text}
        </dd>
      </>
    );
  const lines = (title: string, texts: readonly string[]) =>
    texts.length > 0 && (
      <PanelSection title={title}>
        <ul className={classes['examples']}>
          {texts.map((text) => (
            <li key={text} lang={langOf(text)}>
              {text}
            </li>
          ))}
        </ul>
      </PanelSection>
    );
  const name = wordsIn(rule.name, language);
  return (
    <>
      <ViewHead title={name}>
        {mayManage && (
          <Button rightSection={<KeyHint keys="e" />} onClick={edit}>
            {t('edit')}
          </Button>
        )}
        <ActionIcon aria-label={ui('close')} onClick={onClose}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </ViewHead>
      <div className={classes['panel']}>
        <RuleAside rule={rule} onEdit={edit} />
        <ShippedChanges rule={rule} onTakeShipped={() => setAsking(true)} />
        <dl className={classes['facts']}>
          {fact(t('cause'), wordsIn(rule.cause, language))}
          {fact(t('firstStep'), wordsIn(rule.firstStep, language))}
          <dt>{t('severity')}</dt>
          <dd>
            <SeverityMark severity={rule.severity} /> {t(`severity.${rule.severity}`)}
          </dd>
          {fact(t('code'), code, true)}
          {fact(t('state'), rule.active ? t(`origin.${origin}`) : `${t(`origin.${origin}`)} · ${t('off')}`)}
          {fact(t('platforms'), format.series(rule.platforms.map((each) => t(`platform.${each}`))))}
          {fact(
            t('threshold'),
            threshold.count === 1
              ? t('times', { count: 1 })
              : `${t('times', { count: threshold.count })} / ${format.number(threshold.withinSeconds)} s`,
          )}
          {fact(t('keyedBy'), rule.keyedBy ? t(`key.${rule.keyedBy}`) : t('key.none'))}
          {fact(t('pattern'), rule.pattern, true)}
          {fact(t('literals'), rule.literals.join('\n'), true)}
          {fact(t('except'), rule.except ?? '', true)}
          {fact(t('providers'), windowsEvent?.providers.join(', ') ?? '', true)}
          {fact(t('eventIds'), windowsEvent?.ids.join(', ') ?? '', true)}
          {diagnostic &&
            fact(
              t('lookAt'),
              diagnostic.from === 'none'
                ? checks(`kind.${diagnostic.kind}`)
                : `${checks(`kind.${diagnostic.kind}`)} · ${diagnostic.from === 'given' ? diagnostic.given : t(`target.${diagnostic.from}`)}`,
            )}
        </dl>
        {diagnostic && !rule.runsHere && (
          <div className={classes['notice']}>
            <p>{t('notLet')}</p>
            {mayLet && <Button onClick={() => void letRun()}>{t('letRun')}</Button>}
          </div>
        )}
        {lines(t('examples'), rule.examples)}
        {lines(t('counterExamples'), rule.counterExamples)}
        {mayManage && isOwn && (
          <div className={classes['moves']}>
            <Button variant="subtle" color="gray" onClick={() => setAsking(true)}>
              {backLabel}
            </Button>
          </div>
        )}
      </div>
      <ConfirmDialog
        opened={isAsking}
        title={origin === 'desk' ? t('removeAsk') : t('revertAsk')}
        confirm={backLabel}
        danger
        onConfirm={() => void takeBack()}
        onClose={() => setAsking(false)}
      >
        {origin === 'desk' ? t('removeText') : t('revertText')}
      </ConfirmDialog>
    </>
  );
};
