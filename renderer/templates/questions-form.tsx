import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { MAX_TEXT } from '#shared/tickets/limits.ts';
import { askedQuestions, type Answers } from '#shared/templates/questions.ts';
import type { Question } from '#shared/templates/template.ts';

interface QuestionsFormProps {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly onAnswer: (id: string, answer: string) => void;
  /** Required ones that are not answered are marked once the person has tried. */
  readonly hasTried: boolean;
}

/** What a template asks, those questions only that the answers so far call for. */
export const QuestionsForm = ({ questions, answers, onAnswer, hasTried }: QuestionsFormProps) => {
  const { t } = useTranslation('templates');
  return askedQuestions(questions, answers).map(({ id, label, type, options, required }) => {
    const answer = answers[id] ?? '';
    const error = hasTried && required && answer.trim() === '' ? t('answerNeeded') : undefined;
    return (
      <Field key={id} label={label} optional={!required} error={error}>
        {(control) =>
          type === 'choice' ? (
            <SearchSelect
              control={control}
              label={label}
              placeholder={t('choose')}
              options={options.map((option) => ({ value: option, label: option }))}
              value={answer === '' ? null : answer}
              onChange={(value) => onAnswer(id, value ?? '')}
            />
          ) : type === 'text' ? (
            <Textarea
              {...control}
              autosize
              minRows={2}
              maxRows={8}
              maxLength={MAX_TEXT}
              value={answer}
              onChange={(event) => onAnswer(id, event.currentTarget.value)}
            />
          ) : (
            <TextInput
              {...control}
              maxLength={300}
              value={answer}
              onChange={(event) => onAnswer(id, event.currentTarget.value)}
            />
          )
        }
      </Field>
    );
  });
};
