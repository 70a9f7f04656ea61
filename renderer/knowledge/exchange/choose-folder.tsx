import { useRef, useState, type ChangeEvent, type DragEvent, type InputHTMLAttributes } from 'react';
import { Button } from '@mantine/core';
import { IconFileZip, IconFolder } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { announce } from '#renderer/ui/announce.ts';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { MAX_FOLDER_BYTES, MAX_FOLDER_FILES } from '#shared/knowledge/exchange/limits.ts';
import { chosenInDrop, chosenInField, type Chosen } from './chosen-files.ts';
import { exchangeStore } from './store.ts';
import classes from './exchange.module.css';

/** A field that takes a whole folder; React does not know the attribute. */
const folderField = { webkitdirectory: '' } as InputHTMLAttributes<HTMLInputElement>;

const WHY = 'exchange-choose-why';

/** Takes a folder or an archive by choosing or dropping it, then shows how far its reading is. */
export const ChooseFolder = () => {
  const { t } = useTranslation('knowledgeExchange');
  const format = useFormat();
  const store = useSessionStore(exchangeStore);
  const step = useStore(store, (state) => state.step);
  const progress = useStore(store, (state) => state.progress);
  const folder = useRef<HTMLInputElement>(null);
  const archive = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const readOnly = useReadOnly();
  const isReading = step.at === 'reading';

  const take = (chosen: Chosen | undefined) => {
    if (isReading) return;
    if (readOnly !== undefined) announce({ tone: 'refused', text: readOnly });
    else if (chosen) void store.getState().choose(chosen);
    else announce({ tone: 'refused', text: t('choose.none') });
  };
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const { files } = event.currentTarget;
    if (files && files.length > 0) take(chosenInField(files));
    event.currentTarget.value = '';
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    chosenInDrop(event.dataTransfer).then(take, (error: unknown) => {
      announce({ tone: 'refused', text: error instanceof Error ? error.message : String(error) });
    });
  };
  useCommands('knowledge.exchange.choose', [
    {
      id: 'knowledge.exchange.folder',
      label: t('choose.folder'),
      group: t('import'),
      icon: IconFolder,
      key: 'o',
      status: { order: 1, label: t('keys.choose') },
      unavailable: isReading ? t('reading', { name: step.name }) : readOnly,
      run: () => folder.current?.click(),
    },
    {
      id: 'knowledge.exchange.archive',
      label: t('choose.archive'),
      group: t('import'),
      icon: IconFileZip,
      unavailable: isReading ? t('reading', { name: step.name }) : readOnly,
      run: () => archive.current?.click(),
    },
  ]);

  if (isReading) {
    const isHanded = step.handed >= 1;
    const share = isHanded ? (progress ? progress.done / Math.max(1, progress.total) : 0) : step.handed;
    const text = t(isHanded ? 'readingShare' : 'handing', { share: format.percent(share) });
    return (
      <div className={classes['drop']}>
        <h2>{t('reading', { name: step.name })}</h2>
        <ProgressBar share={share} label={t('reading', { name: step.name })} />
        <p className="soft num">{text}</p>
        <Button size="xs" onClick={() => store.getState().cancel()}>
          {t('stop')}
        </Button>
      </div>
    );
  }
  const hidden = { tabIndex: -1, 'aria-hidden': true, className: classes['file'], onChange } as const;
  return (
    // The buttons inside do the same for the keyboard.
    <div
      className={classes['drop']}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <h2>{t(isOver ? 'choose.now' : 'choose.title')}</h2>
      <p className="soft">{t('choose.text')}</p>
      <input ref={folder} type="file" multiple data-of="folder" {...folderField} {...hidden} />
      <input ref={archive} type="file" accept=".zip,application/zip" data-of="archive" {...hidden} />
      <div className={classes['buttons']}>
        <BlockableButton
          variant="filled"
          blockedBy={readOnly === undefined ? undefined : WHY}
          leftSection={<IconFolder size={16} stroke={1.6} aria-hidden />}
          rightSection={<KeyHint keys="o" />}
          onClick={() => folder.current?.click()}
        >
          {t('choose.folder')}
        </BlockableButton>
        <BlockableButton
          blockedBy={readOnly === undefined ? undefined : WHY}
          leftSection={<IconFileZip size={16} stroke={1.6} aria-hidden />}
          onClick={() => archive.current?.click()}
        >
          {t('choose.archive')}
        </BlockableButton>
      </div>
      {readOnly !== undefined && (
        <p id={WHY} className="soft small">
          {readOnly}
        </p>
      )}
      <p className="muted small">
        {t('choose.limits', { size: format.bytes(MAX_FOLDER_BYTES), count: MAX_FOLDER_FILES })}
      </p>
    </div>
  );
};
