import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { Autocomplete, Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useSession, useSessionStore } from '#renderer/api/session.tsx';
import { useDraft } from '#renderer/drafts/use-draft.ts';
import { DueCell } from '#renderer/queue/due-cell.tsx';
import { useRowWords } from '#renderer/queue/row-words.ts';
import { announce } from '#renderer/ui/announce.ts';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { PriorityGlyph } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { navigate, placeNow } from '#renderer/ui/route.ts';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { Failure } from '#shared/base/result.ts';
import { isAllowed } from '#shared/accounts/roles.ts';
import { MAX_HANDOVER } from '#shared/handover/handover.ts';
import { emptyFilter, MY_GROUPS } from '#shared/queue/filter.ts';
import type { QueuePage } from '#shared/queue/operations.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';
import { emptyGive, fieldsOfGive, readGive, type GiveDraft } from './give-draft.ts';
import { handoverStore } from './handover-store.ts';
import classes from './handover.module.css';

const openStates = ticketStates.filter(isOpen);
const DRAFT = 'handover:new';

/** The list of tickets for the next shift, with a note for each and one for all. Kept as a draft while it is written. */
export const GiveForm = () => {
  const { t } = useTranslation('handover');
  const client = useClient();
  const me = useSession();
  const store = useSessionStore(handoverStore);
  const words = useRowWords();
  const saved = useDraft(DRAFT);
  const [draft, setDraft] = useState<GiveDraft>(() => readGive(saved.initial));
  const [page, setPage] = useState<QueuePage>();
  const [people, setPeople] = useState<readonly { readonly value: string; readonly label: string }[]>([]);
  const [groups, setGroups] = useState<readonly string[]>([]);
  const [hasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const mayAssign = isAllowed(me.roles, 'tickets.assign');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  const set = (change: Partial<GiveDraft>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    saved.type(fieldsOfGive(next));
  };

  useEffect(() => {
    let isWanted = true;
    const read = () => {
      const filter = {
        ...emptyFilter,
        states: openStates,
        ...(draft.source === 'mine' ? { assignee: 'me' } : { group: MY_GROUPS }),
      };
      const order = { by: 'due', descending: false } as const;
      void client.call('queue.page', { filter, order, from: 0, count: MAX_HANDOVER }).then((found) => {
        if (isWanted && found.ok) setPage(found.value);
      });
    };
    read();
    const stop = client.onNotice((notice) => {
      if (notice.name === 'tickets.changed') read();
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [client, draft.source]);
  useEffect(() => {
    let isWanted = true;
    void client.call('accounts.colleagues', {}).then((found) => {
      if (isWanted && found.ok)
        setPeople(
          found.value.flatMap(({ id, displayName }) => (id === me.userId ? [] : [{ value: id, label: displayName }])),
        );
    });
    void client.call('groups.list', {}).then((found) => {
      if (isWanted && found.ok)
        setGroups([
          ...found.value.groups.flatMap(({ name, active }) => (active ? [name] : [])),
          ...found.value.unadopted.map(({ name }) => name),
        ]);
    });
    return () => {
      isWanted = false;
    };
  }, [client, me.userId]);

  const rows = useMemo(() => page?.rows ?? [], [page]);
  const included = rows.filter(({ id }) => !draft.without.includes(id));
  const person = people.find(({ value }) => value === draft.to);
  const group = draft.group.trim();
  const lacksReceiver = draft.to === '' && group === '';
  const isEmpty = included.length === 0 && draft.note.trim() === '';
  const toggled = (list: readonly string[], id: string): string[] =>
    list.includes(id) ? list.filter((each) => each !== id) : [...list, id];

  const give = async () => {
    setTried(true);
    if (lacksReceiver || isEmpty || isPending) return;
    setPending(true);
    setFailure(undefined);
    const isHere = placeNow();
    const reply = await client.call('handover.give', {
      to: person ? { id: person.value, name: person.label } : null,
      group: group === '' ? null : group,
      note: draft.note,
      items: included.map(({ id }) => ({
        ticketId: id,
        note: draft.notes[id] ?? '',
        reassign: draft.passOn.includes(id),
      })),
    });
    setPending(false);
    if (!reply.ok) {
      setFailure(reply.failure);
      return;
    }
    await saved.finish();
    void store.getState().load();
    announce({ tone: 'done', text: t('given', { count: included.length, name: person?.label ?? group }) });
    if (isHere()) navigate('handover', reply.value.id);
  };
  useCommands('handover-form', [
    { id: 'handover.give', label: t('give'), group: t('thisView'), key: 'mod+Enter', run: () => void give() },
    {
      id: 'handover.leave',
      label: t('cancel'),
      group: t('thisView'),
      key: 'Escape',
      keyOnly: true,
      run: () => navigate('handover'),
    },
  ]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void give();
  };

  return (
    <form ref={form} className={classes['give']} onSubmit={submit} noValidate aria-label={t('newTitle')}>
      {failure && <FailureBanner failure={failure} />}
      <Field label={t('receiver')} error={hasTried && lacksReceiver ? t('receiverNeeded') : undefined}>
        {(control) => (
          <div className={classes['pair']}>
            <SearchSelect
              control={control}
              label={t('person')}
              placeholder={t('person')}
              options={[{ value: '', label: '–' }, ...people]}
              value={draft.to === '' ? null : draft.to}
              onChange={(to) => set({ to: to ?? '' })}
            />
            <Autocomplete
              aria-label={t('group')}
              placeholder={t('group')}
              data={[...new Set(groups)]}
              limit={20}
              maxLength={120}
              error={control.error}
              value={draft.group}
              onChange={(value) => set({ group: value })}
            />
          </div>
        )}
      </Field>
      <Field label={t('generalNote')} error={hasTried && isEmpty ? t('nothing') : undefined}>
        {(control) => (
          <Textarea
            {...control}
            autosize
            minRows={2}
            maxRows={8}
            placeholder={t('generalHint')}
            value={draft.note}
            onChange={(event) => set({ note: event.currentTarget.value })}
          />
        )}
      </Field>
      <fieldset className={classes['source']} role="radiogroup">
        <legend>{t('source')}</legend>
        {(['mine', 'groups'] as const).map((source) => (
          <label key={source}>
            <input
              type="radio"
              name="handover-source"
              value={source}
              checked={draft.source === source}
              onChange={() => set({ source })}
            />
            {t(`source.${source}`)}
          </label>
        ))}
      </fieldset>
      {page && rows.length === 0 && (
        <p className="muted">{draft.source === 'mine' ? t('noTickets') : t('noTicketsGroups')}</p>
      )}
      {page && page.total > rows.length && <p className="muted">{t('first', { count: rows.length })}</p>}
      {rows.length > 0 && (
        <table className={classes['table']} data-form>
          <thead>
            <tr>
              <th scope="col">{t('column.ticket')}</th>
              <th scope="col">{t('column.state')}</th>
              <th scope="col">{t('column.due')}</th>
              <th scope="col">{t('column.note')}</th>
              <th scope="col">{t('column.passOn')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const number = shortNumber(row.number);
              const isIn = !draft.without.includes(row.id);
              return (
                <tr key={row.id} data-out={!isIn || undefined}>
                  <th scope="row">
                    <span className={classes['item']}>
                      <Checkbox
                        size="xs"
                        aria-label={t('include', { number })}
                        checked={isIn}
                        onChange={() => set({ without: toggled(draft.without, row.id) })}
                      />
                      <PriorityGlyph priority={row.priority} label={words.priority[row.priority]} />
                      <span className="num muted">{number}</span>
                      <span className="cut" title={row.title}>
                        {row.title}
                      </span>
                    </span>
                  </th>
                  <td className="cut">{words.state[row.state]}</td>
                  <td>
                    <DueCell row={row} words={words} />
                  </td>
                  <td>
                    <TextInput
                      size="xs"
                      aria-label={t('noteFor', { number })}
                      disabled={!isIn}
                      value={draft.notes[row.id] ?? ''}
                      onChange={(event) => set({ notes: { ...draft.notes, [row.id]: event.currentTarget.value } })}
                    />
                  </td>
                  <td>
                    <Checkbox
                      size="xs"
                      aria-label={t('passOnTicket', { number })}
                      disabled={!isIn || (!mayAssign && row.assigneeId !== me.userId)}
                      checked={isIn && draft.passOn.includes(row.id)}
                      onChange={() => set({ passOn: toggled(draft.passOn, row.id) })}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <div className={classes['actions']}>
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            setDraft(emptyGive);
            void saved.finish();
            navigate('handover');
          }}
        >
          {t('discard')}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => navigate('handover')}>
          {t('cancel')}
        </Button>
        <Button variant="filled" type="submit" loading={isPending} rightSection={<KeyHint keys="mod+Enter" />}>
          {t('give')}
        </Button>
      </div>
    </form>
  );
};
