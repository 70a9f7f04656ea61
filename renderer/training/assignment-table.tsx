import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import type { ListedAssignment, TrainingMatrix } from '#shared/training/operations.ts';
import { useRecordDay } from './use-standing-words.ts';
import { useVariant } from './use-variant.ts';
import classes from './training.module.css';

interface AssignmentTableProps {
  readonly matrix: TrainingMatrix;
  readonly mayManage: boolean;
}

/** What was assigned to whom and until when; nothing where nothing was. */
export const AssignmentTable = ({ matrix: { assignments, courses }, mayManage }: AssignmentTableProps) => {
  const { t } = useTranslation('training');
  const client = useClient();
  const failureText = useFailureText();
  const dayWords = useRecordDay();
  const variantOf = useVariant();
  if (assignments.length === 0) return null;
  const nameOf = ({ to }: ListedAssignment): string => (to.kind === 'group' ? to.name : to.person.name);
  const withdraw = async (assignment: ListedAssignment) => {
    const answer = await client.call('training.withdraw', { assignmentId: assignment.id });
    if (!answer.ok) {
      announce({ tone: 'refused', text: failureText(answer.failure) });
      return;
    }
    const { to, courseId, dueOn } = assignment;
    announce({
      tone: 'done',
      text: t('withdrawn', { name: nameOf(assignment) }),
      action: {
        label: t('undo'),
        run: () =>
          void client.call('training.assign', {
            courseId,
            people: to.kind === 'person' ? [to.person] : [],
            groupIds: to.kind === 'group' ? [to.groupId] : [],
            dueOn,
          }),
      },
    });
  };
  return (
    <section className={classes['section']} aria-label={t('assignments')}>
      <h2>{t('assignments')}</h2>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('to')}</th>
            <th scope="col">{t('course')}</th>
            <th scope="col">{t('dueOn')}</th>
            <th scope="col" data-wide>
              {t('by')}
            </th>
            {mayManage && <th scope="col" aria-label={t('withdraw')} />}
          </tr>
        </thead>
        <tbody>
          {assignments.map((assignment) => {
            const course = courses.find(({ id }) => id === assignment.courseId);
            const variant = course && variantOf(course);
            const name = nameOf(assignment);
            return (
              <tr key={assignment.id} data-assignment={assignment.id}>
                <th scope="row">{assignment.to.kind === 'group' ? t('groupNamed', { name }) : name}</th>
                <td lang={variant?.language}>{variant?.title ?? t('courseGone')}</td>
                <td>{assignment.dueOn === null ? '–' : dayWords(assignment.dueOn)}</td>
                <td data-wide>{assignment.by.name}</td>
                {mayManage && (
                  <td className={classes['act']}>
                    <Button
                      size="xs"
                      variant="subtle"
                      color="gray"
                      aria-label={t('withdrawFrom', { name })}
                      onClick={() => void withdraw(assignment)}
                    >
                      {t('withdraw')}
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
