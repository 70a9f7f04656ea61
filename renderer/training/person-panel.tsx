import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '#renderer/api/use-query.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { PersonRef } from '#shared/base/record.ts';
import type { Course } from '#shared/training/operations.ts';
import type { CourseStanding } from '#shared/training/standing.ts';
import { AttemptList } from './attempt-list.tsx';
import { concernsTraining } from './concerns.ts';
import { StandingMark } from './standing-mark.tsx';
import { useVariant } from './use-variant.ts';
import classes from './training.module.css';

export interface OpenedCell {
  readonly person: PersonRef;
  readonly course: Course;
  readonly standing: CourseStanding;
}

interface PersonPanelProps {
  readonly cell: OpenedCell;
  readonly onClose: () => void;
}

/** The record of one person about one course; another cell is another panel, so it is mounted with a key of both. */
export const PersonPanel = ({ cell: { person, course, standing }, onClose }: PersonPanelProps) => {
  const { t } = useTranslation('training');
  const { t: ui } = useTranslation('ui');
  const variant = useVariant()(course);
  const { value: attempts, failure } = useQuery(
    'training.attempts',
    { courseId: course.id, person: { id: person.id, name: person.name } },
    concernsTraining,
  );
  return (
    <>
      <ViewHead title={person.name}>
        <ActionIcon aria-label={ui('close')} onClick={onClose}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </ViewHead>
      <div className={classes['panel']}>
        <p lang={variant?.language}>{variant?.title}</p>
        <p>
          <StandingMark standing={standing} />
        </p>
        {failure && <FailureBanner failure={failure} />}
        {!attempts && !failure && <SkeletonRows rows={2} />}
        {attempts?.length === 0 && <p className="muted">{t('noRecord')}</p>}
        {attempts && <AttemptList attempts={attempts} />}
      </div>
    </>
  );
};
