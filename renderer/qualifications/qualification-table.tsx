import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BreachGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import type { ListedQualification } from '#shared/qualifications/operations.ts';
import type { Qualification } from '#shared/qualifications/qualification.ts';
import { daysLeft, standingOf } from '#shared/qualifications/rules.ts';
import classes from './qualifications.module.css';

interface QualificationTableProps {
  readonly rows: readonly ListedQualification[];
  readonly today: string;
  /** Absent for who may not. */
  readonly onEdit: ((qualification: Qualification) => void) | undefined;
}

/** One line for each thing that somebody can do; whose end is near or past says so in words and by a shape. */
export const QualificationTable = ({ rows, today, onEdit }: QualificationTableProps) => {
  const { t } = useTranslation('qualifications');
  const endOf = (row: Qualification): string => {
    const days = daysLeft(row, today);
    if (row.expiresOn === null || days === null) return t('noEnd');
    if (days < 0) return t('expired', { day: row.expiresOn });
    if (days === 0) return t('endsToday');
    return standingOf(row, today) === 'ending' ? t('endsIn', { count: days }) : t('until', { day: row.expiresOn });
  };
  return (
    <section aria-label={t('ofPeople')} className={classes['section']}>
      <h2>{t('ofPeople')}</h2>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('field.holder')}</th>
            <th scope="col">{t('field.name')}</th>
            <th scope="col" className={classes['more']}>
              {t('field.kind')}
            </th>
            <th scope="col">{t('field.expiresOn')}</th>
            <th scope="col" className={classes['more']}>
              {t('field.number')}
            </th>
            {onEdit && <th scope="col" aria-label={t('change')} />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const standing = standingOf(row, today);
            return (
              <tr key={row.id} data-qualification={row.id} data-gone={!row.isActive || undefined}>
                <th scope="row">{row.holder.name}</th>
                <td>{row.name}</td>
                <td className={classes['more']}>
                  {t(`kind.${row.kind}`)}
                  {row.level !== null && ` · ${t(`level.${row.level}`)}`}
                </td>
                <td>
                  <span className={classes['end']}>
                    {standing === 'ending' && <RiskGlyph />}
                    {standing === 'expired' && <BreachGlyph />}
                    {endOf(row)}
                  </span>
                </td>
                <td className={`${classes['more']} soft`}>{[row.number, row.issuer].filter(Boolean).join(' · ')}</td>
                {onEdit && (
                  <td className={classes['act']}>
                    <Button
                      size="xs"
                      variant="subtle"
                      color="gray"
                      aria-label={`${t('edit', { name: row.name })}: ${row.holder.name}`}
                      onClick={() => onEdit(row)}
                    >
                      {t('change')}
                    </Button>
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};
