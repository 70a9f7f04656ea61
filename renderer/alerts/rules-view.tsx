import { useRef, useState } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconFileExport, IconFileImport, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { useDrafts, useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { announce } from '#renderer/ui/announce.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { ListSearch } from '#renderer/ui/list-search.tsx';
import { navigate, replaceRoute } from '#renderer/ui/route.ts';
import { saveText } from '#renderer/ui/save-file.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useRoute } from '#renderer/ui/route.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { RuleView } from '#shared/alerts/operations.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { RuleCard } from './rule-card.tsx';
import { ruleDraftKey } from './rule-draft.ts';
import { RuleForm } from './rule-form.tsx';
import { useRuleImport } from './rule-import.tsx';
import { RuleTable } from './rule-table.tsx';
import { RuleTester } from './rule-tester.tsx';
import { useViewKeys } from './use-view-keys.ts';
import { ViewTabs } from './view-tabs.tsx';
import classes from './alerts.module.css';

const NEW = 'new';
const concerns = ({ name }: Notice): boolean => name === 'alerts.changed';

const isLike = ({ code, name, cause, pattern }: RuleView, text: string): boolean =>
  [code, name.en, name['zh-CN'], cause.en, cause['zh-CN'], pattern].some((each) =>
    each.toLowerCase().includes(text.trim().toLowerCase()),
  );

const needOf = ({ aside, shippedSince }: RuleView): number => (aside ? 2 : shippedSince ? 1 : 0);

/** What looks for known problems: the list, one rule beside it, and lines to try. */
export const RulesView = ({ openCode }: { readonly openCode: string | undefined }) => {
  const { t } = useTranslation('alerts');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const failureText = useFailureText();
  const mayManage = useAllowed('templates.manage');
  const { value, failure, refresh } = useQuery('alerts.rules', {}, concerns);
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const draftsReady = useDraftsReady();
  const { drafts } = useDrafts();
  const begun = new Set(drafts.map(({ key }) => key));
  const isEditing = useRoute().rest[2] === 'edit' && mayManage;
  const opened = value?.find(({ code }) => code === openCode);
  // What needs somebody comes first.
  const shown = (value?.filter((rule) => isLike(rule, text)) ?? []).toSorted(
    (left, right) => needOf(right) - needOf(left),
  );
  const close = () => navigate('alerts', 'rules');
  const begin = () => navigate('alerts', 'rules', NEW, 'edit');
  const open = (code: string) =>
    openCode === undefined ? navigate('alerts', 'rules', code) : replaceRoute('alerts', 'rules', code);
  const exportRules = async () => {
    const made = await client.call('alerts.exportRules', {});
    if (!made.ok) {
      announce({ tone: 'refused', text: failureText(made.failure) });
      return;
    }
    saveText(made.value.name, made.value.text);
    announce({ tone: 'done', text: t('exported') });
  };
  const ruleImport = useRuleImport();
  const hasOwn = value?.some(({ origin }) => origin !== 'shipped') ?? false;
  const group = t('thisView');
  useCommands('alert-rules', [
    { id: 'rules.search', label: t('search'), group, key: '/', run: () => field.current?.focus() },
    ...(mayManage
      ? [
          { id: 'rules.add', label: t('newRule'), group, icon: IconPlus, key: 'c' as const, run: begin },
          {
            id: 'rules.import',
            label: t('importRules'),
            group,
            icon: IconFileImport,
            run: () => file.current?.click(),
          },
          {
            id: 'rules.export',
            label: t('exportRules'),
            group,
            icon: IconFileExport,
            unavailable: hasOwn ? undefined : t('nothingOwn'),
            run: () => void exportRules(),
          },
        ]
      : []),
  ]);
  useViewKeys('alert-rules', { ids: shown.map(({ code }) => code), openId: openCode, onOpen: open, onClose: close });
  const panel =
    isEditing && draftsReady && (openCode === NEW || opened) ? (
      <RuleForm
        key={openCode}
        rule={opened}
        onSaved={(code) => replaceRoute('alerts', 'rules', code)}
        onClose={() => (opened ? replaceRoute('alerts', 'rules', opened.code) : close())}
      />
    ) : opened ? (
      <RuleCard key={opened.code} rule={opened} onClose={close} />
    ) : openCode !== undefined && openCode !== NEW && value ? (
      <>
        <ViewHead title={openCode}>
          <ActionIcon aria-label={ui('close')} onClick={close}>
            <IconX size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </ViewHead>
        <Empty mark="search" title={t('noSuchRule')}>
          {t('noSuchRuleText')}
        </Empty>
      </>
    ) : undefined;
  return (
    <SplitPane panel={panel} panelLabel={t('rules')}>
      <ViewHead title={t('rules')} count={value && t('rulesCount', { count: value.length })}>
        <ViewTabs at="rules" />
        {mayManage && (
          <Button
            leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
            rightSection={<KeyHint keys="c" />}
            onClick={begin}
          >
            {t('newRule')}
          </Button>
        )}
      </ViewHead>
      <div className={classes['bar']}>
        <ListSearch
          field={field}
          label={t('search')}
          clearLabel={t('clearSearch')}
          text={text}
          onText={setText}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={t('importRules')}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (chosen) void ruleImport.take(chosen);
          }}
        />
      </div>
      {failure && <FailureBanner wide failure={failure} onRetry={refresh} />}
      {!value && !failure && <SkeletonRows rows={8} />}
      {value && shown.length === 0 && (
        <Empty mark="search" title={t('noRule')}>
          {t('noRuleText')}
        </Empty>
      )}
      {shown.length > 0 && (
        <RuleTable rules={shown} openCode={openCode} hasDraft={(code) => begun.has(ruleDraftKey(code))} onOpen={open} />
      )}
      {ruleImport.question}
      {!isEditing && (
        <div className={classes['below']}>
          <RuleTester draft={null} />
        </div>
      )}
    </SplitPane>
  );
};
