import { useTranslation } from 'react-i18next';
import type { TrainingMatrix } from '#shared/training/operations.ts';
import type { OpenedCell } from './person-panel.tsx';
import { StandingMark } from './standing-mark.tsx';
import { useVariant } from './use-variant.ts';
import classes from './training.module.css';

interface TeamMatrixProps {
  readonly matrix: TrainingMatrix;
  readonly opened: OpenedCell | undefined;
  readonly onOpen: (cell: OpenedCell) => void;
}

/** People by courses: each cell says how that person stands to that course, and opens their record. */
export const TeamMatrix = ({ matrix: { courses, people }, opened, onOpen }: TeamMatrixProps) => {
  const { t } = useTranslation('training');
  const variantOf = useVariant();
  return (
    // Wide tables scroll within their own region; by keyboard through their buttons.
    <div className={classes['matrix']}>
      <table aria-label={t('team')}>
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            {courses.map((course) => {
              const variant = variantOf(course);
              return (
                <th key={course.id} scope="col" lang={variant?.language} title={variant?.title}>
                  <span>{variant?.title}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {people.map(({ person, standings }) => (
            <tr key={person.id ?? person.name} data-person={person.name}>
              <th scope="row">{person.name}</th>
              {courses.map((course, place) => {
                const standing = standings[place];
                const isOpen = opened?.course.id === course.id && opened.person.name === person.name;
                return (
                  <td key={course.id}>
                    {standing && (
                      <button
                        type="button"
                        aria-current={isOpen || undefined}
                        onClick={() => onOpen({ person, course, standing })}
                      >
                        <StandingMark standing={standing} />
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
