import { memo } from 'react';
import { IconBookmarkFilled, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Severity } from '#shared/alerts/rule.ts';
import { MAX_LINE_TEXT } from '#shared/logs/limits.ts';
import type { Gap, LogLine } from '#shared/logs/line.ts';
import { messageFrom, piecesOf, withSigns } from './line-text.ts';
import { lineTime } from './line-time.ts';
import classes from './lines.module.css';

export const lineDomId = (rank: number): string => `log-line-${rank}`;

const letters = { error: 'E', warning: 'W', info: 'I', debug: 'D' } as const;

interface LineRowProps {
  readonly rank: number;
  /** Undefined while it is on its way. */
  readonly line: LogLine | undefined;
  /** Undefined where all lines are of one source. */
  readonly source: string | undefined;
  /** Of the alert that it raised. */
  readonly severity: Severity | undefined;
  readonly withDay: boolean;
  readonly isFocused: boolean;
  readonly isSelected: boolean;
}

/** One line. Its text is whatever wrote the log wrote: it becomes text nodes, with signs for what would be unseen. */
export const LineRow = memo(({ rank, line, source, severity, withDay, isFocused, isSelected }: LineRowProps) => {
  const { t } = useTranslation('logs');
  const shared = {
    id: lineDomId(rank),
    role: 'row',
    'aria-rowindex': rank + 1,
    'aria-selected': isSelected,
    className: classes['line'],
    'data-line': rank,
    'data-focused': isFocused || undefined,
  } as const;
  if (!line) {
    return (
      <div {...shared} aria-busy>
        <span role="gridcell" className={classes['coming']} aria-label={t('lineComing')} />
      </div>
    );
  }
  const { at, level, isContinued, text, length, isBinary, marks, bookmark } = line;
  return (
    <div {...shared} data-level={level ?? 'none'} data-continued={isContinued || undefined}>
      <span role="gridcell" className={classes['time']}>
        {severity !== undefined && (
          <span role="img" aria-label={t('alerted')} className={classes['alerted']} data-severity={severity} />
        )}
        {bookmark !== null && (
          <IconBookmarkFilled size={10} role="img" aria-label={t('bookmarked')} className={classes['bookmark']} />
        )}
        {at !== null && lineTime(at, withDay)}
      </span>
      <span
        role="gridcell"
        className={classes['level']}
        aria-label={level === null || isContinued ? undefined : t(`level.${level}`)}
      >
        {level === null || isContinued ? '' : letters[level]}
      </span>
      {source !== undefined && (
        <span role="gridcell" className={classes['source']} title={source}>
          {source}
        </span>
      )}
      <span role="gridcell" className={classes['text']}>
        {piecesOf(text, marks, at === null || isContinued ? 0 : messageFrom(text)).map((piece, index) =>
          piece.isHit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
        )}
        {length > MAX_LINE_TEXT && <span className={classes['note']}>{t('lineCut', { count: length })}</span>}
        {isBinary && <span className={classes['note']}>{t('lineBinary')}</span>}
      </span>
    </div>
  );
});

/** What happened to a file between two lines, in words. */
export const GapRow = ({ gap, source }: { readonly gap: Gap; readonly source: string }) => {
  const { t } = useTranslation('logs');
  const format = useFormat();
  const { kind, at, drained } = gap;
  const from = withSigns(gap.from);
  const words = { source, from, time: format.timeWithSeconds(at), count: drained };
  const gapWords = () => {
    if (drained === 0 && (kind === 'rotated' || kind === 'truncated' || kind === 'rewritten'))
      return t(`gap.${kind}Whole`, words);
    return kind === 'rotated' && from !== '' ? t('gap.rotatedTo', words) : t(`gap.${kind}`, words);
  };
  return (
    <div role="row" className={classes['gap']}>
      <span role="gridcell" className={classes['gapText']}>
        <IconRefresh size={14} stroke={1.6} aria-hidden />
        <span className="cut">{gapWords()}</span>
      </span>
    </div>
  );
};
