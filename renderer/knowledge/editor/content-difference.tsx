import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { ArticleContent } from '#shared/knowledge/article.ts';
import { quizOf } from '#shared/training/quiz.ts';
import { countChanges, differenceOf } from './difference.ts';
import { DifferenceView } from './difference-view.tsx';
import { quizText } from './quiz/quiz-text.ts';
import classes from './difference.module.css';

interface ContentDifferenceProps {
  readonly before: ArticleContent;
  readonly after: ArticleContent;
}

/** All that is different between two versions: what stands around the text first, as was and is, then the text, then the questions. */
export const ContentDifference = ({ before, after }: ContentDifferenceProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const format = useFormat();
  const rows = useMemo(() => differenceOf(before.body, after.body), [before.body, after.body]);
  const [was, is] = [quizOf(before), quizOf(after)];
  const questions = useMemo(() => differenceOf(was ? quizText(was, t) : '', is ? quizText(is, t) : ''), [was, is, t]);
  const facts = [
    { name: t('title'), was: before.title, is: after.title },
    { name: t('category'), was: before.category ?? '', is: after.category ?? '' },
    { name: t('tags'), was: format.series(before.tags), is: format.series(after.tags) },
    { name: t('audience'), was: t(`audience.${before.audience}`), is: t(`audience.${after.audience}`) },
  ].filter(({ was, is }) => was !== is);
  if (facts.length === 0 && rows.length === 0 && questions.length === 0)
    return <p className={classes['same']}>{t('noChanges')}</p>;
  return (
    <div className={classes['content']}>
      {facts.length > 0 && (
        <dl className={classes['facts']}>
          {facts.map(({ name, was, is }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <del>{was === '' ? t('none') : was}</del> <ins>{is === '' ? t('none') : is}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {rows.length > 0 && (
        <>
          <p className="muted small num">{t('changeCount', { count: countChanges(rows) })}</p>
          <DifferenceView rows={rows} />
        </>
      )}
      {questions.length > 0 && (
        <section aria-label={t('quiz')}>
          <h3 className={classes['part']}>{t('quiz')}</h3>
          <p className="muted small num">{t('changeCount', { count: countChanges(questions) })}</p>
          <DifferenceView rows={questions} />
        </section>
      )}
    </div>
  );
};
