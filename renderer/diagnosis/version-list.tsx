import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { TreeDetail } from '#shared/diagnosis/operations.ts';
import classes from './editor.module.css';

interface VersionListProps {
  readonly detail: TreeDetail | undefined;
  /** Puts a text into the editor; absent for who may not save. */
  readonly onUse: ((text: string, version: number) => void) | undefined;
}

/** Every version that this desk had, newest first, and what ships. Each can be taken into the editor again. */
export const VersionList = ({ detail, onUse }: VersionListProps) => {
  const { t } = useTranslation('diagnosis');
  const format = useFormat();
  const now = useNow();
  const versions = detail?.versions ?? [];
  const use = (text: string, version: number) =>
    onUse && (
      <Button size="xs" onClick={() => onUse(text, version)}>
        {t('use')}
      </Button>
    );
  return (
    <>
      {versions.length === 0 && <p className="soft">{t('noVersions')}</p>}
      <ol className={classes['versions']}>
        {versions.map(({ edition, version, at, by, text }) => (
          <li key={edition}>
            <span>
              <span className="strong num">{t('version', { number: version })}</span>
              <br />
              <span className="muted small">
                {text === null ? `${t('versionReset')} · ` : ''}
                {t('savedBy', { name: by, at: format.moment(at, now) })}
              </span>
            </span>
            {text !== null && use(text, version)}
          </li>
        ))}
        {detail && detail.shippedText !== null && (
          <li>
            <span>{t('shippedText')}</span>
            {use(detail.shippedText, 1)}
          </li>
        )}
      </ol>
    </>
  );
};
