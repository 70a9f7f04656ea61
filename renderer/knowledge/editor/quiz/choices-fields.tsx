import { useId } from 'react';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { MAX_CHOICE, MAX_CHOICES } from '#shared/training/quiz.ts';
import type { EditedQuestion } from './edited-quiz.ts';
import classes from './quiz.module.css';

interface ChoicesFieldsProps {
  readonly question: EditedQuestion;
  readonly language: string;
  readonly error: string | undefined;
  readonly newId: () => string;
  readonly onChange: (fields: Partial<EditedQuestion>) => void;
}

/** The choices of a question; the mark before each says whether it is right. */
export const ChoicesFields = ({ question, language, error, newId, onChange }: ChoicesFieldsProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const id = useId();
  const { kind, choices, right } = question;
  const isSingle = kind === 'single';
  const mark = (choiceId: string, isRight: boolean) =>
    onChange({
      right: isSingle ? [choiceId] : isRight ? [...right, choiceId] : right.filter((each) => each !== choiceId),
    });
  return (
    <div
      className={classes['choices']}
      role={isSingle ? 'radiogroup' : 'group'}
      aria-label={t('quiz.choices')}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <p className={classes['label']}>
        {t('quiz.choices')}
        <span className="muted">{t(isSingle ? 'quiz.markOne' : 'quiz.markAll')}</span>
      </p>
      {choices.map((choice, place) => {
        const number = place + 1;
        return (
          <div key={choice.id} className={classes['choice']}>
            <input
              type={isSingle ? 'radio' : 'checkbox'}
              name={id}
              aria-label={t('quiz.isRight', { number })}
              aria-invalid={error !== undefined}
              checked={right.includes(choice.id)}
              onChange={(event) => mark(choice.id, event.currentTarget.checked)}
            />
            <TextInput
              aria-label={t('quiz.choice', { number })}
              autoComplete="off"
              lang={language}
              maxLength={MAX_CHOICE}
              value={choice.text}
              onChange={(event) =>
                onChange({
                  choices: choices.map((each) =>
                    each.id === choice.id ? { id: each.id, text: event.currentTarget.value } : each,
                  ),
                })
              }
            />
            <ActionIcon
              aria-label={t('quiz.removeChoice', { number })}
              disabled={choices.length <= 2}
              onClick={() =>
                onChange({
                  choices: choices.filter((each) => each.id !== choice.id),
                  right: right.filter((each) => each !== choice.id),
                })
              }
            >
              <IconX size={14} stroke={1.6} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      {error !== undefined && (
        <p className={classes['wrong']} id={`${id}-error`} role="alert">
          <BreachGlyph />
          {error}
        </p>
      )}
      {choices.length < MAX_CHOICES && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} stroke={1.6} aria-hidden />}
          onClick={() => onChange({ choices: [...choices, { id: newId(), text: '' }] })}
        >
          {t('quiz.addChoice')}
        </Button>
      )}
    </div>
  );
};
