import { useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { useMoveCommands } from '#renderer/ui/use-move-commands.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { TreeSummary } from '#shared/diagnosis/operations.ts';
import { ImportButton } from './import-button.tsx';
import { NEW_TREE } from './new-tree.ts';
import { treesStore } from './trees-store.ts';
import { useDiagnosisLanguage } from './use-diagnosis-language.ts';
import classes from './editor.module.css';

const rowIn = (list: HTMLElement | null, place: number): HTMLElement | undefined =>
  list?.querySelectorAll<HTMLElement>('[data-row-id]')[place];

/** Every diagnosis in use: where it comes from, how large it is, whether it can be walked. */
export const TreeList = ({ trees }: { readonly trees: readonly TreeSummary[] }) => {
  const { t } = useTranslation('diagnosis');
  const client = useClient();
  const format = useFormat();
  const now = useNow();
  const language = useDiagnosisLanguage();
  const store = useSessionStore(treesStore);
  const canEdit = useAllowed('settings.manage');
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const group = t('diagnosis');

  useEffect(() => {
    const at = document.activeElement;
    if (at === document.body || at?.matches('main, nav *')) rowIn(list.current, 0)?.focus();
  }, []);
  const move = (by: number) => rowIn(list.current, Math.min(trees.length - 1, Math.max(0, current + by)))?.focus();
  const startNew = () => navigate('diagnosis', NEW_TREE);
  useCommands(
    'diagnosis-list',
    canEdit ? [{ id: 'diagnosis.new', label: t('newTree'), group, icon: IconPlus, key: 'c', run: startNew }] : [],
  );
  useMoveCommands('diagnosis', { group, next: t('next'), previous: t('previous'), move: t('move') }, move);

  /** A text whose name is in use goes to the editor of that tree, any other to a new one. */
  const bring = async (text: string, name: string) => {
    const answer = await client.call('diagnosis.check', { text });
    const id = answer.ok ? answer.value.outline?.id : undefined;
    const known = trees.find(({ tree }) => tree === id)?.tree ?? null;
    store.getState().bring(known, text);
    announce({ tone: 'done', text: t('imported', { name }) });
    navigate('diagnosis', known ?? NEW_TREE);
  };
  const originOf = ({ isShipped, saved }: TreeSummary): string =>
    isShipped ? (saved ? t('edited') : t('shipped')) : t('own');

  return (
    <>
      <ViewHead title={t('diagnosis')} count={format.number(trees.length)}>
        {canEdit && (
          <>
            <ImportButton onText={(text, name) => void bring(text, name)} />
            <Button
              leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
              rightSection={<KeyHint keys="c" />}
              onClick={startNew}
            >
              {t('newTree')}
            </Button>
          </>
        )}
      </ViewHead>
      {trees.length === 0 ? (
        <Empty mark="blank" title={t('noTrees')} />
      ) : (
        <ul ref={list} className={classes['trees']} aria-label={t('list')}>
          {trees.map((summary, place) => {
            const { tree, title, version, steps, ends, problems, saved } = summary;
            const facts = [
              t('version', { number: version }),
              originOf(summary),
              t('steps', { count: steps }),
              t('ends', { count: ends }),
              ...(saved ? [t('savedBy', { name: saved.by, at: format.moment(saved.at, now) })] : []),
            ];
            return (
              <li key={tree}>
                <button
                  type="button"
                  className={classes['tree']}
                  data-row-id={tree}
                  onFocus={() => setCurrent(place)}
                  onClick={() => navigate('diagnosis', tree)}
                >
                  <span className="strong cut">{title[language]}</span>
                  {problems > 0 && (
                    <span className={classes['wrong']}>
                      <BreachGlyph />
                      {t('problems', { count: problems })}
                    </span>
                  )}
                  <span className="muted small cut num">{facts.join(' · ')}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
};
