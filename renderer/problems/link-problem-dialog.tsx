import { useEffect, useId, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { BreachGlyph, StateGlyph } from '#renderer/ui/glyphs.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import type { ListedProblem } from '#shared/problems/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { TicketNamed } from './problem-dialogs-store.ts';
import { problemShapes } from './problem-list.tsx';
import { useLinkToProblem } from './use-link-to-problem.ts';
import classes from './problems.module.css';

interface LinkProblemDialogProps {
  readonly tickets: readonly TicketNamed[];
  readonly onClose: () => void;
}

const SHOWN = 12;

/**
 * Which open problem is behind these tickets. Known errors come with their workaround, so that it can be read out on the phone while the
 * caller waits; once chosen, it is linked.
 */
export const LinkProblemDialog = ({ tickets, onClose }: LinkProblemDialogProps) => {
  const { t } = useTranslation('problems');
  const client = useClient();
  const linkTo = useLinkToProblem();
  const id = useId();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly ListedProblem[]>();
  const [chosen, setChosen] = useState<ListedProblem | null>(null);

  useEffect(() => {
    let current = true;
    void client.call('problems.list', { view: 'open', text }).then((answer) => {
      if (!current || !answer.ok) return;
      const knownFirst = answer.value.rows.toSorted(
        (left, right) => Number(right.isKnownError) - Number(left.isKnownError),
      );
      setFound(knownFirst.slice(0, SHOWN));
    });
    return () => {
      current = false;
    };
  }, [client, text]);

  const { tried, pending, failure, submit } = useSubmit(chosen !== null, async () => {
    if (chosen === null) return undefined;
    const refused = await linkTo(chosen, tickets);
    if (!refused) onClose();
    return refused;
  });
  const isMissing = tried && chosen === null;
  const shown =
    chosen === null || found?.some((row) => row.id === chosen.id) === true ? (found ?? []) : [chosen, ...(found ?? [])];
  const [first] = tickets;
  return (
    <FormDialog
      name="problems.link.submit"
      title={
        tickets.length === 1 && first
          ? t('linkTitle', { number: shortNumber(first.number) })
          : t('linkTitleMany', { count: tickets.length })
      }
      submitLabel={t('linkTicketShort')}
      size={560}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('findProblem')}>
        {(control) => (
          <TextInput
            {...control}
            data-autofocus
            autoComplete="off"
            maxLength={500}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      {shown.length > 0 && (
        <div
          role="radiogroup"
          aria-label={t('which')}
          aria-invalid={isMissing}
          aria-describedby={isMissing ? `${id}-error` : undefined}
          className={classes['found']}
        >
          {shown.map((row) => (
            <label key={row.id} className={classes['option']}>
              <input
                type="radio"
                name={id}
                value={row.id}
                checked={chosen?.id === row.id}
                onChange={() => setChosen(row)}
              />
              <StateGlyph state={problemShapes[row.state]} label={t(`state.${row.state}`)} />
              <span className={`${classes['number']} num`}>{shortNumber(row.number)}</span>
              <span className="cut" title={row.title}>
                {row.title}
              </span>
              <span className={classes['optionWay']}>
                {row.workaround === '' ? t('noWorkaroundYet') : row.workaround}
              </span>
            </label>
          ))}
        </div>
      )}
      {isMissing && (
        <p id={`${id}-error`} role="alert" className={classes['problemHead']}>
          <BreachGlyph />
          {t('whichNeeded')}
        </p>
      )}
      {found && shown.length === 0 && <p className="soft">{t('noProblemFound')}</p>}
    </FormDialog>
  );
};
