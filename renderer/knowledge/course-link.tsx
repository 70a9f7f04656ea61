import { IconSchool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hrefOf } from '#renderer/ui/route.ts';
import type { Article } from '#shared/knowledge/article.ts';
import { quizOf } from '#shared/training/quiz.ts';
import classes from './knowledge.module.css';

/** The way from an article to its questions; nothing where it has none that everybody reads. */
export const CourseLink = ({ article: { id, published, retired } }: { readonly article: Article }) => {
  const { t } = useTranslation('knowledge');
  const quiz = published && !retired ? quizOf(published) : null;
  if (!quiz) return null;
  return (
    <p className={classes['course']}>
      <IconSchool size={16} stroke={1.6} aria-hidden />
      <span>{t('course', { count: quiz.questions.length })}</span>
      <a href={hrefOf('training', id)}>{t('toCourse')}</a>
    </p>
  );
};
