import { useTranslation } from 'react-i18next';
import { OkGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import type { BulkReport } from '#shared/bulk/operations.ts';
import { RefusedRows } from './refused-rows.tsx';
import classes from './bulk.module.css';

/** What became of a bulk edit that did not go all the way. */
export const Result = ({ report }: { readonly report: BulkReport }) => {
  const { t } = useTranslation('bulk');
  const { changed, stale, refused, notReached, left } = report;
  return (
    <div className={classes['preview']} role="status">
      <ul className={classes['outcome']}>
        <li>
          <OkGlyph />
          {t('changed', { count: changed })}
        </li>
        {stale > 0 && (
          <li>
            <RiskGlyph />
            {t('stale', { count: stale })}
          </li>
        )}
        {refused > 0 && (
          <li>
            <RiskGlyph />
            {t('refusedSince', { count: refused })}
          </li>
        )}
        {notReached > 0 && (
          <li>
            <RiskGlyph />
            {t('notReached', { count: notReached })}
          </li>
        )}
      </ul>
      {left.length > 0 && <RefusedRows rows={left} caption={t('leftAlone')} />}
    </div>
  );
};
