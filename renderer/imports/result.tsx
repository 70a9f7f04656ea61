import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { OkGlyph } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { BatchView } from '#shared/imports/operations.ts';
import { EarlierImports } from './earlier-imports.tsx';
import { Steps } from './steps.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import { useImportActions } from './use-import.ts';
import styles from './imports.module.css';

/** What the import left, with the way back. */
export const Result = ({ batch }: { readonly batch: BatchView }) => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { startOver } = useImportActions();
  const [isUndoing, setUndoing] = useState(false);
  const readOnly = useReadOnly();
  const primary = useRef<HTMLButtonElement>(null);
  // The control that led here is gone or lies outside: Enter goes on from here.
  useEffect(() => primary.current?.focus({ preventScroll: true }), []);
  const isIn = batch.state === 'done';
  const toQueue = () => navigate('queue', 'view', batch.id);
  const group = t('title');
  useCommands('imports.result', [
    {
      id: 'imports.another',
      label: t('result.another'),
      group,
      key: 'o',
      status: { order: 1, label: t('result.anotherKey') },
      run: startOver,
    },
    {
      id: 'imports.queue',
      label: t('result.show'),
      group,
      key: 'Enter',
      status: { order: 2, label: t('result.showKey') },
      run: toQueue,
    },
    {
      id: 'imports.undo',
      label: t('undo.command'),
      group,
      key: 'u',
      status: { order: 3, label: t('undo.key') },
      unavailable: batch.undoable ? readOnly : t('undo.none'),
      run: () => setUndoing(true),
    },
  ]);
  const facts = [
    batch.tickets.update > 0 ? t('result.updated', { count: batch.tickets.update }) : null,
    batch.rows.duplicate > 0 ? t('result.duplicate', { count: batch.rows.duplicate }) : null,
    batch.rows.refuse > 0 ? t('result.refused', { count: batch.rows.refuse }) : null,
    t('result.entries', { count: batch.entries }),
    batch.finishedAt === null
      ? null
      : t('result.took', {
          duration: format.duration(Math.max(1000, Date.parse(batch.finishedAt) - Date.parse(batch.startedAt))),
        }),
  ].filter((fact) => fact !== null);
  return (
    <>
      <ViewHead title={t('title')} />
      <div className={styles.bar}>
        <Steps at="result" />
      </div>
      <div className={styles.page}>
        <div className={styles.resultHead}>
          <OkGlyph />
          <div>
            <h2>{isIn ? t('result.title', { count: batch.tickets.create }) : t('result.undone')}</h2>
            {isIn ? <p className="soft">{facts.join(' · ')}</p> : null}
            <p className="muted">{batch.fileName}</p>
          </div>
        </div>
        <div className={styles.resultActions}>
          <Button ref={primary} variant="filled" rightSection={<KeyHint keys="Enter" />} onClick={toQueue}>
            {t('result.show')}
          </Button>
          <Button rightSection={<KeyHint keys="o" />} onClick={startOver}>
            {t('result.another')}
          </Button>
          {batch.undoable ? (
            <BlockableButton
              rightSection={<KeyHint keys="u" />}
              blockedBy={readOnly === undefined ? undefined : 'import-undo-why'}
              onClick={() => setUndoing(true)}
            >
              {t('undo.button')}
            </BlockableButton>
          ) : null}
        </div>
        <EarlierImports />
      </div>
      <UndoDialog batch={isUndoing && isIn ? batch : undefined} onClose={() => setUndoing(false)} />
    </>
  );
};
