import { useTranslation } from 'react-i18next';
import { OkGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import type { BulkReport } from '#shared/bulk/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { useRefusalWords } from './bulk-preview.tsx';
import classes from './bulk.module.css';

/** What became of a bulk edit that did not go all the way. */
export const Result = ({ report }: { readonly report: BulkReport }) => {
  const { t } = useTranslation('bulk');
  const refusalWords = useRefusalWords();
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
      {left.length > 0 && (
        <table className={classes['table']}>
          <caption>{t('leftAlone')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('column.number')}</th>
              <th scope="col">{t('column.title')}</th>
              <th scope="col">{t('column.why')}</th>
            </tr>
          </thead>
          <tbody>
            {left.map((row) => (
              <tr key={row.id}>
                <td className="num muted">{shortNumber(row.number)}</td>
                <td className="cut" title={row.title}>
                  {row.title}
                </td>
                <td>{refusalWords(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
};
