import { useMemo, useRef, useState } from 'react';
import { Button, Menu, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { isNewTemplate, newTemplateKey } from '#renderer/drafts/draft-place.ts';
import { useDrafts, useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useMoveCommands } from '#renderer/ui/use-move-commands.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import { templateKinds, type TemplateContent, type TemplateView } from '#shared/templates/template.ts';
import { textsOf } from '#shared/templates/variables.ts';
import { emptyContent } from './content-edits.ts';
import { ImportDialog } from './import-dialog.tsx';
import { keptTemplate } from './template-draft.ts';
import { Kind, Unsaved } from './template-list.tsx';
import { TemplatePanel } from './template-panel.tsx';
import { templatesStore } from './templates-store.ts';
import { useTemplateLanguage } from './use-templates.ts';
import classes from './templates.module.css';

const holds = ({ content }: TemplateView, words: readonly string[]): boolean => {
  const text = `${content.name} ${content.keywords} ${textsOf(content).join(' ')}`.toLocaleLowerCase();
  return words.every((word) => text.includes(word));
};

/** All templates by kind, the language on screen first. Route: `#/templates/<id>`, `#/templates/new-template:1`. */
export const TemplatesView = () => {
  const { t } = useTranslation('templates');
  const store = useSessionStore(templatesStore);
  const { templates, failure, load } = useStore(store);
  const language = useTemplateLanguage();
  const mayWork = useAllowed('tickets.work');
  const openId = useRoute().rest[0];
  const search = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [withRetired, setWithRetired] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const { drafts, has: hasDraft } = useDrafts();
  const isReady = useDraftsReady();
  /** What a new template begins with; `seq` tells one from the next. */
  const [begun, setBegun] = useState<{
    readonly seq: number;
    readonly key: string;
    readonly content: TemplateContent;
  }>();

  const shown = useMemo(() => {
    const words = text.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
    const isForeign = ({ content }: TemplateView): number => Number(content.language !== language);
    return (templates ?? [])
      .filter((template) => (withRetired || !template.retired) && holds(template, words))
      .toSorted((left, right) => isForeign(left) - isForeign(right));
  }, [templates, text, withRetired, language]);
  const byKind = templateKinds.map((kind) => ({ kind, of: shown.filter(({ content }) => content.kind === kind) }));
  const retired = (templates ?? []).filter((template) => template.retired).length;
  const open = templates?.find(({ id }) => id === openId);
  const unsaved = drafts.flatMap(({ key, fields }) => {
    const kept = isNewTemplate(key) ? keptTemplate(fields) : undefined;
    return kept ? [{ key, content: kept.content }] : [];
  });
  const changed = new Set(drafts.map(({ key }) => key));
  const fresh = begun?.key === openId ? begun : unsaved.find(({ key }) => key === openId);
  const startedBy =
    fresh === begun ? begun?.content : fresh && emptyContent(fresh.content.kind, fresh.content.language);
  const isOpen = isReady && (open !== undefined || fresh !== undefined);
  const close = () => navigate('templates');
  const begin = (content: TemplateContent) => {
    const key = newTemplateKey(hasDraft);
    setBegun({ seq: (begun?.seq ?? 0) + 1, key, content });
    navigate('templates', key);
  };
  const move = (by: number) => {
    const ids = [...unsaved.map(({ key }) => key), ...byKind.flatMap(({ of }) => of.map(({ id }) => id))];
    const at = openId === undefined ? -1 : ids.indexOf(openId);
    const next = ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))];
    if (next !== undefined) replaceRoute('templates', next);
  };

  const group = t('title');
  useCommands('templates', [
    {
      id: 'templates.find',
      label: t('find'),
      group,
      key: '/',
      status: { order: 2, label: t('find') },
      run: () => search.current?.focus(),
    },
    ...templateKinds.map((kind) => ({
      id: `templates.new.${kind}`,
      label: t('newOf', { kind: t(`kind.${kind}`) }),
      group,
      icon: IconPlus,
      run: () => begin(emptyContent(kind, language)),
    })),
    { id: 'templates.import', label: `${t('importTitle')}…`, group, run: () => setImporting(true) },
  ]);
  useMoveCommands('templates', { group, next: t('next'), previous: t('previous'), move: t('move') }, move);
  useCommands(
    'templates-panel',
    [{ id: 'templates.close', label: t('closePanel'), group, key: 'Escape', keyOnly: true, run: close }],
    { active: isOpen },
  );

  return (
    <>
      <SplitPane
        panelLabel={t('details')}
        panel={
          !isReady ? undefined : open ? (
            <TemplatePanel
              key={open.id}
              template={open}
              initial={open.content}
              draftKey={open.id}
              onSaved={() => undefined}
              onDuplicate={begin}
              onClose={close}
            />
          ) : fresh && startedBy ? (
            <TemplatePanel
              key={`${fresh.key} ${fresh === begun ? begun.seq : 0}`}
              template={undefined}
              initial={startedBy}
              draftKey={fresh.key}
              onSaved={({ id }) => replaceRoute('templates', id)}
              onDuplicate={begin}
              onClose={close}
            />
          ) : undefined
        }
      >
        <ViewHead title={t('title')}>
          <Button size="xs" disabled={!mayWork} onClick={() => setImporting(true)}>
            {t('import')}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button disabled={!mayWork} leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}>
                {t('new')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {templateKinds.map((kind) => (
                <Menu.Item key={kind} onClick={() => begin(emptyContent(kind, language))}>
                  {t(`kind.${kind}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </ViewHead>
        <div className={classes['bar']}>
          <TextInput
            ref={search}
            size="xs"
            w={220}
            aria-label={t('find')}
            placeholder={t('find')}
            leftSection={<IconSearch size={14} stroke={1.6} aria-hidden />}
            rightSection={<KeyHint keys="/" />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
              event.stopPropagation();
              setText('');
              event.currentTarget.blur();
            }}
          />
          <span className={classes['grow']} />
          {retired > 0 && (
            <Button size="xs" variant="subtle" color="gray" onClick={() => setWithRetired(!withRetired)}>
              {withRetired ? t('hideRetired') : t('retiredCount', { count: retired })}
            </Button>
          )}
        </div>
        {failure && <FailureBanner failure={failure} wide onRetry={() => void load()} />}
        {templates === undefined ? (
          failure ? null : (
            <SkeletonRows rows={8} />
          )
        ) : shown.length === 0 ? (
          <Empty mark="search" title={t('noHit')}>
            {t('noHitHint')}
          </Empty>
        ) : (
          <div className={classes['scroll']}>
            <Unsaved of={unsaved} openId={openId} />
            {byKind.map(({ kind, of }) =>
              of.length > 0 ? <Kind key={kind} kind={kind} of={of} openId={openId} changed={changed} /> : null,
            )}
          </div>
        )}
      </SplitPane>
      {isImporting && <ImportDialog onClose={() => setImporting(false)} />}
    </>
  );
};
