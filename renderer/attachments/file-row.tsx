import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDownload, IconTrash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { isDisguised } from './file-kind.tsx';
import type { ShownFile } from './file-source.ts';
import { Thumbnail } from './thumbnail.tsx';
import classes from './attachments.module.css';

interface FileRowProps {
  readonly file: ShownFile;
  /** Who attached it, and when; absent where that goes without saying. */
  readonly since?: string;
  readonly onOpen: () => void;
  readonly onSave?: (() => void) | undefined;
  /** `ask`: somebody has to say why. */
  readonly onRemove: { readonly run: () => void; readonly kind: 'ask' | 'at-once' } | undefined;
}

export const FileRow = ({ file, since, onOpen, onSave, onRemove }: FileRowProps) => {
  const { t } = useTranslation('attachments');
  const format = useFormat();
  const { name } = file;
  const RemoveIcon = onRemove?.kind === 'ask' ? IconTrash : IconX;
  return (
    <li className={classes['row']} data-file={name}>
      <button type="button" className={classes['open']} aria-label={t('open', { name })} title={name} onClick={onOpen}>
        <Thumbnail file={file} />
        <span className={classes['text']}>
          <span className={classes['name']}>
            <bdi>{name}</bdi>
          </span>
          <span className={`${classes['facts']} num`}>
            {isDisguised(file) && <RiskGlyph label={t('disguised')} />}
            {[format.bytes(file.bytes), since].filter((fact) => fact !== undefined).join(' · ')}
          </span>
        </span>
      </button>
      {onSave && (
        <Tooltip label={t('save')}>
          <ActionIcon aria-label={t('saveNamed', { name })} onClick={onSave}>
            <IconDownload size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {onRemove && (
        <Tooltip label={t('remove')}>
          <ActionIcon aria-label={t('removeNamed', { name })} onClick={onRemove.run}>
            <RemoveIcon size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
};
