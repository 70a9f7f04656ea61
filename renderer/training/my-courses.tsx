import { useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { useDrafts } from '#renderer/drafts/use-draft.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { hrefOf, navigate } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useMoveCommands } from '#renderer/ui/use-move-commands.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { MyCourse } from '#shared/training/operations.ts';
import { attemptsLeft } from '#shared/training/standing.ts';
import { concernsTraining } from './concerns.ts';
import { quizDraftKey } from './quiz-draft.ts';
import { StandingMark } from './standing-mark.tsx';
import { courseHref } from './training-route.ts';
import { useVariant } from './use-variant.ts';
import classes from './training.module.css';

const groups = ['asked', 'free', 'passed'] as const;

const groupOf = ({ standing }: MyCourse): (typeof groups)[number] =>
  standing.state === 'passed' ? 'passed' : standing.isAsked ? 'asked' : 'free';

/** What is due first, first. */
const byDue = (left: MyCourse, right: MyCourse): number =>
  (left.standing.dueOn ?? '9').localeCompare(right.standing.dueOn ?? '9');

/** The courses of whoever is signed in: to do, there to be done, and passed. */
export const MyCourses = () => {
  const { t } = useTranslation('training');
  const mayRead = useAllowed('training.read');
  const variantOf = useVariant();
  const { has } = useDrafts();
  const { value, failure, refresh } = useQuery('training.mine', {}, concernsTraining);
  const home = useRef<HTMLDivElement>(null);
  useFocusHome(home);
  const [at, setAt] = useState(-1);
  const parts = groups.flatMap((name) => {
    const courses = value?.courses.filter((course) => groupOf(course) === name).toSorted(byDue) ?? [];
    return courses.length > 0 ? [{ name, courses }] : [];
  });
  const rows = parts.flatMap(({ courses }) => courses);
  const move = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, at + by));
    setAt(next);
    home.current?.querySelectorAll<HTMLAnchorElement>('[data-course] a')[next]?.focus();
  };
  const toTeam = () => navigate('training', 'team');
  const group = t('training');
  useCommands(
    'training',
    mayRead
      ? [
          {
            id: 'training.team',
            label: t('team'),
            group,
            icon: IconUsersGroup,
            key: 't' as const,
            status: { order: 2, label: t('keys.team') },
            run: toTeam,
          },
        ]
      : [],
  );
  useMoveCommands('training', { group, next: t('next'), previous: t('previous'), move: t('keys.move') }, move);
  return (
    <>
      <ViewHead title={t('training')} count={value && t('count', { count: value.courses.length })}>
        {mayRead && (
          <Button
            component="a"
            href={hrefOf('training', 'team')}
            leftSection={<IconUsersGroup size={16} stroke={1.6} aria-hidden />}
          >
            {t('team')}
          </Button>
        )}
      </ViewHead>
      {failure && <FailureBanner wide failure={failure} onRetry={refresh} />}
      {!value && !failure && <SkeletonRows rows={6} />}
      <div ref={home} className={classes['scroll']} tabIndex={-1}>
        {value && rows.length === 0 && (
          <Empty mark="blank" title={t('empty')}>
            {t('emptyText')}
          </Empty>
        )}
        {parts.map(({ name, courses }) => (
          <section key={name} className={classes['section']} aria-label={t(`group.${name}`)}>
            <h2>
              {t(`group.${name}`)} <span className="muted num">{courses.length}</span>
            </h2>
            <ul className={classes['courses']}>
              {courses.map((course) => {
                const variant = variantOf(course);
                if (!variant) return null;
                const left = attemptsLeft(variant.attempts, course.standing);
                const facts = [
                  t('questions', { count: variant.questions }),
                  course.standing.state !== 'passed' && left !== null ? t('left', { count: left }) : '',
                  has(quizDraftKey(variant.articleId)) ? t('begun') : '',
                ].filter((fact) => fact !== '');
                return (
                  <li key={course.id} data-course={course.id}>
                    <a href={courseHref(variant.articleId)} lang={variant.language}>
                      {variant.title}
                    </a>
                    <span className={classes['facts']}>{facts.join(' · ')}</span>
                    <StandingMark standing={course.standing} />
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
};
