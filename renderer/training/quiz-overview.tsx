import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Question } from '#shared/training/quiz.ts';
import { useChoices } from './question-form.tsx';
import classes from './training.module.css';

interface QuizOverviewProps {
  readonly questions: readonly Question[];
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly language: string;
  readonly onOpen: (place: number) => void;
}

/** All answers once more, before they are handed in. */
export const QuizOverview = ({ questions, given, language, onOpen }: QuizOverviewProps) => {
  const { t } = useTranslation('training');
  const format = useFormat();
  const choicesOf = useChoices();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const said = (question: Question): string => {
    const own = given.get(question.id) ?? [];
    return question.kind === 'short'
      ? (own[0] ?? '').trim()
      : format.series(choicesOf(question).flatMap(({ id, text }) => (own.includes(id) ? [text] : [])));
  };
  const open = questions.filter((question) => said(question) === '').length;
  return (
    <section className={classes['overview']}>
      <h2 ref={heading} tabIndex={-1}>
        {t('overview')}
      </h2>
      <p className={classes['mark']}>
        {open > 0 && <RiskGlyph />}
        {open > 0 ? t('unanswered', { count: open }) : t('allAnswered')}
      </p>
      <ol>
        {questions.map((question, place) => (
          <li key={question.id}>
            <button type="button" lang={language} onClick={() => onOpen(place)}>
              {question.prompt}
            </button>
            {said(question) === '' ? (
              <span className="muted">{t('noAnswer')}</span>
            ) : (
              <span className="soft">{said(question)}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
