import { memo } from 'react';
import { IconBookmarkFilled, IconNote, IconRefresh } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import type { LogColumn } from '#shared/logs/columns.ts';
import { MAX_LINE_TEXT, MAX_READ_BACK_MB } from '#shared/logs/limits.ts';
import type { Gap, LogLine, Span } from '#shared/logs/line.ts';
import type { LineMark } from './line-alerts.ts';
import { messageField, placeOfField } from './field-place.ts';
import { messageFrom, piecesOf } from './line-text.ts';
import { lineTime, type ShownDate } from './line-time.ts';
import classes from './lines.module.css';

export const lineDomId = (rank: number): string => `log-line-${rank}`;

const letters = { error: 'E', warning: 'W', info: 'I', debug: 'D' } as const;

interface LineRowProps {
  /** Asked for once by the list: what a row asks for itself, each of those that scroll by does. */
  readonly t: TFunction<'logs'>;
  readonly rank: number;
  /** Undefined while it is on its way. */
  readonly line: LogLine | undefined;
  /** Undefined where all lines are of one source. */
  readonly source: string | undefined;
  /** Stands for it where there is no room. */
  readonly sourceMark: string | undefined;
  readonly mark: LineMark | undefined;
  /** Of its bookmark; empty where nobody wrote one. */
  readonly note: string;
  readonly date: ShownDate;
  readonly columns: readonly LogColumn[];
  readonly isFocused: boolean;
  readonly isSelected: boolean;
}

const Pieces = ({ line: { text, marks }, place: [from, to] }: { readonly line: LogLine; readonly place: Span }) =>
  piecesOf(text, marks, from, to).map((piece, index) =>
    piece.isHit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
  );

/** What a line says in one field: as it is written there if something in it is marked, without the escapes of JSON otherwise. */
const FieldText = ({ line, field }: { readonly line: LogLine; readonly field: string }) => {
  const place = line.marks.length === 0 ? undefined : placeOfField(line, field);
  const isMarked = place && line.marks.some(([from, to]) => from < place[1] && to > place[0]);
  return isMarked ? <Pieces line={line} place={place} /> : withSigns(line.fields?.[field] ?? '');
};

/** Beside columns a line with fields says its message alone: the rest of it is in them, and in the line in full. */
const Message = ({ line, hasColumns }: { readonly line: LogLine; readonly hasColumns: boolean }) => {
  const { at, isContinued, text } = line;
  const field = hasColumns && !isContinued ? messageField(line) : undefined;
  if (field !== undefined) return <FieldText line={line} field={field} />;
  return (
    <Pieces line={line} place={[at === null || isContinued ? 0 : messageFrom(text, line.isDayInferred), text.length]} />
  );
};

/** One line. Its text is whatever wrote the log wrote: it becomes text nodes, with signs for what would be unseen. */
export const LineRow = memo((props: LineRowProps) => {
  const { t, rank, line, source, sourceMark, mark, note, date, columns, isFocused, isSelected } = props;
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
  const { at, level, isContinued, length, isBinary, bookmark } = line;
  return (
    <div
      {...shared}
      data-level={level ?? 'none'}
      data-continued={isContinued || undefined}
      data-noted={note !== '' || undefined}
    >
      <span role="gridcell" className={classes['time']}>
        {mark && (
          <span
            role="img"
            aria-label={mark.isRaising ? t('alerted') : t('ofAlert')}
            className={classes['alerted']}
            data-severity={mark.severity}
            data-raising={mark.isRaising || undefined}
          />
        )}
        {bookmark !== null && (
          <IconBookmarkFilled size={10} role="img" aria-label={t('bookmarked')} className={classes['bookmark']} />
        )}
        {at !== null && (
          <span title={line.isDayInferred ? t('dayInferred') : undefined}>
            {lineTime(at, date, line.isDayInferred)}
          </span>
        )}
      </span>
      <span
        role="gridcell"
        className={classes['level']}
        aria-label={level === null || isContinued ? undefined : t(`level.${level}`)}
      >
        {level === null || isContinued ? '' : letters[level]}
      </span>
      {source !== undefined && (
        <span role="gridcell" className={classes['source']} title={source} aria-label={source}>
          <span className={classes['sourceName']}>{source}</span>
          <span className={classes['sourceMark']}>{sourceMark}</span>
        </span>
      )}
      {columns.map(({ field }) => (
        <span key={field} role="gridcell" className={classes['field']} title={withSigns(line.fields?.[field] ?? '')}>
          <FieldText line={line} field={field} />
        </span>
      ))}
      <span role="gridcell" className={classes['text']}>
        <Message line={line} hasColumns={columns.length > 0} />
        {length > MAX_LINE_TEXT && <span className={classes['note']}>{t('lineCut', { count: length })}</span>}
        {isBinary && <span className={classes['note']}>{t('lineBinary')}</span>}
      </span>
      {note !== '' && (
        <span role="gridcell" className={classes['remark']} title={note} aria-label={t('noted', { note })}>
          <IconNote size={12} stroke={1.6} aria-hidden />
          <span>{note}</span>
        </span>
      )}
    </div>
  );
});

/** What happened to a file between two lines, in words. */
export const GapRow = ({ gap, source }: { readonly gap: Gap; readonly source: string }) => {
  const { t } = useTranslation('logs');
  const format = useFormat();
  const { kind, at, drained } = gap;
  const from = withSigns(gap.from);
  const words = { source, from, time: format.timeWithSeconds(at), count: drained, most: MAX_READ_BACK_MB };
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
