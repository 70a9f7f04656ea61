import { VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { langOf } from '#renderer/ui/text-lang.ts';
import type { Question, Quiz } from '#shared/training/quiz.ts';
import classes from './quiz.module.css';

const Answers = ({ question: { kind, choices, right } }: { readonly question: Question }) => {
  const { t } = useTranslation('knowledgeEditor');
  if (kind === 'short') return right && <p>{`${t('quiz.accepted')}: ${right.join(' / ')}`}</p>;
  const shown =
    kind === 'truth'
      ? [
          { id: 'yes', text: t('quiz.yes') },
          { id: 'no', text: t('quiz.no') },
        ]
      : choices;
  return (
    <ul className={classes['answers']}>
      {shown.map(({ id, text }) => {
        const isRight = right?.includes(id) === true;
        return (
          <li key={id} lang={langOf(text)} data-right={isRight || undefined}>
            {isRight ? <IconCheck size={14} stroke={2} aria-hidden /> : <span aria-hidden>·</span>}
            {text}
            {isRight && <VisuallyHidden>{` (${t('quiz.rightAnswer')})`}</VisuallyHidden>}
          </li>
        );
      })}
    </ul>
  );
};

/** The questions of a version as whoever reviews or compares it reads them: right answers are marked where they may be seen. */
export const QuizSheet = ({ quiz }: { readonly quiz: Quiz | null | undefined }) => {
  const { t } = useTranslation('knowledgeEditor');
  if (!quiz) return null;
  const { passMark, attempts, validMonths, reopens, questions } = quiz;
  const facts = [
    t('quiz.fact.pass', { percent: passMark }),
    attempts === null ? undefined : t('quiz.fact.attempts', { count: attempts }),
    validMonths === null ? undefined : t('quiz.fact.valid', { count: validMonths }),
    reopens ? t('quiz.fact.reopens') : undefined,
  ].filter((fact) => fact !== undefined);
  return (
    <section className={classes['sheet']} aria-label={t('quiz')}>
      <h3>{t('quiz')}</h3>
      <p className="small soft num">{facts.join(' · ')}</p>
      <ol>
        {questions.map((question) => (
          <li key={question.id}>
            <p lang={langOf(question.prompt)}>{question.prompt}</p>
            <Answers question={question} />
            {question.explanation !== '' && (
              <p className="small soft" lang={langOf(question.explanation)}>
                {question.explanation}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
