import { useEffect, useRef } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { MAX_CHOICE, type Question } from '#shared/training/quiz.ts';
import classes from './training.module.css';

interface QuestionFormProps {
  readonly question: Question;
  readonly number: number;
  readonly total: number;
  readonly language: string;
  readonly given: readonly string[];
  readonly onAnswer: (given: readonly string[]) => void;
}

/** What can be chosen; a sentence is so or is not. */
export const useChoices = (): ((question: Question) => readonly { readonly id: string; readonly text: string }[]) => {
  const { t } = useTranslation('training');
  return ({ kind, choices }) =>
    kind === 'truth'
      ? [
          { id: 'yes', text: t('yes') },
          { id: 'no', text: t('no') },
        ]
      : choices;
};

/** One question, answered by mouse, arrows and space, or the number before a choice. */
export const QuestionForm = ({ question, number, total, language, given, onAnswer }: QuestionFormProps) => {
  const { t } = useTranslation('training');
  const choices = useChoices()(question);
  const box = useRef<HTMLFieldSetElement>(null);
  const { id, kind } = question;
  const isMultiple = kind === 'multiple';
  useEffect(() => {
    const fields = box.current?.querySelectorAll<HTMLInputElement>('input');
    const chosen = [...(fields ?? [])].find(({ checked }) => checked) ?? fields?.[0];
    chosen?.focus();
  }, []);
  const choose = (choice: string) =>
    onAnswer(
      isMultiple ? (given.includes(choice) ? given.filter((each) => each !== choice) : [...given, choice]) : [choice],
    );
  useCommands(
    'training.question',
    kind === 'short'
      ? []
      : choices.map((choice, place) => ({
          id: `training.choose${place + 1}`,
          label: t('choose', { number: place + 1 }),
          group: t('quiz'),
          key: String(place + 1),
          keyOnly: true,
          ...(place === 0 ? { status: { order: 1, label: t('keys.choose') } } : {}),
          run: () => choose(choice.id),
        })),
  );
  return (
    <fieldset ref={box} className={classes['question']}>
      <legend>
        <span className="small muted num">{t('questionOf', { number, total })}</span>
        <span className={classes['prompt']} lang={language}>
          {question.prompt}
        </span>
      </legend>
      {kind === 'short' ? (
        <TextInput
          aria-label={t('yourAnswer')}
          placeholder={t('yourAnswer')}
          autoComplete="off"
          maxLength={MAX_CHOICE}
          value={given[0] ?? ''}
          onChange={(event) => onAnswer([event.currentTarget.value])}
        />
      ) : (
        <>
          {isMultiple && <p className="small muted">{t('several')}</p>}
          {choices.map(({ id: choice, text }, place) => (
            <label key={choice} className={classes['option']}>
              <input
                type={isMultiple ? 'checkbox' : 'radio'}
                name={id}
                checked={given.includes(choice)}
                onChange={() => choose(choice)}
              />
              <span className={`${classes['place'] ?? ''} num`} aria-hidden>
                {place + 1}
              </span>
              <span lang={kind === 'truth' ? undefined : language}>{text}</span>
            </label>
          ))}
        </>
      )}
    </fieldset>
  );
};
