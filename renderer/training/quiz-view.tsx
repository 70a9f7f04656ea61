import { useState, type FormEvent } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useReadOnly } from '#renderer/storage/read-only.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { BlockableButton } from '#renderer/ui/blockable-button.tsx';
import { FailureBanner, useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate, replaceRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Failure } from '#shared/base/result.ts';
import type { OpenCourse } from '#shared/training/operations.ts';
import { asShown } from '#shared/training/shuffle.ts';
import { QuestionForm } from './question-form.tsx';
import { answersIn } from './quiz-draft.ts';
import { QuizOverview } from './quiz-overview.tsx';
import { courseHref } from './training-route.ts';
import { useAttempt } from './use-attempt.ts';
import { useOpenCourse } from './use-open-course.ts';
import classes from './training.module.css';

/** One question after the other, then all answers once more, then handing in. */
const Quiz = ({ course }: { readonly course: OpenCourse }) => {
  const { t } = useTranslation('training');
  const client = useClient();
  const format = useFormat();
  const readOnly = useReadOnly();
  const failureText = useFailureText();
  const attempt = useAttempt(course);
  const { begun, isOther, state } = attempt;
  const { variant, quiz, content } = course;
  const { articleId, language } = variant;
  const questions = asShown(quiz, begun.seed);
  const total = questions.length;
  const [at, setAt] = useState(() => {
    // Continued where it was left: at the first question without an answer.
    const open = questions.findIndex(({ id }) => (begun.given.get(id) ?? []).length === 0);
    return begun.given.size === 0 ? 0 : open < 0 ? total : open;
  });
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const question = questions[at];
  const go = (place: number) => setAt(Math.max(0, Math.min(total, place)));
  const handIn = async () => {
    if (isPending || readOnly !== undefined) return;
    setPending(true);
    await attempt.flush();
    const answer = await client.call('training.handIn', {
      articleId,
      version: variant.version,
      seed: begun.seed,
      answers: answersIn(quiz, begun),
    });
    setPending(false);
    setFailure(answer.ok ? undefined : answer.failure);
    if (!answer.ok) return;
    await attempt.end();
    replaceRoute('training', answer.value.attempt.id);
  };
  const group = t('quiz');
  const isLast = at >= total;
  const status = { order: 2, label: t('keys.questions') };
  useCommands('training.quiz', [
    {
      id: 'training.nextQuestion',
      label: t('nextQuestion'),
      group,
      key: 'j',
      keyOnly: true,
      status,
      run: () => go(at + 1),
    },
    {
      id: 'training.previousQuestion',
      label: t('previousQuestion'),
      group,
      key: 'k',
      keyOnly: true,
      status,
      run: () => go(at - 1),
    },
    {
      id: 'training.handIn',
      label: t('handIn'),
      group,
      icon: IconSend,
      key: 'mod+Enter',
      whileTyping: true,
      unavailable: readOnly,
      status: { order: 3, label: t('keys.handIn') },
      // Whoever has not seen all their answers sees them first.
      run: () => (isLast ? void handIn() : go(total)),
    },
    { id: 'training.leave', label: t('leave'), group, key: 'Escape', run: () => navigate('training', articleId) },
  ]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isLast) void handIn();
    else go(at + 1);
  };
  const kept =
    state.kind === 'failed'
      ? t('notKept', { reason: failureText(state.failure) })
      : state.kind === 'saved'
        ? t('kept', { at: format.time(state.at) })
        : '';
  return (
    <form className={classes['quiz']} onSubmit={submit}>
      <header className={classes['head']}>
        <Tooltip label={t('leave')}>
          <ActionIcon component="a" href={courseHref(articleId)} aria-label={t('leave')}>
            <IconArrowLeft size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <h1 className="cut" lang={language}>
          {content.title}
        </h1>
        <span className={classes['grow']} />
        <span className={`${classes['why'] ?? ''} small muted`} role="status">
          {kept}
        </span>
      </header>
      {isOther && <Banner tone="risk">{t('otherVersion', { version: variant.version })}</Banner>}
      {failure && <FailureBanner wide failure={failure} />}
      <div className={classes['scroll']}>
        <div className={classes['page']}>
          <nav className={classes['steps']} aria-label={t('questionsNav')}>
            {questions.map(({ id }, place) => {
              const isAnswered = (begun.given.get(id) ?? []).some((each) => each.trim() !== '');
              return (
                <button
                  key={id}
                  type="button"
                  className="num"
                  aria-current={place === at ? 'step' : undefined}
                  aria-label={t(isAnswered ? 'stepAnswered' : 'stepOpen', { number: place + 1 })}
                  data-answered={isAnswered || undefined}
                  onClick={() => go(place)}
                >
                  {place + 1}
                </button>
              );
            })}
          </nav>
          {question ? (
            <QuestionForm
              key={question.id}
              question={question}
              number={at + 1}
              total={total}
              language={language}
              given={begun.given.get(question.id) ?? []}
              onAnswer={(given) => attempt.answer(question.id, given)}
            />
          ) : (
            <QuizOverview questions={questions} given={begun.given} language={language} onOpen={go} />
          )}
        </div>
      </div>
      <footer className={classes['foot']}>
        <Button disabled={at === 0} onClick={() => go(at - 1)}>
          {t('previousQuestion')}
        </Button>
        <span className={classes['grow']} />
        {readOnly === undefined ? null : (
          <span id="quiz-why" className="small muted">
            {readOnly}
          </span>
        )}
        {isLast ? (
          <BlockableButton
            type="submit"
            variant="filled"
            loading={isPending}
            blockedBy={readOnly === undefined ? undefined : 'quiz-why'}
            rightSection={<KeyHint keys="mod+Enter" />}
          >
            {t('handIn')}
          </BlockableButton>
        ) : (
          <Button type="submit" variant="filled" rightSection={<KeyHint keys="Enter" />}>
            {t(at === total - 1 ? 'toOverview' : 'nextQuestion')}
          </Button>
        )}
      </footer>
    </form>
  );
};

/** `#/training/<article>/quiz` */
export const QuizView = ({ articleId }: { readonly articleId: string }) => {
  const { course, failure, retry } = useOpenCourse(articleId);
  if (failure) return <FailureBanner wide failure={failure} onRetry={retry} />;
  return course ? <Quiz course={course} /> : <SkeletonRows rows={6} />;
};
