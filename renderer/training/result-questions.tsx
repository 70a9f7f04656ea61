import { useTranslation } from 'react-i18next';
import { BreachGlyph, OkGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { TrainingAttempt } from '#shared/training/attempt.ts';
import type { Question, Quiz } from '#shared/training/quiz.ts';
import { isRight } from '#shared/training/score.ts';
import { asShown } from '#shared/training/shuffle.ts';
import { useChoices } from './question-form.tsx';
import classes from './training.module.css';

interface ResultQuestionsProps {
  readonly quiz: Quiz;
  readonly attempt: TrainingAttempt;
  readonly language: string;
}

/** Each question in the order in which it was shown: what was answered, and where that was wrong, what is right. */
export const ResultQuestions = ({ quiz, attempt, language }: ResultQuestionsProps) => {
  const { t } = useTranslation('training');
  const format = useFormat();
  const choicesOf = useChoices();
  const given = new Map(attempt.answers.map((answer) => [answer.questionId, answer.given]));
  const words = (question: Question, ids: readonly string[]): string =>
    question.kind === 'short'
      ? ids.join(' / ')
      : format.series(choicesOf(question).flatMap(({ id, text }) => (ids.includes(id) ? [text] : [])));
  return (
    <ol className={classes['results']}>
      {asShown(quiz, attempt.seed).map((question) => {
        const own = given.get(question.id) ?? [];
        const isGood = isRight(question, own);
        return (
          <li key={question.id} data-right={isGood}>
            <h2 lang={language}>{question.prompt}</h2>
            <dl>
              <dt className={classes['mark']}>
                {isGood ? <OkGlyph /> : <BreachGlyph />}
                {t(isGood ? 'answeredRight' : 'answeredWrong')}
              </dt>
              <dd>{own.length === 0 ? <span className="muted">{t('noAnswer')}</span> : words(question, own)}</dd>
              {!isGood && (
                <>
                  <dt>{t('rightAnswer')}</dt>
                  <dd>{words(question, question.right ?? [])}</dd>
                </>
              )}
            </dl>
            {question.explanation !== '' && (
              <p className="soft" lang={language}>
                {question.explanation}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
};
