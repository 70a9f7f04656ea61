import { ActionIcon, NativeSelect, SegmentedControl, Textarea, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { MAX_EXPLANATION, MAX_PROMPT, questionKinds } from '#shared/training/quiz.ts';
import { ChoicesFields } from './choices-fields.tsx';
import type { EditedQuestion, QuestionLack } from './edited-quiz.ts';
import classes from './quiz.module.css';

interface QuestionFieldsProps {
  readonly question: EditedQuestion;
  readonly number: number;
  /** Questions of the quiz. */
  readonly count: number;
  readonly language: string;
  readonly lack: QuestionLack | undefined;
  readonly newId: () => string;
  readonly onChange: (question: EditedQuestion) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One question: what is asked, what is right, and why. */
export const QuestionFields = ({
  question,
  number,
  count,
  language,
  lack,
  newId,
  onChange,
  onMove,
  onRemove,
}: QuestionFieldsProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const { kind } = question;
  const change = (fields: Partial<EditedQuestion>) => onChange({ ...question, ...fields });
  const keyError = lack !== undefined && lack !== 'prompt' ? t(`quiz.lack.${lack}`) : undefined;
  const moves = [
    { by: -1, label: t('quiz.up', { number }), icon: IconArrowUp, isOff: number === 1 },
    { by: 1, label: t('quiz.down', { number }), icon: IconArrowDown, isOff: number === count },
  ] as const;
  return (
    <fieldset className={classes['question']}>
      <legend>{t('quiz.question', { number })}</legend>
      <div className={classes['bar']}>
        <NativeSelect
          size="xs"
          aria-label={t('quiz.kindOf', { number })}
          value={kind}
          data={questionKinds.map((value) => ({ value, label: t(`quiz.kind.${value}`) }))}
          onChange={(event) => {
            const next = questionKinds.find((each) => each === event.currentTarget.value);
            // Of several right choices the first stays the right one.
            if (next) change({ kind: next, right: next === 'single' ? question.right.slice(0, 1) : question.right });
          }}
        />
        {moves.map(({ by, label, icon: Icon, isOff }) => (
          <Tooltip key={by} label={label}>
            <ActionIcon aria-label={label} disabled={isOff} onClick={() => onMove(by)}>
              <Icon size={16} stroke={1.6} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ))}
        <Tooltip label={t('quiz.removeQuestion', { number })}>
          <ActionIcon aria-label={t('quiz.removeQuestion', { number })} onClick={onRemove}>
            <IconTrash size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <Field label={t('quiz.prompt')} error={lack === 'prompt' ? t('quiz.lack.prompt') : undefined}>
        {(control) => (
          <Textarea
            {...control}
            autosize
            minRows={1}
            maxRows={8}
            lang={language}
            maxLength={MAX_PROMPT}
            value={question.prompt}
            onChange={(event) => change({ prompt: event.currentTarget.value })}
          />
        )}
      </Field>
      {(kind === 'single' || kind === 'multiple') && (
        <ChoicesFields question={question} language={language} error={keyError} newId={newId} onChange={change} />
      )}
      {kind === 'truth' && (
        <Field label={t('quiz.truth')} error={keyError}>
          {({ id: _id, error: _error, ...control }) => (
            <SegmentedControl
              {...control}
              size="xs"
              aria-label={t('quiz.truth')}
              data={[
                { value: 'yes', label: t('quiz.yes') },
                { value: 'no', label: t('quiz.no') },
              ]}
              value={question.truth}
              onChange={(truth) => change({ truth: truth === 'yes' ? 'yes' : 'no' })}
            />
          )}
        </Field>
      )}
      {kind === 'short' && (
        <Field label={t('quiz.accepted')} error={keyError} hint={t('quiz.acceptedHint')}>
          {(control) => (
            <Textarea
              {...control}
              autosize
              minRows={1}
              maxRows={6}
              lang={language}
              value={question.accepted}
              onChange={(event) => change({ accepted: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <Field label={t('quiz.explanation')} optional>
        {(control) => (
          <Textarea
            {...control}
            autosize
            minRows={1}
            maxRows={8}
            lang={language}
            maxLength={MAX_EXPLANATION}
            placeholder={t('quiz.explanationHint')}
            value={question.explanation}
            onChange={(event) => change({ explanation: event.currentTarget.value })}
          />
        )}
      </Field>
    </fieldset>
  );
};
