import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { MAX_QUESTIONS } from '#shared/templates/limits.ts';
import { questionTypes, type Question } from '#shared/templates/template.ts';
import { moved } from './content-edits.ts';
import { ItemHead } from './item-head.tsx';
import { ReadText } from './text-lines-field.tsx';
import classes from './templates.module.css';

interface QuestionsEditorProps {
  readonly questions: readonly Question[];
  readonly onChange: (questions: readonly Question[]) => void;
  readonly hasTried: boolean;
}

const newQuestion = (questions: readonly Question[]): Question => {
  let number = questions.length + 1;
  while (questions.some(({ id }) => id === `q${number}`)) number++;
  return { id: `q${number}`, label: '', type: 'line', options: [], required: true, showIf: null };
};

const optionsIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

/** What the form asks, in order; a question can hang on the answer to a choice before it. */
export const QuestionsEditor = ({ questions, onChange, hasTried }: QuestionsEditorProps) => {
  const { t } = useTranslation('templates');
  return (
    <>
      <h3 className={classes['section']}>{t('questions')}</h3>
      {questions.map((question, place) => (
        <QuestionEditor
          // A question keeps its place on screen while its name is typed.
          // oxlint-disable-next-line react/no-array-index-key
          key={place}
          question={question}
          place={place}
          earlier={questions.slice(0, place).filter(({ type }) => type === 'choice')}
          isLast={place === questions.length - 1}
          hasTried={hasTried}
          onChange={(next) => onChange(questions.with(place, next))}
          onMove={(by) => onChange(moved(questions, place, by))}
          onRemove={() => onChange(questions.toSpliced(place, 1))}
        />
      ))}
      <div>
        <Button
          size="xs"
          disabled={questions.length >= MAX_QUESTIONS}
          leftSection={<IconPlus size={14} stroke={1.6} aria-hidden />}
          onClick={() => onChange([...questions, newQuestion(questions)])}
        >
          {t('addQuestion')}
        </Button>
      </div>
    </>
  );
};

interface QuestionEditorProps {
  readonly question: Question;
  readonly place: number;
  /** Choices that a condition can hang on. */
  readonly earlier: readonly Question[];
  readonly isLast: boolean;
  readonly hasTried: boolean;
  readonly onChange: (question: Question) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

const QuestionEditor = ({
  question,
  place,
  earlier,
  isLast,
  hasTried,
  onChange,
  onMove,
  onRemove,
}: QuestionEditorProps) => {
  const { t } = useTranslation('templates');
  const { label, id, type, required, showIf } = question;
  const change = (fields: Partial<Question>) => onChange({ ...question, ...fields });
  const on = earlier.find((each) => each.id === showIf?.question);
  return (
    <section className={classes['group']}>
      <ItemHead
        title={t('question', { number: place + 1 })}
        isFirst={place === 0}
        isLast={isLast}
        onMove={onMove}
        onRemove={onRemove}
      />
      <Field label={t('label')} error={hasTried && label.trim() === '' ? t('nameNeeded') : undefined}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={200}
            value={label}
            onChange={(event) => change({ label: event.currentTarget.value })}
          />
        )}
      </Field>
      <div className={classes['pair']}>
        <NativeSelect
          label={t('type')}
          value={type}
          onChange={(event) => {
            const next = questionTypes.find((each) => each === event.currentTarget.value);
            if (next) change({ type: next });
          }}
          data={questionTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
        />
        <Field label={t('answerId')} hint={t('answerIdHint', { written: `{{answers.${id}}}` })}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={40}
              value={id}
              onChange={(event) =>
                change({ id: event.currentTarget.value.toLowerCase().replaceAll(/[^a-z0-9_]/g, '') || 'q' })
              }
            />
          )}
        </Field>
      </div>
      {type === 'choice' && (
        <ReadText
          lines
          label={t('options')}
          value={question.options}
          show={(options) => options.join('\n')}
          read={optionsIn}
          onChange={(options) => change({ options })}
        />
      )}
      <Checkbox
        size="xs"
        label={t('requiredAnswer')}
        checked={required}
        onChange={(event) => change({ required: event.currentTarget.checked })}
      />
      {earlier.length > 0 && (
        <NativeSelect
          label={t('showIf')}
          value={showIf?.question ?? ''}
          onChange={(event) => {
            const next = earlier.find((each) => each.id === event.currentTarget.value);
            change({ showIf: next ? { question: next.id, answers: next.options.slice(0, 1) } : null });
          }}
          data={[{ value: '', label: t('always') }, ...earlier.map((each) => ({ value: each.id, label: each.label }))]}
        />
      )}
      {showIf && on && (
        <Checkbox.Group
          label={t('isOneOf')}
          value={[...showIf.answers]}
          onChange={(answers) => {
            if (answers.length > 0) change({ showIf: { ...showIf, answers } });
          }}
        >
          <div className={classes['answers']}>
            {on.options.map((option) => (
              <Checkbox key={option} size="xs" value={option} label={option} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </section>
  );
};
