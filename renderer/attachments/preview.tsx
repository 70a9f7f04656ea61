import { useState } from 'react';
import { ActionIcon, Button, Modal, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconDownload, IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Banner } from '#renderer/ui/banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { isPicture, isText } from '#shared/attachments/media-type.ts';
import { FileGlyph, fileKind, isDisguised } from './file-kind.tsx';
import type { ShownFile } from './file-source.ts';
import { PicturePreview } from './picture-preview.tsx';
import { TextPreview } from './text-preview.tsx';
import { useSave } from './use-save.ts';
import classes from './attachments.module.css';

/** A file of a list that can be gone through; `since` says who attached it and when. */
export interface PreviewFile extends ShownFile {
  readonly key: string;
  readonly since?: string | undefined;
}

interface PreviewProps {
  readonly files: readonly PreviewFile[];
  readonly startKey: string;
  readonly onClose: () => void;
}

const zooms = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 4, 8] as const;

const nextZoom = (zoom: number | null, by: 1 | -1): number => {
  const from = zoom ?? (by > 0 ? 0.75 : 1);
  return (by > 0 ? zooms.find((step) => step > from) : zooms.findLast((step) => step < from)) ?? from;
};

/** Looks at one file after the other: pictures and texts here, of everything else what is known about it. */
export const Preview = ({ files, startKey, onClose }: PreviewProps) => {
  const { t } = useTranslation('attachments');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const { saving, save } = useSave();
  const [key, setKey] = useState(startKey);
  const [zoom, setZoom] = useState<number | null>(null);
  useFocusReturn();
  const index = Math.max(
    0,
    files.findIndex((each) => each.key === key),
  );
  const file = files[index];
  const isDrawn = file !== undefined && isPicture(file.mediaType);
  const step = (by: 1 | -1) => {
    const next = files[index + by];
    if (!next) return;
    setKey(next.key);
    setZoom(null);
  };
  const enlarge = (by: 1 | -1) => setZoom(nextZoom(zoom, by));

  useCommands(
    'attachments.preview',
    [
      {
        id: 'preview.previous',
        label: t('previous'),
        key: 'ArrowLeft',
        otherKeys: ['k'],
        keyOnly: true,
        run: () => step(-1),
      },
      { id: 'preview.next', label: t('next'), key: 'ArrowRight', otherKeys: ['j'], keyOnly: true, run: () => step(1) },
      { id: 'preview.save', label: t('save'), key: 's', keyOnly: true, run: () => file && void save(file) },
      ...(isDrawn
        ? [
            { id: 'preview.in', label: t('zoomIn'), key: '+', otherKeys: ['='], keyOnly: true, run: () => enlarge(1) },
            { id: 'preview.out', label: t('zoomOut'), key: '-', keyOnly: true, run: () => enlarge(-1) },
            { id: 'preview.fit', label: t('fit'), key: '0', keyOnly: true, run: () => setZoom(null) },
          ]
        : []),
    ],
    { modal: true },
  );
  if (!file) return null;
  return (
    <Modal
      opened
      onClose={onClose}
      size="min(1120px, calc(100vw - 48px))"
      centered
      title={
        <span className={classes['previewTitle']}>
          <FileGlyph mediaType={file.mediaType} size={16} />
          <bdi title={file.name}>{file.name}</bdi>
          <span className="muted num">{format.bytes(file.bytes)}</span>
        </span>
      }
      closeButtonProps={{ 'aria-label': ui('close') }}
      classNames={{ title: classes['previewHead'], body: classes['previewBody'] }}
    >
      {isDisguised(file) && (
        <Banner tone="risk" boxed>
          {t('disguised')}
        </Banner>
      )}
      <div className={classes['stage']} data-preview={file.name} key={file.key}>
        {isDrawn && <PicturePreview file={file} zoom={zoom} />}
        {isText(file.mediaType) && <TextPreview file={file} />}
        {!isDrawn && !isText(file.mediaType) && <Facts file={file} />}
      </div>
      <div className={classes['previewBar']}>
        {files.length > 1 && (
          <>
            <Tooltip label={t('previous')}>
              <ActionIcon aria-label={t('previous')} aria-disabled={index === 0 || undefined} onClick={() => step(-1)}>
                <IconChevronLeft size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <span className="small muted num" role="status">
              {t('place', { at: index + 1, count: files.length })}
            </span>
            <Tooltip label={t('next')}>
              <ActionIcon
                aria-label={t('next')}
                aria-disabled={index === files.length - 1 || undefined}
                onClick={() => step(1)}
              >
                <IconChevronRight size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </>
        )}
        <span className={classes['grow']} />
        {isDrawn && (
          <span className={classes['zoom']} role="group" aria-label={t('zoom')}>
            <Tooltip label={t('zoomOut')}>
              <ActionIcon aria-label={t('zoomOut')} onClick={() => enlarge(-1)}>
                <IconMinus size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Button size="xs" variant="subtle" color="gray" title={t('fit')} onClick={() => setZoom(null)}>
              {zoom === null ? t('fit') : format.percent(zoom)}
            </Button>
            <Tooltip label={t('zoomIn')}>
              <ActionIcon aria-label={t('zoomIn')} onClick={() => enlarge(1)}>
                <IconPlus size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </span>
        )}
        <Button
          leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
          rightSection={<KeyHint keys="s" />}
          loading={saving === file.sha256}
          onClick={() => void save(file)}
        >
          {t('save')}
        </Button>
      </div>
    </Modal>
  );
};

const Facts = ({ file }: { readonly file: PreviewFile }) => {
  const { t } = useTranslation('attachments');
  const format = useFormat();
  const facts = [
    [t('fact.kind'), t(`kind.${fileKind(file.mediaType)}`)],
    [t('fact.size'), format.bytes(file.bytes)],
    ...(file.since === undefined ? [] : [[t('fact.by'), file.since] as const]),
  ] as const;
  return (
    <div className={classes['factsPage']}>
      <FileGlyph mediaType={file.mediaType} size={40} />
      <p className="muted">{t('noPreview')}</p>
      <dl className={classes['factList']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('fact.sha256')}</dt>
          <dd className="mono">{file.sha256}</dd>
        </div>
      </dl>
    </div>
  );
};
