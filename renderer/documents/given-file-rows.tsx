import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { BreachGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { MAX_DOCUMENT_TITLE } from '#shared/documents/limits.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { GivenFile } from './use-given-files.ts';
import classes from './documents.module.css';

interface GivenFileRowsProps {
  readonly files: readonly GivenFile[];
  readonly withTitle: boolean;
  readonly tried: boolean;
  readonly onChange: (key: number, change: Partial<GivenFile>) => void;
  readonly onDrop: (key: number) => void;
}

/** Files on their way in: what they are to be called, how far they are, and what they are the same as. */
export const GivenFileRows = ({ files, withTitle, tried, onChange, onDrop }: GivenFileRowsProps) => {
  const { t } = useTranslation('documents');
  const failureText = useFailureText();
  const format = useFormat();
  return (
    <ul className={classes['given']}>
      {files.map((file) => (
        <li key={file.key}>
          <div className={classes['givenHead']}>
            <span className="cut" title={file.name}>
              {file.name}
            </span>
            <span className="muted num">{format.bytes(file.bytes)}</span>
            <ActionIcon size={22} aria-label={t('leaveOut', { name: file.name })} onClick={() => onDrop(file.key)}>
              <IconX size={14} stroke={1.6} aria-hidden />
            </ActionIcon>
          </div>
          {withTitle && (
            <TextInput
              aria-label={t('titleOf', { name: file.name })}
              autoComplete="off"
              maxLength={MAX_DOCUMENT_TITLE}
              value={file.title}
              error={tried && file.title.trim() === '' ? t('titleNeeded') : undefined}
              onChange={(event) => onChange(file.key, { title: event.currentTarget.value })}
            />
          )}
          {!file.stored && !file.failure && (
            <ProgressBar share={file.share} label={t('handingOver', { name: file.name })} />
          )}
          {file.failure && (
            <p className={classes['note']} role="alert">
              <BreachGlyph />
              {failureText(file.failure)}
            </p>
          )}
          {file.same.length > 0 && (
            <p className={classes['note']} role="status">
              <RiskGlyph />
              {t('sameAs', {
                documents: format.list(file.same.map(({ number, title }) => `${shortNumber(number)} ${title}`)),
              })}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
};
