import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import type { EditedQuiz, QuizSetting } from './edited-quiz.ts';
import classes from './quiz.module.css';

interface QuizSettingsProps {
  readonly quiz: EditedQuiz;
  readonly wrong: readonly QuizSetting[];
  readonly onChange: (quiz: EditedQuiz) => void;
}

const numbers = ['passMark', 'attempts', 'validMonths'] as const satisfies readonly QuizSetting[];

/** What it takes to pass, and for how long that counts. */
export const QuizSettings = ({ quiz, wrong, onChange }: QuizSettingsProps) => {
  const { t } = useTranslation('knowledgeEditor');
  return (
    <div className={classes['settings']}>
      {numbers.map((name) => (
        <Field
          key={name}
          label={t(`quiz.${name}`)}
          error={wrong.includes(name) ? t(`quiz.wrong.${name}`) : undefined}
          hint={t(`quiz.hint.${name}`)}
        >
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              autoComplete="off"
              maxLength={4}
              value={quiz[name]}
              onChange={(event) => onChange({ ...quiz, [name]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
      <Checkbox
        label={t('quiz.shuffle')}
        checked={quiz.shuffle}
        onChange={(event) => onChange({ ...quiz, shuffle: event.currentTarget.checked })}
      />
      <Checkbox
        className={classes['wide'] ?? ''}
        label={t('quiz.reopens')}
        checked={quiz.reopens}
        onChange={(event) => onChange({ ...quiz, reopens: event.currentTarget.checked })}
      />
    </div>
  );
};
