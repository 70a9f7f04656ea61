import { useEffect, useId, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Field } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { BreachGlyph } from '#renderer/ui/glyphs.tsx';
import { useSubmit } from '#renderer/ui/use-submit.ts';
import type { AssetRow } from '#shared/assets/row.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { TicketNamed } from './asset-dialogs-store.ts';
import { useAssetWords } from './use-asset-words.ts';
import classes from './assets.module.css';

interface LinkAssetDialogProps {
  readonly ticket: TicketNamed;
  readonly onClose: () => void;
}

const SHOWN = 10;

/** Which assets a ticket is about: those of its requester first, any other by a few letters of its label. A scanned label chooses its asset. */
export const LinkAssetDialog = ({ ticket, onClose }: LinkAssetDialogProps) => {
  const { t } = useTranslation('assets');
  const client = useClient();
  const words = useAssetWords();
  const id = useId();
  const [text, setText] = useState('');
  const [theirs, setTheirs] = useState<{ readonly name: string; readonly rows: readonly AssetRow[] }>();
  const [matches, setMatches] = useState<readonly AssetRow[]>();
  const [chosen, setChosen] = useState<readonly AssetRow[]>([]);

  useEffect(() => {
    let current = true;
    const load = async () => {
      const detail = await client.call('tickets.get', { ticketId: ticket.id });
      const requester = detail.ok ? detail.value.ticket.requester : null;
      if (!requester) return;
      const rows = await client.call('assets.ofOwner', requester);
      if (current && rows.ok) setTheirs({ name: requester.name, rows: rows.value });
    };
    void load();
    return () => {
      current = false;
    };
  }, [client, ticket.id]);
  useEffect(() => {
    let current = true;
    if (text.trim() !== '')
      void client.call('assets.find', { text, count: SHOWN }).then((reply) => {
        if (current && reply.ok) setMatches(reply.value);
      });
    return () => {
      current = false;
    };
  }, [client, text]);

  // While the next answer is on its way, the last one stands.
  const found = text.trim() === '' ? undefined : matches;
  const toggle = (row: AssetRow) =>
    setChosen((before) =>
      before.some((each) => each.id === row.id) ? before.filter((each) => each.id !== row.id) : [...before, row],
    );
  const scan = async () => {
    const answer = await client.call('assets.scan', { text });
    const row = answer.ok ? answer.value : null;
    if (!row) return;
    setText('');
    setChosen((before) => (before.some((each) => each.id === row.id) ? before : [...before, row]));
  };
  const { tried, pending, failure, submit } = useSubmit(chosen.length > 0, async () => {
    const answer = await client.call('assets.link', { ticketId: ticket.id, ciIds: chosen.map((row) => row.id) });
    if (!answer.ok) return answer.failure;
    announce({
      tone: 'done',
      text:
        chosen.length === 1
          ? t('linked', { name: chosen[0]?.name ?? '', number: shortNumber(ticket.number) })
          : t('linkedMany', { count: chosen.length, number: shortNumber(ticket.number) }),
    });
    onClose();
    return undefined;
  });
  const listed = found ?? theirs?.rows ?? [];
  const shown = [...chosen.filter((row) => !listed.some((each) => each.id === row.id)), ...listed];
  const isMissing = tried && chosen.length === 0;
  return (
    <FormDialog
      name="assets.link.submit"
      title={t('linkTitle', { number: shortNumber(ticket.number) })}
      submitLabel={t('linkShort')}
      size={560}
      missing={undefined}
      failure={failure}
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('findAsset')} hint={t('scanHint')}>
        {(control) => (
          <TextInput
            {...control}
            data-autofocus
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              void scan();
            }}
          />
        )}
      </Field>
      {shown.length > 0 && (
        <fieldset className={classes['found']} aria-describedby={isMissing ? `${id}-error` : undefined}>
          <legend>{found === undefined && theirs ? t('theirs', { name: theirs.name }) : t('matches')}</legend>
          {shown.map((row) => (
            <label key={row.id} className={classes['option']}>
              <input type="checkbox" checked={chosen.some((each) => each.id === row.id)} onChange={() => toggle(row)} />
              <span className="cut" title={row.name}>
                {row.name}
              </span>
              <span className={`${classes['code']} small`}>
                {row.assetTag || row.serial || shortNumber(row.number)}
              </span>
              <span className="small soft">{words.classOf(row.class)}</span>
              <span className={classes['optionMore']}>
                {[`${row.manufacturer} ${row.model}`.trim(), row.owner, row.site, words.statusOf(row.status)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {isMissing && (
        <p id={`${id}-error`} role="alert" className={classes['problem']}>
          <BreachGlyph />
          {t('whichNeeded')}
        </p>
      )}
      {found && shown.length === 0 && <p className="soft">{t('noAssetFound')}</p>}
      {!found && theirs && theirs.rows.length === 0 && chosen.length === 0 && (
        <p className="soft">{t('noneOfTheirs', { name: theirs.name })}</p>
      )}
    </FormDialog>
  );
};
