import { memo } from 'react';
import { IconBan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AuditEntryView } from '#shared/audit/operations.ts';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { actorLabel, objectLabel, summary } from './entry-words.ts';
import classes from './audit.module.css';

export const rowDomId = (seq: number): string => `audit-${seq}`;

interface AuditRowProps {
  readonly view: AuditEntryView;
  readonly isFocused: boolean;
  readonly isOpen: boolean;
}

export const AuditRow = memo(({ view, isFocused, isOpen }: AuditRowProps) => {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const { entry } = view;
  const label = objectLabel(view, t);
  const words = summary(view, t);
  return (
    <div
      className={classes['row']}
      role="row"
      id={rowDomId(entry.seq)}
      data-row-id={entry.seq}
      aria-selected={isOpen}
      data-open={isOpen || undefined}
      data-focused={isFocused || undefined}
    >
      <span role="gridcell" className={`${classes['right']} num muted`}>
        {format.number(entry.seq)}
      </span>
      <span role="gridcell" className="num soft" title={format.exact(entry.at)}>
        {format.timeWithSeconds(entry.at)}
      </span>
      <span role="gridcell" className={`${classes['actorCell']} cut`} title={view.actorName}>
        {actorLabel(view, t)}
      </span>
      <span role="gridcell" className="mono cut">
        {entry.action}
      </span>
      <span role="gridcell" className="cut num" title={[label, words].filter(Boolean).join(' ')}>
        {label ?? (words === '' ? <span className="muted">–</span> : null)}
        {words === '' ? null : (
          <span className="muted">
            {label === null ? '' : ' '}
            {words}
          </span>
        )}
      </span>
      <span role="gridcell" className={classes['result']} data-result={entry.result}>
        <ResultMark result={entry.result} />
      </span>
    </div>
  );
});
AuditRow.displayName = 'AuditRow';

/** OK is quiet; what was denied or failed has its word and its shape. */
export const ResultMark = ({ result }: { readonly result: 'ok' | 'denied' | 'error' }) => {
  const { t } = useTranslation('audit');
  if (result === 'ok')
    return (
      <svg className={classes['tick']} viewBox="0 0 16 16" role="img" aria-label={t('result.ok')}>
        <path d="m3 8.5 3.3 3.3L13 4.8" />
      </svg>
    );
  return (
    <>
      <span className={classes['resultWord']}>{t(`result.${result}`)}</span>
      {result === 'denied' ? <IconBan size={14} stroke={1.6} aria-hidden /> : <BreachGlyph />}
    </>
  );
};
