import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { announce } from '#renderer/ui/announce.ts';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { MAX_IMPORT_BYTES } from '#shared/imports/limits.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { useImport, useImportActions } from './use-import.ts';
import styles from './imports.module.css';

/** Takes a file by choosing or dropping it, then shows how far its reading is. */
export const ChooseFile = () => {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const step = useImport((state) => state.step);
  const progress = useImport((state) => state.progress);
  const { choose, cancel } = useImportActions();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const isOpening = step.at === 'opening';
  const readOnly = useReadOnly();

  const pick = () => input.current?.click();
  const take = (file: File | undefined) => {
    if (!file || isOpening) return;
    if (readOnly === undefined) void choose(file);
    else announce({ tone: 'refused', text: readOnly });
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  useCommands('imports.choose', [
    {
      id: 'imports.choose',
      label: t('choose.button'),
      group: t('title'),
      icon: IconFileImport,
      key: 'o',
      status: { order: 1, label: t('choose.key') },
      unavailable: isOpening ? t('open.reading', { name: step.fileName, share: '…' }) : readOnly,
      run: pick,
    },
  ]);

  if (isOpening) {
    const isHandedOver = step.uploaded >= 1;
    const share = isHandedOver ? (progress ? progress.done / Math.max(1, progress.total) : 0) : step.uploaded;
    const text = t(isHandedOver ? 'open.reading' : 'open.uploading', {
      name: step.fileName,
      share: format.percent(share),
    });
    return (
      <div className={styles.drop}>
        <ProgressBar share={share} label={text} />
        <p className="soft num">{text}</p>
        <Button size="xs" onClick={() => void cancel()}>
          {t('stop')}
        </Button>
      </div>
    );
  }
  return (
    // The button inside does the same for the keyboard.
    <div
      className={styles.drop}
      {...(isOver ? { 'data-over': '' } : {})}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <h2>{isOver ? t('choose.dropNow') : t('choose.title')}</h2>
      <p className="soft">{t('choose.drop')}</p>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.gz,text/csv,text/tab-separated-values"
        className={styles.fileInput}
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <BlockableButton
        variant="filled"
        blockedBy={readOnly === undefined ? undefined : 'import-choose-why'}
        leftSection={<IconFileImport size={16} stroke={1.6} aria-hidden />}
        rightSection={<KeyHint keys="o" />}
        onClick={pick}
      >
        {t('choose.button')}
      </BlockableButton>
      {readOnly === undefined ? null : (
        <p id="import-choose-why" className="soft small">
          {readOnly}
        </p>
      )}
      <p className="muted small">{t('choose.kinds', { limit: format.bytes(MAX_IMPORT_BYTES) })}</p>
    </div>
  );
};
