import { useRef, useState, type DragEvent } from 'react';
import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import classes from './asset-import.module.css';

/** Takes a list by choosing or dropping it. */
export const ChooseList = ({ onFile }: { readonly onFile: (file: File) => void }) => {
  const { t } = useTranslation('assets');
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const pick = () => input.current?.click();
  useCommands('assets.choose', [
    {
      id: 'assets.choose',
      label: t('chooseList'),
      key: 'o',
      group: t('importTitle'),
      icon: IconFileImport,
      status: { order: 1, label: t('keys.choose') },
      run: pick,
    },
  ]);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    // The button inside does the same for the keyboard.
    <div
      className={classes['drop']}
      {...(isOver ? { 'data-over': '' } : {})}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <h2>{isOver ? t('dropNow') : t('chooseTitle')}</h2>
      <p className="soft">{t('chooseText')}</p>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.gz,text/csv,text/tab-separated-values"
        className={classes['fileInput']}
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
          event.currentTarget.value = '';
        }}
      />
      <Button
        variant="filled"
        leftSection={<IconFileImport size={16} stroke={1.6} aria-hidden />}
        rightSection={<KeyHint keys="o" />}
        onClick={pick}
      >
        {t('chooseList')}
      </Button>
    </div>
  );
};
