import { useEffect, useMemo, useRef } from 'react';
import { Button, Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { inOrderOfFit } from '#shared/diagnosis/suggest.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { treesStore } from './trees-store.ts';
import { useDiagnosisLanguage } from './use-diagnosis-language.ts';
import classes from './diagnosis.module.css';

const KEYS = 9;

interface TreePickerProps {
  readonly ticket: Ticket;
  readonly isPending: boolean;
  readonly onPick: (tree: string) => void;
  readonly onClose: () => void;
}

/** The trees in use, those that fit the ticket first; the keys 1 to 9 pick. */
export const TreePicker = ({ ticket, isPending, onPick, onClose }: TreePickerProps) => {
  const { t } = useTranslation('diagnosis');
  const language = useDiagnosisLanguage();
  const store = useSessionStore(treesStore);
  const trees = useStore(store, (state) => state.trees);
  const failure = useStore(store, (state) => state.failure);
  const list = useRef<HTMLOListElement>(null);
  const offered = useMemo(
    () =>
      inOrderOfFit(
        (trees ?? []).filter(({ problems }) => problems === 0),
        ticket,
      ),
    [trees, ticket],
  );
  const isReady = trees !== undefined;
  useEffect(() => {
    if (isReady) list.current?.querySelector('button')?.focus();
  }, [isReady]);
  const group = t('diagnosis');
  useCommands('diagnosis-picker', [
    ...offered.slice(0, KEYS).map(({ tree }, place) => ({
      id: `diagnosis.pick.${tree.tree}`,
      label: tree.title[language],
      group,
      key: String(place + 1),
      keyOnly: true,
      run: () => onPick(tree.tree),
    })),
    { id: 'diagnosis.cancel', label: t('cancel'), group, key: 'Escape', keyOnly: true, run: onClose },
  ]);

  if (failure) return <FailureBanner failure={failure} onRetry={() => void store.getState().load()} />;
  if (!isReady) return <SkeletonRows rows={3} />;
  return (
    <div className={classes['node']} data-picker>
      {offered.length === 0 ? (
        <p className="soft">{t('noTrees')}</p>
      ) : (
        <>
          <p className={classes['question']}>{t('pick')}</p>
          <ol ref={list} className={classes['answers']} data-answers>
            {offered.map(({ tree, fit }, place) => (
              <li key={tree.tree}>
                <button
                  type="button"
                  aria-disabled={isPending || undefined}
                  aria-keyshortcuts={place < KEYS ? String(place + 1) : undefined}
                  onClick={() => {
                    if (!isPending) onPick(tree.tree);
                  }}
                >
                  {place < KEYS && <Kbd aria-hidden>{place + 1}</Kbd>}
                  <span>{tree.title[language]}</span>
                  {fit > 0 && <span className="muted small">{t('suggested')}</span>}
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
      <div className={classes['buttons']}>
        <Button size="xs" variant="subtle" color="gray" rightSection={<KeyHint keys="Escape" />} onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
};
