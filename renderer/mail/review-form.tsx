import { useEffect, useState, type FormEvent } from 'react';
import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { FileGlyph } from '#renderer/attachments/file-kind.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFirstWrong } from '#renderer/ui/use-first-wrong.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Failure } from '#shared/base/result.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { MailReview } from '#shared/mail/operations.ts';
import { MAX_TEXT, MAX_TITLE } from '#shared/tickets/limits.ts';
import { ticketKinds, type TicketKind } from '#shared/tickets/ticket.ts';
import { MailHead } from './mail-head.tsx';
import classes from './mail.module.css';

interface ReviewFormProps {
  readonly name: string;
  readonly sha256: string;
  readonly review: MailReview;
  readonly onSkip: () => void;
  readonly onTaken: (ticketId: string) => void;
  readonly onOpen: (ticketId: string) => void;
}

const NEW = 'new';

/** A new ticket tells all that a mail passes on; a reply only what was written now. */
const textFor = (review: MailReview, isNew: boolean): string => {
  const { said, quoted, isForward } = review;
  return (isNew && isForward) || said === '' ? [said, quoted].filter((text) => text !== '').join('\n\n') : said;
};

export const ReviewForm = ({ name, sha256, review, onSkip, onTaken, onOpen }: ReviewFormProps) => {
  const { t } = useTranslation('mail');
  const { t: tickets } = useTranslation('tickets');
  const client = useClient();
  const format = useFormat();
  const { candidates, parts, quoted } = review;
  // What it answers is where it belongs, and so is what somebody known there names by number: anybody can guess one. A likeness alone is
  // for a person to see.
  const sure = candidates.find(
    ({ because, isSenderKnown }) => because === 'references' || (because === 'number' && isSenderKnown),
  );
  const [choice, setChoice] = useState<string>(sure?.ticketId ?? NEW);
  const chosen = candidates.find(({ ticketId }) => ticketId === choice);
  const [title, setTitle] = useState(review.title.slice(0, MAX_TITLE));
  const [requester, setRequester] = useState(review.contact?.name ?? review.from);
  const [kind, setKind] = useState<TicketKind>('incident');
  const [typed, setTyped] = useState<string>();
  const text = typed ?? textFor(review, chosen === undefined);
  const [files, setFiles] = useState<ReadonlySet<number>>(
    () => new Set(parts.filter(({ isDecoration }) => !isDecoration).map(({ index }) => index)),
  );
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const { form, afterSubmit } = useFirstWrong<HTMLFormElement>();

  // The dialog was there before the mail was read: the focus comes with it.
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-first]')?.focus(), [form]);
  const lacksTitle = chosen === undefined && title.trim() === '';
  const lacksRequester = chosen === undefined && requester.trim() === '';
  const lacksText = chosen !== undefined && text.trim() === '';
  const take = async () => {
    setTried(true);
    afterSubmit();
    if (pending || lacksTitle || lacksRequester || lacksText) return;
    setPending(true);
    const as: InputOf<'mail.take'>['as'] = chosen
      ? {
          kind: chosen.as,
          ticketId: chosen.ticketId,
          text,
          acceptsUnknownSender: !chosen.isSenderKnown,
        }
      : { kind: 'ticket', ticketKind: kind, title, requester, description: text };
    const answer = await client.call('mail.take', { sha256, name, parts: [...files], as });
    setPending(false);
    if (!answer.ok) {
      setFailure(answer.failure);
      return;
    }
    const { ticketId, number } = answer.value;
    announce({
      tone: 'done',
      text: t(`made.${as.kind}`, { number }),
      action: { label: t('openTicket'), run: () => onOpen(ticketId) },
    });
    onTaken(ticketId);
  };
  useCommands(
    'mail.form',
    [{ id: 'mail.take', label: t('create'), key: 'mod+Enter', keyOnly: true, run: () => void take() }],
    { modal: true },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void take();
  };
  const toggle = (index: number, isWanted: boolean) => {
    const next = new Set(files);
    if (isWanted) next.add(index);
    else next.delete(index);
    setFiles(next);
  };
  const verb = chosen ? { reply: t('addReply'), followUp: t('followUp') }[chosen.as] : t('create');
  return (
    <form ref={form} className={classes['form']} onSubmit={submit} noValidate>
      <MailHead review={review} />
      {failure && <FailureBanner failure={failure} onRetry={() => void take()} />}
      {candidates.length > 0 && (
        <Choices
          legend={t('becomes')}
          single
          options={[
            ...candidates.map(({ ticketId, number, as, because, isSenderKnown }) => {
              const label = t(`${as}.${because}`, { number });
              return { value: ticketId, label: isSenderKnown ? label : t('unknownThere', { label }) };
            }),
            { value: NEW, label: t('newTicket') },
          ]}
          value={choice}
          onChange={setChoice}
        />
      )}
      {chosen ? (
        <p className={classes['onto']}>
          <span className="num muted">{chosen.number}</span> {chosen.title}
        </p>
      ) : (
        <>
          <Field label={tickets('field.title')} error={tried && lacksTitle ? t('titleNeeded') : undefined}>
            {(control) => (
              <TextInput
                {...control}
                data-first
                maxLength={MAX_TITLE}
                value={title}
                onChange={(event) => setTitle(event.currentTarget.value)}
              />
            )}
          </Field>
          <div className={classes['pair']}>
            <Field
              label={tickets('field.requester')}
              error={tried && lacksRequester ? t('requesterNeeded') : undefined}
              hint={review.contact !== null && requester === review.contact.name ? t('inContacts') : undefined}
            >
              {(control) => (
                <TextInput
                  {...control}
                  maxLength={200}
                  value={requester}
                  onChange={(event) => setRequester(event.currentTarget.value)}
                />
              )}
            </Field>
            <SegmentedControl
              aria-label={tickets('field.kind')}
              value={kind}
              onChange={(value) => setKind(value === 'request' ? 'request' : 'incident')}
              data={ticketKinds.map((value) => ({ value, label: tickets(`kind.${value}`) }))}
            />
          </div>
        </>
      )}
      {chosen && !chosen.isSenderKnown && (
        <Banner tone="risk" boxed>
          {t(`unknownSender.${chosen.as}`, { name: review.from, number: chosen.number })}
        </Banner>
      )}
      <Field label={t('text')} error={tried && lacksText ? t('textNeeded') : undefined}>
        {(control) => (
          <Textarea
            {...control}
            data-first
            autosize
            minRows={4}
            maxRows={10}
            maxLength={MAX_TEXT}
            value={text}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      {quoted !== '' && !text.includes(quoted) && (
        <details className={classes['quoted']}>
          <summary>{t('quoted')}</summary>
          <div>{quoted}</div>
        </details>
      )}
      {parts.length > 0 && (
        <fieldset className={classes['parts']}>
          <legend>{t('files')}</legend>
          {parts.map((part) => (
            <label key={part.index} className={classes['part']}>
              <input
                type="checkbox"
                checked={files.has(part.index)}
                onChange={(event) => toggle(part.index, event.currentTarget.checked)}
              />
              <FileGlyph mediaType={part.mediaType} size={16} />
              <bdi>{part.name}</bdi>
              <span className="muted num">{format.bytes(part.bytes)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <p className="small muted">{t('original')}</p>
      <div className={classes['actions']}>
        <Button variant="subtle" color="gray" onClick={onSkip}>
          {t('skip')}
        </Button>
        <Button variant="filled" type="submit" loading={pending} rightSection={<KeyHint keys="mod+Enter" />}>
          {verb}
        </Button>
      </div>
    </form>
  );
};
