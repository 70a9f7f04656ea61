import { useRef, useState } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconBraces, IconColumns, IconCopy, IconFilter, IconFilterOff, IconNote, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { copyText } from '#renderer/ui/copy-text.ts';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import type { LogLine } from '#shared/logs/line.ts';
import type { OnValue } from './column-head.tsx';
import { messageField } from './field-place.ts';
import { messageFrom } from './line-text.ts';
import type { Columns } from './use-columns.ts';
import { useWholeLine } from './use-whole-line.ts';
import classes from './logs.module.css';

/** Of one line: more is copied, and not read on a screen. */
const MOST_SHOWN = 100_000;

interface LineDetailProps {
  readonly viewId: string;
  readonly line: LogLine;
  readonly source: string;
  readonly columns: Columns;
  /** Filters by what a line says, or by a field of it, in one step. */
  readonly onWords: (words: string, kind: 'include' | 'exclude') => void;
  readonly onValue: OnValue;
  /** Of its bookmark; empty where nobody wrote one. */
  readonly note: string;
  /** Absent for who may not bookmark. */
  readonly onNote: (() => void) | undefined;
  readonly onCopyAround: () => void;
  readonly onClose: () => void;
}

/** A line that is JSON, member by member below each other; undefined for any other. */
const laidOut = (text: string): string | undefined => {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
};

/** All of one line: its whole text, what it says field by field, where it stands. */
export const LineDetail = ({
  viewId,
  line,
  source,
  columns,
  onWords,
  onValue,
  note,
  onNote,
  onCopyAround,
  onClose,
}: LineDetailProps) => {
  const { t } = useTranslation('logs');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const whole = useWholeLine(viewId, line);
  const [asJson, setAsJson] = useState(false);
  const body = useRef<HTMLParagraphElement>(null);
  const { at, level, generation } = line;
  const { text, fields } = whole ?? line;
  const json = laidOut(text);
  const shown = asJson && json !== undefined ? json : text;
  const entries = Object.entries(fields ?? {});
  const from = fields?.['provider'] ?? fields?.['Provider'];
  const event = fields?.['eventId'] ?? fields?.['EventID'];
  const head = from === undefined ? undefined : [from, event].filter((part) => part !== undefined).join(' ');

  /** What is selected in it, or what it says without time and level. */
  const words = (): string => {
    const selection = window.getSelection();
    const selected = selection && body.current?.contains(selection.anchorNode) ? selection.toString().trim() : '';
    const message = messageField(line);
    const said =
      message === undefined
        ? line.text.slice(messageFrom(line.text, line.isDayInferred))
        : (line.fields?.[message] ?? '');
    return selected || said.trim() || line.text.trim();
  };
  const copy = () => void copyText(text, { done: t('lineCopied'), failed: ui('copyFailed') });
  return (
    <section className={classes['detail']} aria-label={t('detail')}>
      <header className={classes['detailHead']}>
        {head !== undefined && <b>{withSigns(head)}</b>}
        <span className="muted small num">
          {t('lineOf', { source, line: line.line, generation })}
          {level !== null && ` · ${t(`level.${level}`)}`}
          {at !== null && ` · ${format.exact(at)}`}
          {line.isDayInferred && ` · ${t('dayInferred')}`}
        </span>
        <div className={classes['detailActs']}>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconFilter size={14} stroke={1.6} aria-hidden />}
            onClick={() => onWords(words(), 'include')}
          >
            {t('onlyLike')}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconFilterOff size={14} stroke={1.6} aria-hidden />}
            onClick={() => onWords(words(), 'exclude')}
          >
            {t('withoutLike')}
          </Button>
          {json !== undefined && (
            <Button
              size="xs"
              variant={asJson ? 'light' : 'subtle'}
              color="gray"
              aria-pressed={asJson}
              leftSection={<IconBraces size={14} stroke={1.6} aria-hidden />}
              onClick={() => setAsJson(!asJson)}
            >
              {t('asJson')}
            </Button>
          )}
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconCopy size={14} stroke={1.6} aria-hidden />}
            onClick={copy}
          >
            {t('copyLine')}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={onCopyAround}>
            {t('copyAround')}
          </Button>
          {onNote && (
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              leftSection={<IconNote size={14} stroke={1.6} aria-hidden />}
              onClick={onNote}
            >
              {t(note === '' ? 'addNote' : 'editNote')}
            </Button>
          )}
        </div>
        <ActionIcon className={classes['closeDetail']} aria-label={t('closeDetail')} onClick={onClose}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </header>
      <ScrollRegion label={t('detail')} className={classes['detailBody']}>
        {note !== '' && (
          <p className={classes['lineNote']}>
            <IconNote size={14} stroke={1.6} role="img" aria-label={t('note')} />
            <span className={classes['noteText']}>{note}</span>
          </p>
        )}
        <p className={classes['wholeText']} ref={body} data-laid-out={asJson || undefined}>
          {shown.slice(0, MOST_SHOWN).split('\n').map(withSigns).join('\n')}
        </p>
        {whole === undefined && <p className="muted small">{t('lineComing')}</p>}
        {(shown.length > MOST_SHOWN || whole?.isCut === true) && (
          <p className="muted small num">{t('lineCutCopy', { count: MOST_SHOWN, length: line.length })}</p>
        )}
        {entries.length > 0 && !(asJson && json !== undefined) && (
          <dl className={classes['fields']}>
            {entries.map(([name, value]) => {
              const field = withSigns(name);
              const isColumn = columns.shown.some((column) => column.field === name);
              return (
                <div key={name}>
                  <dt title={field}>{field}</dt>
                  <dd className="mono">{withSigns(value)}</dd>
                  <dd className={classes['fieldActs']}>
                    <ActionIcon
                      size={20}
                      aria-label={t('onlyField', { name: field })}
                      title={t('onlyField', { name: field })}
                      onClick={() => onValue(name, value, 'include')}
                    >
                      <IconFilter size={12} stroke={1.6} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      size={20}
                      aria-label={t('withoutField', { name: field })}
                      title={t('withoutField', { name: field })}
                      onClick={() => onValue(name, value, 'exclude')}
                    >
                      <IconFilterOff size={12} stroke={1.6} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      size={20}
                      aria-pressed={isColumn}
                      aria-label={t('asColumn', { name: field })}
                      title={t('asColumn', { name: field })}
                      disabled={!isColumn && columns.isFull}
                      onClick={() => columns.toggle(name)}
                    >
                      <IconColumns size={12} stroke={1.6} aria-hidden />
                    </ActionIcon>
                  </dd>
                </div>
              );
            })}
          </dl>
        )}
      </ScrollRegion>
    </section>
  );
};
