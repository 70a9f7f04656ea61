import { useEffect, useRef, useState } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconPrinter, IconRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient, useSession } from '#renderer/api/session.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { BreachGlyph, OkGlyph } from '#renderer/ui/glyphs.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFocusHome } from '#renderer/ui/use-focus-home.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Failure } from '#shared/base/result.ts';
import type { AttemptResult } from '#shared/training/operations.ts';
import { percentOf } from '#shared/training/score.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { Certificate } from './certificate.tsx';
import { ResultQuestions } from './result-questions.tsx';
import { courseHref } from './training-route.ts';
import { useRecordDay } from './use-standing-words.ts';
import classes from './training.module.css';

const Result = ({ result }: { readonly result: AttemptResult }) => {
  const { t } = useTranslation('training');
  const me = useSession();
  const mayManage = useAllowed('training.manage');
  const format = useFormat();
  const now = useNow();
  const dayWords = useRecordDay();
  const [isPrinting, setPrinting] = useState(false);
  const home = useRef<HTMLDivElement>(null);
  useFocusHome(home);
  const { attempt, quiz, article } = result;
  const { passed, right, total, validUntil } = attempt;
  const isMine = attempt.person.id === me.userId;
  const print = () => setPrinting(true);
  const again = () => navigate('training', article.id, 'quiz');
  const back = () => navigate('training', article.id);
  const group = t('training');
  useCommands('training.result', [
    ...(passed
      ? [
          {
            id: 'training.certificate',
            label: t('certificate'),
            group,
            icon: IconPrinter,
            key: 'p' as const,
            status: { order: 1, label: t('keys.print') },
            run: print,
          },
        ]
      : []),
    ...(isMine && !passed ? [{ id: 'training.again', label: t('again'), group, icon: IconRepeat, run: again }] : []),
    { id: 'training.toCourse', label: t('toCourse'), group, key: 'Escape', run: back },
  ]);
  const facts = [
    isMine ? '' : attempt.person.name,
    format.dateTime(attempt.at, now),
    t('version', { version: attempt.version }),
    passed ? (validUntil === null ? t('forEver') : t('countsUntil', { day: dayWords(validUntil) })) : '',
  ].filter((fact) => fact !== '');
  return (
    <>
      <header className={classes['head']}>
        <Tooltip label={t('toCourse')}>
          <ActionIcon component="a" href={courseHref(article.id)} aria-label={t('toCourse')}>
            <IconArrowLeft size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <span className={`${classes['number'] ?? ''} num soft`}>{shortNumber(article.number)}</span>
        <span className={classes['grow']} />
        {isMine && !passed && (
          <Button leftSection={<IconRepeat size={16} stroke={1.6} aria-hidden />} onClick={again}>
            {t('again')}
          </Button>
        )}
        {passed && (
          <Button leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />} onClick={print}>
            {t('certificate')}
          </Button>
        )}
      </header>
      <div ref={home} className={classes['scroll']} tabIndex={-1}>
        <div className={classes['page']}>
          <h1 lang={article.language}>{article.title}</h1>
          <p className={`${classes['mark'] ?? ''} ${classes['outcome'] ?? ''}`} role="status">
            {passed ? <OkGlyph /> : <BreachGlyph />}
            {t(passed ? 'outcomePassed' : 'outcomeFailed', { right, total, percent: percentOf(attempt) })}
          </p>
          <p className="small soft num">{facts.join(' · ')}</p>
          {quiz ? (
            <ResultQuestions quiz={quiz} attempt={attempt} language={article.language} />
          ) : (
            <p className="muted">{t(isMine || mayManage ? 'questionsGone' : 'questionsKept')}</p>
          )}
        </div>
      </div>
      {isPrinting && <Certificate result={result} onDone={() => setPrinting(false)} />}
    </>
  );
};

/** What an attempt came to: each question as it was shown, what was answered, what is right and why. */
export const AttemptView = ({ attemptId }: { readonly attemptId: string }) => {
  const client = useClient();
  const [result, setResult] = useState<AttemptResult>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    let isWanted = true;
    void client.call('training.attempt', { attemptId }).then((answer) => {
      if (!isWanted) return;
      if (answer.ok) setResult(answer.value);
      else setFailure(answer.failure);
    });
    return () => {
      isWanted = false;
    };
  }, [client, attemptId]);
  if (failure) return <FailureBanner wide failure={failure} />;
  return result ? <Result result={result} /> : <SkeletonRows rows={6} />;
};
