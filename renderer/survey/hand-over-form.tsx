import { useId, useRef, useState } from 'react';
import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useOpenStatus } from '#renderer/api/session.tsx';
import { useDraft } from '#renderer/drafts/use-draft.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { BreachGlyph, Logo } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { useTextsIn } from '#renderer/ui/use-texts-in.ts';
import type { Command } from '#renderer/ui/commands.ts';
import { announce } from '#renderer/ui/announce.ts';
import type { Failure } from '#shared/base/result.ts';
import { MAX_COMMENT, MAX_NAME, scores, type Score } from '#shared/survey/answer.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { answerOf, fromDraft, toDraft, type AnswerFields } from './answer-fields.ts';
import { Farewell } from './farewell.tsx';
import { handOverEn } from './hand-over.en.ts';
import type { HandedOver } from './hand-over-store.ts';
import { handOverZhCN } from './hand-over.zh-CN.ts';
import { ScoreChoice } from './score-choice.tsx';
import { SignatureField } from './signature-field.tsx';
import classes from './hand-over.module.css';

const texts = { en: handOverEn, 'zh-CN': handOverZhCN } as const;

interface HandOverFormProps {
  readonly ticket: Ticket;
  readonly replaces: HandedOver['replaces'];
  readonly technician: string;
  /** The technician wants out; asked before. */
  readonly onLeave: () => void;
  /** It is settled, and the device is back. */
  readonly onDone: () => void;
}

interface Ended {
  /** Who answered; null: nobody. */
  readonly name: string | null;
  readonly closed: boolean;
  readonly outcome: 'answer' | 'closed' | 'notSolved' | 'decline';
}

/**
 * What a requester sees and fills in. Of the ticket it knows number, title and solution only: nothing that was noted, and no other ticket,
 * can come up here. The language is theirs and changes nothing for the technician.
 */
export const HandOverForm = ({ ticket, replaces, technician, onLeave, onDone }: HandOverFormProps) => {
  const { t: console_, i18n } = useTranslation('survey');
  const { desk } = useOpenStatus();
  const client = useClient();
  const textsIn = useTextsIn('handOver', texts);
  const { initial, type, flush, finish } = useDraft(`${ticket.id}:survey`);
  const question = { cycle: ticket.cycle, replaces: replaces?.entryId ?? null };
  const [fields, setFields] = useState(() =>
    fromDraft(initial, question, {
      language: ticket.requester
        ? langOf(ticket.requester.name + ticket.title)
        : i18n.language === 'zh-CN'
          ? 'zh-CN'
          : 'en',
      name: ticket.requester?.name ?? '',
    }),
  );
  const [wasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [ended, setEnded] = useState<Ended>();
  const { form, afterSubmit } = useFirstWrong<HTMLDivElement>();
  const scoreGroup = useRef<HTMLDivElement>(null);
  const id = useId();
  const t = textsIn(fields.language);

  const change = (changed: Partial<AnswerFields>) => {
    const next = { ...fields, ...changed };
    setFields(next);
    type(toDraft(next, question));
    // A signature is drawn once: it does not wait for the pause in typing.
    if (changed.strokes) void flush();
  };
  const choose = (score: Score) => {
    change({ score });
    scoreGroup.current?.querySelectorAll('input')[score - 1]?.focus();
  };
  const send = async () => {
    if (isPending) return;
    const answer = answerOf(fields);
    setTried(true);
    afterSubmit();
    if (!answer) return;
    setPending(true);
    const asked = { ticketId: ticket.id, cycle: ticket.cycle, answer };
    const done = replaces
      ? await client.call('survey.correct', { ...asked, replaces })
      : await client.call('survey.answer', asked);
    setPending(false);
    if (!done.ok) {
      setFailure(done.failure);
      return;
    }
    await finish();
    const { closed } = done.value;
    setEnded({
      name: answer.answeredBy,
      closed,
      outcome: closed ? 'closed' : answer.solved === false ? 'notSolved' : 'answer',
    });
  };
  const decline = async () => {
    setPending(true);
    const done = await client.call('survey.decline', { ticketId: ticket.id, cycle: ticket.cycle });
    setPending(false);
    if (!done.ok && done.failure.code !== 'survey.declined') {
      setFailure(done.failure);
      return;
    }
    await finish();
    setEnded({ name: null, closed: false, outcome: 'decline' });
  };
  const commands: readonly Command[] = [
    ...scores.map((score) => ({
      id: `survey.score.${score}`,
      label: t(`score.${score}`),
      key: String(score),
      run: () => choose(score),
    })),
    { id: 'survey.send', label: t('send'), key: 'mod+Enter', whileTyping: true, run: () => void send() },
  ];
  useCommands(
    'survey.handOver',
    [
      ...(ended ? [] : commands),
      { id: 'survey.leave', label: console_('leave'), key: 'Escape', whileTyping: true, run: onLeave },
    ],
    { modal: true },
  );

  const isNameMissing = wasTried && fields.name.trim() === '';
  const asksSolved = ticket.state === 'resolved';
  if (ended)
    return (
      <main className={classes['ended']} lang={fields.language}>
        <Farewell
          t={t}
          name={ended.name}
          closed={ended.closed}
          technician={technician}
          onDone={() => {
            onDone();
            announce({ tone: 'done', text: console_(`done.${ended.outcome}`) });
          }}
        />
      </main>
    );
  return (
    <>
      <header className={classes['head']}>
        <Logo />
        <b>{desk}</b>
        <SegmentedControl
          className={classes['switch'] ?? ''}
          aria-label={t('language')}
          value={fields.language}
          onChange={(language) => change({ language: language === 'zh-CN' ? 'zh-CN' : 'en' })}
          data={[
            { value: 'zh-CN', label: <span lang="zh-CN">中文</span> },
            { value: 'en', label: <span lang="en">English</span> },
          ]}
        />
      </header>
      <main className={classes['body']} lang={fields.language}>
        <div className={classes['column']} ref={form}>
          <div className={classes['title']}>
            <h1>{ticket.requester ? t('titleName', { name: ticket.requester.name }) : t('title')}</h1>
            <p>
              {t('about', { number: ticket.number })} · <span lang={langOf(ticket.title)}>{ticket.title}</span>
            </p>
          </div>
          {ticket.resolution && (
            <section className={classes['done']}>
              <h2>{t('done')}</h2>
              <p lang={langOf(ticket.resolution.text)}>{ticket.resolution.text}</p>
            </section>
          )}
          <div ref={scoreGroup}>
            <ScoreChoice t={t} score={fields.score} isMissing={wasTried && fields.score === null} onChange={choose} />
          </div>
          {asksSolved && (
            <fieldset className={classes['group']} role="radiogroup">
              <legend className={classes['legend']}>{t('solved')}</legend>
              <div className={classes['choices']}>
                {([true, false] as const).map((solved) => (
                  <label key={String(solved)} className={classes['choice']}>
                    <input
                      type="radio"
                      name={`${id}-solved`}
                      checked={fields.solved === solved}
                      onChange={() => change({ solved })}
                    />
                    <span>{solved ? t('yes') : t('no')}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          )}
          <div>
            <label className={classes['label']} htmlFor={`${id}-comment`}>
              {t('comment')}
              <span>{t('optional')}</span>
            </label>
            <Textarea
              id={`${id}-comment`}
              size="lg"
              autosize
              minRows={2}
              maxRows={8}
              maxLength={MAX_COMMENT}
              value={fields.comment}
              onChange={(event) => change({ comment: event.currentTarget.value })}
            />
          </div>
          <div>
            <label className={classes['label']} htmlFor={`${id}-name`}>
              {t('name')}
            </label>
            <TextInput
              id={`${id}-name`}
              size="lg"
              autoComplete="off"
              maxLength={MAX_NAME}
              value={fields.name}
              aria-invalid={isNameMissing}
              aria-describedby={isNameMissing ? `${id}-name-error` : undefined}
              error={isNameMissing}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            {isNameMissing && (
              <p className={classes['error']} id={`${id}-name-error`} role="alert">
                <BreachGlyph />
                {t('nameMissing')}
              </p>
            )}
          </div>
          <SignatureField t={t} fields={fields} onChange={change} />
          {failure && (
            <div>
              <FailureBanner failure={failure} />
              <p className={classes['hint']}>{t('notSent', { name: technician })}</p>
            </div>
          )}
        </div>
      </main>
      <footer className={classes['foot']} lang={fields.language}>
        <Button size="lg" variant="subtle" color="gray" onClick={onLeave} rightSection={<KeyHint keys="Escape" />}>
          {t('back', { name: technician })}
        </Button>
        {replaces === null && (
          <Button size="lg" variant="subtle" color="gray" disabled={isPending} onClick={() => void decline()}>
            {t('decline')}
          </Button>
        )}
        <Button
          size="lg"
          variant="filled"
          loading={isPending}
          onClick={() => void send()}
          rightSection={<KeyHint keys="mod+Enter" />}
        >
          {t('send')}
        </Button>
      </footer>
    </>
  );
};
