import { useRef } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconListCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDrafts } from '#renderer/drafts/use-draft.ts';
import { ArticlePictures } from '#renderer/knowledge/editor/article-pictures.tsx';
import { ArticleText } from '#renderer/knowledge/editor/article-preview.tsx';
import { languageName } from '#renderer/knowledge/language-name.ts';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { hrefOf, navigate } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import type { OpenCourse } from '#shared/training/operations.ts';
import { attemptsLeft } from '#shared/training/standing.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { AttemptList } from './attempt-list.tsx';
import { quizDraftKey } from './quiz-draft.ts';
import { StandingMark } from './standing-mark.tsx';
import { courseHref } from './training-route.ts';
import { useOpenCourse } from './use-open-course.ts';
import classes from './training.module.css';

const OpenedCourse = ({ course }: { readonly course: OpenCourse }) => {
  const { t } = useTranslation('training');
  const { has } = useDrafts();
  const { variant, content, standing, attempts, variants } = course;
  const home = useRef<HTMLDivElement>(null);
  useFocusHome(home);
  const left = attemptsLeft(variant.attempts, standing);
  const isBegun = has(quizDraftKey(variant.articleId));
  const label = t(isBegun ? 'continue' : standing.pass ? 'again' : 'start');
  const take = () => navigate('training', variant.articleId, 'quiz');
  const group = t('training');
  useCommands('training.course', [
    {
      id: 'training.take',
      label,
      group,
      icon: IconListCheck,
      key: 'q',
      unavailable: left === 0 ? t('noAttempts') : undefined,
      status: { order: 1, label: t('keys.take') },
      run: take,
    },
    { id: 'training.back', label: t('back'), group, key: 'Escape', keyOnly: true, run: () => navigate('training') },
  ]);
  const facts = [
    t('questions', { count: variant.questions }),
    t('passWith', { percent: variant.passMark }),
    left === null ? t('anyAttempts') : t('left', { count: left }),
    variant.validMonths === null ? t('forEver') : t('validFor', { count: variant.validMonths }),
  ];
  return (
    <>
      <header className={classes['head']}>
        <Tooltip label={t('back')}>
          <ActionIcon component="a" href={hrefOf('training')} aria-label={t('back')}>
            <IconArrowLeft size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <a className={`${classes['number'] ?? ''} num soft`} href={hrefOf('knowledge', variant.articleId)}>
          {shortNumber(variant.number)}
        </a>
        <span className={classes['grow']} />
        {variants
          .filter(({ articleId }) => articleId !== variant.articleId)
          .map(({ articleId, language }) => (
            <Button
              key={articleId}
              component="a"
              variant="subtle"
              color="gray"
              href={courseHref(articleId)}
              lang={language}
            >
              {languageName(language)}
            </Button>
          ))}
        {left === 0 && (
          <span id="training-why" className={`${classes['why'] ?? ''} small muted`}>
            {t('noAttempts')}
          </span>
        )}
        <BlockableButton
          variant="filled"
          blockedBy={left === 0 ? 'training-why' : undefined}
          leftSection={<IconListCheck size={16} stroke={1.6} aria-hidden />}
          rightSection={<KeyHint keys="q" />}
          onClick={take}
        >
          {label}
        </BlockableButton>
      </header>
      <div ref={home} className={classes['scroll']} tabIndex={-1}>
        <div className={classes['page']}>
          <h1 lang={variant.language}>{content.title}</h1>
          <p className="num small soft">{facts.join(' · ')}</p>
          <p>
            <StandingMark standing={standing} />
          </p>
          <AttemptList attempts={attempts} />
          <div className={classes['text']} lang={variant.language}>
            <ArticlePictures articleId={variant.articleId}>
              <ArticleText text={content.body} language={variant.language} prefix="course" />
            </ArticlePictures>
          </div>
        </div>
      </div>
    </>
  );
};

/** A course: what to read, how one stands, and the way to its questions. */
export const CourseView = ({ articleId }: { readonly articleId: string }) => {
  const { course, failure, retry } = useOpenCourse(articleId);
  if (failure) return <FailureBanner wide failure={failure} onRetry={retry} />;
  return course ? <OpenedCourse course={course} /> : <SkeletonRows rows={6} />;
};
