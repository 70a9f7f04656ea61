import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { PersonRef } from '#shared/base/record.ts';
import type { Failure } from '#shared/base/result.ts';
import type { AttemptRow } from '#shared/training/attempt.ts';
import type { Course } from '#shared/training/operations.ts';
import type { CourseStanding } from '#shared/training/standing.ts';
import { AttemptList } from './attempt-list.tsx';
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

/** The record of one person about one course. */
export const PersonPanel = ({ cell: { person, course, standing }, onClose }: PersonPanelProps) => {
  const { t } = useTranslation('training');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const variant = useVariant()(course);
  const [found, setFound] = useState<{ readonly of: string; readonly attempts: readonly AttemptRow[] }>();
  const [failure, setFailure] = useState<Failure>();
  const of = `${person.id ?? person.name} ${course.id}`;
  useEffect(() => {
    let isWanted = true;
    const asked = { courseId: course.id, person: { id: person.id, name: person.name } };
    void client.call('training.attempts', asked).then((answer) => {
      if (!isWanted) return;
      if (answer.ok) setFound({ of, attempts: answer.value });
      setFailure(answer.ok ? undefined : answer.failure);
    });
    return () => {
      isWanted = false;
    };
  }, [client, course.id, person.id, person.name, of]);
  const attempts = found?.of === of ? found.attempts : undefined;
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
