import { useId, useMemo, useRef, useState } from 'react';
import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core';
import { IconArrowLeft, IconDots, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { useDraft } from '#renderer/drafts/use-draft.ts';
import { announce } from '#renderer/ui/announce.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate, replaceRoute } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { TreeDetail } from '#shared/diagnosis/operations.ts';
import { CodeArea, type CodeAreaHandle } from './code-area.tsx';
import { firstText } from './first-text.ts';
import { ImportButton } from './import-button.tsx';
import { NEW_TREE } from './new-tree.ts';
import { Outline } from './outline.tsx';
import { ProblemList } from './problem-list.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { saveTreeFile } from './tree-file.ts';
import { treesStore } from './trees-store.ts';
import { TryOut } from './try-out.tsx';
import { useCheckedText } from './use-checked-text.ts';
import { useDiagnosisLanguage } from './use-diagnosis-language.ts';
import { useProblemText } from './use-problem-text.ts';
import { VersionList } from './version-list.tsx';
import classes from './editor.module.css';

const tabs = ['problems', 'outline', 'try', 'versions'] as const;
type Tab = (typeof tabs)[number];

interface TreeEditorProps {
  /** Name of the tree; `NEW_TREE` for one that is not saved yet. */
  readonly id: string;
  readonly detail: TreeDetail | undefined;
  readonly onReload: () => Promise<TreeDetail | undefined>;
}

/** The text of a tree beside what it amounts to. What is typed is kept as a draft; saving asks first and shows what changes. */
export const TreeEditor = ({ id, detail, onReload }: TreeEditorProps) => {
  const { t } = useTranslation('diagnosis');
  const { t: tickets } = useTranslation('tickets');
  const client = useClient();
  const language = useDiagnosisLanguage();
  const failureText = useFailureText();
  const problemText = useProblemText();
  const store = useSessionStore(treesStore);
  const canEdit = useAllowed('settings.manage');
  const isNew = id === NEW_TREE;
  const { initial, type, finish } = useDraft(`diagnosis:${id}`);
  const saved = detail?.text ?? '';
  const [text, setText] = useState(
    () => store.getState().takeBrought(isNew ? null : id) ?? (initial['text'] || (isNew ? firstText : saved)),
  );
  /** The edition that this text was made from: the one it is compared with when it is saved. */
  const [seen, setSeen] = useState(() =>
    initial['seen'] === undefined ? (detail?.edition ?? null) : initial['seen'] || null,
  );
  const { checked, last, outline } = useCheckedText(text, text === saved ? detail?.checked : undefined);
  const [tab, setTab] = useState<Tab>('outline');
  const [asking, setAsking] = useState<'save' | 'discard' | 'reset'>();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const code = useRef<CodeAreaHandle>(null);
  const blockedId = useId();

  const problems = useMemo(() => last?.problems ?? [], [last]);
  const marks = useMemo(
    () => new Map(problems.toReversed().map((problem) => [problem.line, problemText(problem)])),
    [problems, problemText],
  );
  const isChanged = isNew || text !== saved;
  const isStale = !isNew && isChanged && seen !== (detail?.edition ?? null);
  const title = outline?.title[language] ?? detail?.title[language] ?? t('newTree');
  const blocked =
    checked === undefined
      ? t('checking')
      : problems.length > 0
        ? t('mendFirst', { count: problems.length })
        : isChanged
          ? undefined
          : t('nothingChanged');

  const edit = (next: string) => {
    setText(next);
    type({ text: next, seen: seen ?? '' });
  };
  const take = (next: string) => {
    edit(next);
    code.current?.goTo(1, 1);
  };
  const goTo = (line: number, column: number) => code.current?.goTo(line, column);
  const goToNode = (node: string) => {
    const line = text.split('\n').findIndex((each) => each.trimEnd() === `  ${node}:`);
    if (line >= 0) goTo(line + 1, 3);
  };
  const ask = () => {
    const [first] = problems;
    if (blocked === undefined) setAsking('save');
    else if (first) {
      setTab('problems');
      goTo(first.line, first.column);
    } else announce({ tone: 'refused', text: blocked });
  };
  const save = async () => {
    if (isPending) return;
    setPending(true);
    const answer = await client.call('diagnosis.save', {
      tree: isNew ? null : id,
      seen: detail?.edition ?? null,
      text,
    });
    setPending(false);
    setFailure(answer.ok ? undefined : answer.failure);
    if (!answer.ok) {
      if (answer.failure.code === 'record.stale') {
        await onReload();
        setAsking(undefined);
      }
      return;
    }
    setAsking(undefined);
    void finish();
    const { tree, version, title: names, edition, text: kept } = answer.value;
    announce({ tone: 'done', text: t('saved', { title: names[language], version }) });
    setSeen(edition);
    setText(kept);
    if (isNew) replaceRoute('diagnosis', tree);
    else await onReload();
  };
  const discard = () => {
    setAsking(undefined);
    setText(isNew ? firstText : saved);
    setSeen(detail?.edition ?? null);
    void finish();
  };
  const reset = async () => {
    setAsking(undefined);
    if (!detail || detail.edition === null) return;
    const answer = await client.call('diagnosis.reset', { tree: id, seen: detail.edition });
    if (!answer.ok) {
      announce({ tone: 'refused', text: failureText(answer.failure) });
      if (answer.failure.code === 'record.stale') await onReload();
      return;
    }
    void finish();
    if (answer.value === null) {
      announce({ tone: 'done', text: t('retired', { title }) });
      navigate('diagnosis');
      return;
    }
    const { text: shipped, edition } = answer.value;
    announce({ tone: 'done', text: t('resetDone', { title }) });
    setText(shipped);
    setSeen(edition);
    await onReload();
  };
  const exportText = () => saveTreeFile(outline?.id ?? id, text);
  const toList = () => navigate('diagnosis');

  const group = t('diagnosis');
  useCommands('diagnosis-editor', [
    { id: 'diagnosis.list', label: t('toList'), group, icon: IconArrowLeft, key: 'Escape', run: toList },
    { id: 'diagnosis.export', label: t('export'), group, icon: IconDownload, run: exportText },
    ...(canEdit
      ? [{ id: 'diagnosis.save', label: t('save'), group, key: 'mod+Enter', unavailable: undefined, run: ask }]
      : []),
  ]);

  const state = detail
    ? [
        t('version', { number: detail.version }),
        detail.isShipped ? (detail.saved ? t('edited') : t('shipped')) : t('own'),
        ...(isChanged ? [t('unsaved')] : []),
      ].join(' · ')
    : t('unsaved');
  return (
    <>
      <ViewHead title={title} count={state}>
        {!canEdit && <span className="muted small">{t('readOnly')}</span>}
        {canEdit && blocked !== undefined && (
          <span id={blockedId} className="muted small">
            {blocked}
          </span>
        )}
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={16} stroke={1.6} aria-hidden />}
          onClick={toList}
        >
          {t('toList')}
        </Button>
        <Button leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />} onClick={exportText}>
          {t('export')}
        </Button>
        {canEdit && <ImportButton onText={take} />}
        {canEdit && (
          <BlockableButton
            variant="filled"
            blockedBy={blocked === undefined ? undefined : blockedId}
            rightSection={<KeyHint keys="mod+Enter" />}
            onClick={ask}
          >
            {t('save')}
          </BlockableButton>
        )}
        {canEdit && detail?.saved && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={tickets('moreActions')} title={tickets('moreActions')}>
                <IconDots size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setAsking('reset')}>{detail.isShipped ? t('reset') : t('retire')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </ViewHead>
      {canEdit && isChanged && !isNew && (
        <Banner
          tone={isStale ? 'risk' : 'quiet'}
          actions={
            <Button size="xs" onClick={() => setAsking('discard')}>
              {t('discard')}
            </Button>
          }
        >
          {isStale ? t('stale') : t('draft')}
        </Banner>
      )}
      <div className={classes['editor']}>
        <CodeArea
          ref={code}
          label={t('text')}
          text={text}
          isReadOnly={!canEdit}
          marks={marks}
          describedBy={undefined}
          onChange={edit}
        />
        <aside className={classes['aside']} aria-label={t('aside')}>
          <div className={classes['tabs']}>
            <SegmentedControl
              size="xs"
              fullWidth
              aria-label={t('aside')}
              value={tab}
              onChange={(value) => setTab(value)}
              data={tabs.map((value) => ({
                value,
                label:
                  value === 'problems' && problems.length > 0 ? (
                    <span className={classes['wrong']}>
                      <BreachGlyph />
                      {t('problems', { count: problems.length })}
                    </span>
                  ) : (
                    t(`tab.${value}`)
                  ),
              }))}
            />
          </div>
          <div className={classes['asideBody']}>
            {tab === 'problems' && <ProblemList problems={problems} onGoTo={goTo} />}
            {tab === 'outline' && (
              <>
                {problems.length > 0 && outline && last?.outline === null && (
                  <p className="muted small">{t('outlineOld')}</p>
                )}
                {outline ? <Outline tree={outline} onGoTo={goToNode} /> : <p className="soft">{t('noOutline')}</p>}
              </>
            )}
            {tab === 'try' &&
              (last?.tree ? (
                <TryOut tree={last.tree} codeName={(name) => tickets(`resolution.${name}`)} />
              ) : (
                <p className="soft">{t('tryFirst')}</p>
              ))}
            {tab === 'versions' && <VersionList detail={detail} onUse={canEdit ? take : undefined} />}
          </div>
        </aside>
      </div>
      {asking === 'save' && (
        <SaveDialog
          title={title}
          before={saved}
          after={text}
          failure={failure}
          isPending={isPending}
          onSave={() => void save()}
          onClose={() => setAsking(undefined)}
        />
      )}
      <ConfirmDialog
        opened={asking === 'discard'}
        title={title}
        confirm={t('discard')}
        danger
        onConfirm={discard}
        onClose={() => setAsking(undefined)}
      >
        {t('discardAsk')}
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === 'reset'}
        title={title}
        confirm={detail?.isShipped ? t('reset').replace('…', '') : t('retire').replace('…', '')}
        onConfirm={() => void reset()}
        onClose={() => setAsking(undefined)}
      >
        {detail?.isShipped ? t('resetAsk') : t('retireAsk', { title })}
      </ConfirmDialog>
    </>
  );
};
