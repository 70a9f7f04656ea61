import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import type { SourceRow as Source } from '#shared/logs/source.ts';
import { SourceFiles, type SetFileEncoding } from './source-files.tsx';
import { Trouble, useTroubleWords } from './source-trouble.tsx';
import classes from './logs.module.css';

interface SourceRowProps {
  readonly source: Source;
  readonly isFirst: boolean;
  readonly isChosen: boolean;
  /** May be changed and removed. */
  readonly canEdit: boolean;
  readonly onChoose: (isChosen: boolean) => void;
  /** Looks at this one alone. */
  readonly onOnly: () => void;
  readonly onSeen: () => void;
  readonly onStop: () => void;
  readonly onContinue: () => void;
  readonly onEdit: () => void;
  readonly onFileEncoding: SetFileEncoding;
  readonly onRemove: () => void;
}

/** A source: whether it is viewed, what arrived in it since somebody looked, and what is wrong with it. */
export const SourceRow = ({
  source,
  isFirst,
  isChosen,
  canEdit,
  onChoose,
  onOnly,
  onSeen,
  onStop,
  onContinue,
  onEdit,
  onFileEncoding,
  onRemove,
}: SourceRowProps) => {
  const { t } = useTranslation('logs');
  const format = useFormat();
  const { state, errors, warnings, lines, bytes, readBytes } = source;
  const name = withSigns(source.name);
  const words = useTroubleWords()(source, source.problem);
  const isReading = state === 'reading' && readBytes < bytes;
  return (
    <li className={classes['source']} data-chosen={isChosen || undefined}>
      <div className={classes['sourceLine']}>
        <Checkbox
          size="xs"
          className={classes['sourceName']}
          label={<span title={withSigns(source.place) || name}>{name}</span>}
          // Above the logs the list opens with the first in focus.
          data-autofocus={isFirst || undefined}
          checked={isChosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
        {errors > 0 ? (
          <span
            className={`${classes['mark']} num`}
            data-level="error"
            role="img"
            aria-label={t('newErrors', { count: errors })}
          >
            E {format.number(errors)}
          </span>
        ) : warnings > 0 ? (
          <span
            className={`${classes['mark']} num`}
            data-level="warning"
            role="img"
            aria-label={t('newWarnings', { count: warnings })}
          >
            W {format.number(warnings)}
          </span>
        ) : (
          lines > 0 && <span className="muted small num">{format.number(lines)}</span>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={20} aria-label={t('sourceMore', { name })}>
              <IconDots size={14} stroke={1.6} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onOnly}>{t('onlyThis')}</Menu.Item>
            {state === 'reading' && <Menu.Item onClick={onStop}>{t('stopReading')}</Menu.Item>}
            {state === 'stopped' && <Menu.Item onClick={onContinue}>{t('continueReading')}</Menu.Item>}
            {errors + warnings > 0 && <Menu.Item onClick={onSeen}>{t('clearMark')}</Menu.Item>}
            {canEdit && (
              <>
                <Menu.Item onClick={onEdit}>{t('editSource')}</Menu.Item>
                <Menu.Divider />
                <Menu.Item onClick={onRemove}>{t('removeSource')}</Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      {/* All of it stands above the lines where they are viewed. */}
      {words && <Trouble words={isChosen ? { ...words, help: '' } : words} />}
      <SourceFiles source={source} onSet={canEdit ? onFileEncoding : undefined} />
      {isReading && (
        <p className="muted small num">
          {t('indexingShare', { share: format.percent(readBytes / bytes), bytes: format.bytes(bytes) })}
        </p>
      )}
    </li>
  );
};
