import { ActionIcon } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { DocumentVersion } from '#shared/documents/document.ts';
import classes from './documents.module.css';

interface DocumentVersionsProps {
  /** Newest first. */
  readonly versions: readonly DocumentVersion[];
  readonly onSave: (versionId: string, fileName: string) => void;
}

/** Every version with who took it in, when and why; those whose bytes were kept can be saved. */
export const DocumentVersions = ({ versions, onSave }: DocumentVersionsProps) => {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const now = useNow();
  return (
    <PanelSection title={t('versions')} meta={format.number(versions.length)}>
      <ol className={classes['versions']}>
        {versions.map(({ id, place, label, at, by, note, file, isKept }) => (
          <li key={id}>
            <div>
              <span className={classes['versionName']}>
                {label === '' ? t('versionPlace', { place }) : t('versionLabel', { place, label })}
              </span>
              <span className="muted num">
                {format.series([by.name, format.moment(at, now), format.bytes(file.bytes)])}
              </span>
              <span className="cut soft" title={file.fileName}>
                {file.fileName}
              </span>
              {note !== '' && (
                <span className={classes['versionNote']} lang={langOf(note)}>
                  {note}
                </span>
              )}
            </div>
            {isKept && (
              <ActionIcon
                aria-label={t('saveVersion', { place })}
                title={t('saveVersion', { place })}
                onClick={() => onSave(id, file.fileName)}
              >
                <IconDownload size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ol>
    </PanelSection>
  );
};
