import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { BulkPreview } from '#shared/bulk/operations.ts';
import { NamedRows } from './named-rows.tsx';
import { RefusedRows } from './refused-rows.tsx';
import { useValueWords } from './use-value-words.ts';
import classes from './bulk.module.css';

/** What will happen: counts, every change with how often it occurs, then the tickets themselves and those that are left out. */
export const Preview = ({ preview }: { readonly preview: BulkPreview }) => {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const { fieldName, valueWords, changeWords } = useValueWords();
  const { changing, same, total, summary, rows, refusedRows } = preview;
  const refused = total - changing - same;
  return (
    <div className={classes['preview']}>
      <p className={classes['counts']}>
        <b>{changing > 0 ? t('changing', { count: changing }) : t('changingNone')}</b>
        {same > 0 && <span>{t('same', { count: same })}</span>}
        {refused > 0 && <span>{t('refused', { count: refused })}</span>}
      </p>
      {summary.length > 0 && (
        <table className={classes['table']}>
          <caption>{t('summary')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('column.field')}</th>
              <th scope="col">{t('column.from')}</th>
              <th scope="col">{t('column.to')}</th>
              <th scope="col" className={classes['right']}>
                {t('column.tickets')}
              </th>
            </tr>
          </thead>
          <tbody>
            {summary.map(({ field, from, to, count }, place) => (
              <tr key={JSON.stringify([field, from, to])}>
                {summary[place - 1]?.field !== field && (
                  <th scope="rowgroup" rowSpan={summary.filter((other) => other.field === field).length}>
                    {fieldName(field)}
                  </th>
                )}
                <td className={classes['from']}>{valueWords(field, from)}</td>
                <td>{valueWords(field, to)}</td>
                <td className={`${classes['right']} num`}>{format.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {refusedRows.length > 0 && (
        <details className={classes['details']} open={changing === 0}>
          <summary>
            {refusedRows.length < refused ? t('refusedFirst', { count: refusedRows.length }) : t('refusedRows')}
          </summary>
          <RefusedRows rows={refusedRows} />
        </details>
      )}
      {rows.length > 0 && (
        <details className={classes['details']}>
          <summary>{rows.length < changing ? t('eachFirst', { count: rows.length }) : t('each')}</summary>
          <NamedRows rows={rows} head={t('column.changes')}>
            {({ changes }) => changes.map((change) => <div key={change.field}>{changeWords(change)}</div>)}
          </NamedRows>
        </details>
      )}
    </div>
  );
};
