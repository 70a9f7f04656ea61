import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Requirement } from '#shared/qualifications/qualification.ts';
import classes from './qualifications.module.css';

interface RequirementTableProps {
  readonly rows: readonly Requirement[];
  readonly onAdd: (() => void) | undefined;
  readonly onEdit: ((requirement: Requirement) => void) | undefined;
}

/** What tickets of a category, or of a group, ask of whoever gets them. */
export const RequirementTable = ({ rows, onAdd, onEdit }: RequirementTableProps) => {
  const { t } = useTranslation('qualifications');
  return (
    <section aria-label={t('requirements')} className={classes['section']}>
      <div className={classes['heading']}>
        <h2>{t('requirements')}</h2>
        {onAdd && (
          <Button size="xs" onClick={onAdd}>
            {t('addRequirement')}
          </Button>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="muted">{t('noRequirements')}</p>
      ) : (
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('field.scope')}</th>
              <th scope="col">{t('field.name')}</th>
              <th scope="col">{t('field.strength')}</th>
              {onEdit && <th scope="col" aria-label={t('change')} />}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-requirement={row.id}>
                <th scope="row">
                  <span className="muted">{t(`scope.${row.scope}`)}</span> {row.of}
                </th>
                <td>
                  {row.name}
                  {row.level !== null && ` · ${t('atLeast', { level: t(`level.${row.level}`) })}`}
                </td>
                <td>{t(`strength.${row.strength}`)}</td>
                {onEdit && (
                  <td className={classes['act']}>
                    <Button
                      size="xs"
                      variant="subtle"
                      color="gray"
                      aria-label={`${t('edit', { name: row.name })}: ${row.of}`}
                      onClick={() => onEdit(row)}
                    >
                      {t('change')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
