import { useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { IconListCheck, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { MAX_QUESTIONS } from '#shared/training/quiz.ts';
import {
  blankQuestion,
  blankQuiz,
  wrongIn,
  type EditedQuestion,
  type EditedQuiz,
  type QuizEdit,
} from './edited-quiz.ts';
import { QuestionFields } from './question-fields.tsx';
import { QuizSettings } from './quiz-settings.tsx';
import classes from './quiz.module.css';

interface QuizEditorProps {
  readonly quiz: QuizEdit;
  /** Of what people type. */
  readonly language: string;
  /** Somebody wanted to save it: what is wrong is said. */
  readonly isTried: boolean;
  readonly onChange: (quiz: EditedQuiz | null) => void;
}

/** Names a part of a quiz for ever. */
const newId = (): string => crypto.randomUUID().slice(0, 8);

/** The questions of an article being written: what it takes to pass, and each question with its answers and why. */
export const QuizEditor = ({ quiz, language, isTried, onChange }: QuizEditorProps) => {
  const { t } = useTranslation('knowledgeEditor');
  const { t: knowledge } = useTranslation('knowledge');
  const mayWrite = useAllowed('training.manage');
  const list = useRef<HTMLOListElement>(null);
  const [added, setAdded] = useState<string>();
  const edited = quiz === 'sealed' ? null : quiz;
  // What an undo puts something back into, whatever was written meanwhile.
  const latest = useRef(edited);
  useEffect(() => {
    latest.current = edited;
  });
  useEffect(() => {
    if (added !== undefined)
      list.current?.querySelector<HTMLTextAreaElement>(`[data-question="${added}"] textarea`)?.focus();
  }, [added]);

  const isFull = (edited?.questions.length ?? 0) >= MAX_QUESTIONS;
  const add = () => {
    const question = blankQuestion(newId);
    onChange(
      edited
        ? { ...edited, questions: [...edited.questions, question] }
        : { ...blankQuiz(newId), questions: [question] },
    );
    setAdded(question.id);
  };
  const group = knowledge('thisArticle');
  useCommands(
    'knowledgeEditor.quiz',
    [
      {
        id: 'knowledgeEditor.addQuestion',
        label: t('quiz.addQuestion'),
        group,
        icon: IconListCheck,
        unavailable: isFull ? t('quiz.full', { count: MAX_QUESTIONS }) : undefined,
        run: add,
      },
    ],
    { active: mayWrite },
  );

  if (!mayWrite)
    return (
      <Empty mark="locked" title={t(quiz === 'sealed' ? 'quiz.sealed' : 'quiz.notAllowed')}>
        {quiz === 'sealed' ? t('quiz.sealedText') : t('quiz.notAllowedText')}
      </Empty>
    );
  if (!edited)
    return (
      <Empty
        mark="blank"
        title={t('quiz.none')}
        actions={
          <Button leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />} onClick={add}>
            {t('quiz.add')}
          </Button>
        }
      >
        {t('quiz.noneText')}
      </Empty>
    );
  const wrong = wrongIn(edited);
  const { questions } = edited;
  const put = (next: readonly EditedQuestion[]) => onChange({ ...edited, questions: next });
  const move = (place: number, by: -1 | 1) => {
    const next = [...questions];
    const [moved] = next.splice(place, 1);
    if (moved) next.splice(place + by, 0, moved);
    put(next);
  };
  const removeQuestion = (removed: EditedQuestion, place: number) => {
    put(questions.filter(({ id }) => id !== removed.id));
    announce({
      tone: 'done',
      text: t('quiz.questionRemoved', { number: place + 1 }),
      action: {
        label: t('quiz.undo'),
        run: () => {
          const now = latest.current;
          if (now) onChange({ ...now, questions: now.questions.toSpliced(place, 0, removed) });
        },
      },
    });
  };
  const removeQuiz = () => {
    onChange(null);
    announce({
      tone: 'done',
      text: t('quiz.removed'),
      action: { label: t('quiz.undo'), run: () => onChange(edited) },
    });
  };
  return (
    <ScrollRegion className={classes['editor']} label={t('quiz')}>
      <QuizSettings quiz={edited} wrong={isTried ? wrong.settings : []} onChange={onChange} />
      <ol ref={list} className={classes['questions']}>
        {questions.map((question, place) => (
          <li key={question.id} data-question={question.id}>
            <QuestionFields
              question={question}
              number={place + 1}
              count={questions.length}
              language={language}
              lack={isTried ? wrong.questions.get(question.id) : undefined}
              newId={newId}
              onChange={(next) => put(questions.map((each) => (each.id === question.id ? next : each)))}
              onMove={(by) => move(place, by)}
              onRemove={() => removeQuestion(question, place)}
            />
          </li>
        ))}
      </ol>
      {isTried && wrong.isEmpty && (
        <p className={classes['wrong']} role="alert">
          {t('quiz.noQuestions')}
        </p>
      )}
      <div className={classes['foot']}>
        <Button leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />} disabled={isFull} onClick={add}>
          {t('quiz.addQuestion')}
        </Button>
        {isFull && <span className="small muted">{t('quiz.full', { count: MAX_QUESTIONS })}</span>}
        <span className={classes['grow']} />
        <Button variant="subtle" color="gray" onClick={removeQuiz}>
          {t('quiz.remove')}
        </Button>
      </div>
    </ScrollRegion>
  );
};
