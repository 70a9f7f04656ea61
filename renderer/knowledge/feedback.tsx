import { useId, useState, type FormEvent } from 'react';
import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import type { Judgement, ReaderActions } from './use-reader-actions.ts';
import classes from './knowledge.module.css';

interface FeedbackProps {
  readonly detail: ArticleDetail;
  readonly actions: ReaderActions;
}

/** Whether it helped, in one key; words are welcome and not asked for. Saying that it is outdated needs a word of what. */
export const Feedback = ({ detail: { own }, actions }: FeedbackProps) => {
  const { t } = useTranslation('knowledge');
  const noteId = useId();
  const [asking, setAsking] = useState<Judgement>();
  const [words, setWords] = useState('');
  const [isMissing, setMissing] = useState(false);
  if (actions.whyNotJudge !== undefined) return null;

  const answer = (kind: 'helped' | 'not_helped') => {
    setAsking(kind);
    void actions.judge(kind, '');
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (asking === undefined) return;
    const note = words.trim();
    if (note === '') {
      setMissing(true);
      document.getElementById(noteId)?.focus();
      return;
    }
    if (!(await actions.judge(asking, note))) return;
    setWords('');
    setAsking(undefined);
  };
  const about = asking ?? own.answer;
  return (
    <section aria-label={t('didItHelp')}>
      <h3>{t('didItHelp')}</h3>
      <div className={classes['answers']}>
        {(['helped', 'not_helped'] as const).map((kind) => (
          <Button
            key={kind}
            size="xs"
            aria-pressed={own.answer === kind}
            data-chosen={own.answer === kind || undefined}
            rightSection={<KeyHint keys={kind === 'helped' ? 'y' : 'n'} />}
            onClick={() => answer(kind)}
          >
            {t(`answer.${kind}`)}
          </Button>
        ))}
      </div>
      <p className={classes['said']} role="status">
        {own.answer !== null && t(`said.${own.answer}`)}
        {own.answer !== null && own.outdated && ' '}
        {own.outdated && t('said.outdated')}
      </p>
      <div className={classes['answers']}>
        {about !== null && about !== 'outdated' && asking === undefined && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => setAsking(about)}>
            {t('addWords')}
          </Button>
        )}
        {asking !== 'outdated' && !own.outdated && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => setAsking('outdated')}>
            {t('sayOutdated')}
          </Button>
        )}
      </div>
      {asking !== undefined && (
        <form className={classes['words']} onSubmit={(event) => void send(event)}>
          <label htmlFor={noteId}>{t(`words.${asking}`)}</label>
          <Textarea
            id={noteId}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={2000}
            value={words}
            error={isMissing && words.trim() === '' ? t('words.missing') : undefined}
            onChange={(event) => setWords(event.currentTarget.value)}
            data-autofocus
          />
          <div className={classes['answers']}>
            <Button size="xs" type="submit">
              {t('sendWords')}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              onClick={() => {
                setAsking(undefined);
                setMissing(false);
              }}
            >
              {t('noWords')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
};
