import { useRef, useState, type DragEvent } from 'react';
import { Button } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './documents.module.css';

interface FileDropProps {
  readonly several: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A place in a dialog that takes files, dropped or chosen. */
export const FileDrop = ({ several, onFiles }: FileDropProps) => {
  const { t } = useTranslation('documents');
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const give = (files: Iterable<File> | null | undefined) => {
    const given = [...(files ?? [])];
    if (given.length > 0) onFiles(several ? given : given.slice(0, 1));
  };
  return (
    <div
      className={classes['drop']}
      data-over={isOver || undefined}
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        give(event.dataTransfer.files);
      }}
    >
      <Button
        data-autofocus
        leftSection={<IconFilePlus size={16} stroke={1.6} aria-hidden />}
        onClick={() => chooser.current?.click()}
      >
        {several ? t('chooseFiles') : t('chooseFile')}
      </Button>
      <span className="muted small">{t('dropHint')}</span>
      <input
        ref={chooser}
        type="file"
        multiple={several}
        className={classes['hidden']}
        tabIndex={-1}
        aria-label={several ? t('chooseFiles') : t('chooseFile')}
        onChange={(event) => {
          give(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
};
