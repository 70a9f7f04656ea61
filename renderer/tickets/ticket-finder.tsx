import { useEffect, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { emptyFilter } from '#shared/queue/filter.ts';
import type { QueueRow } from '#shared/queue/operations.ts';
import type { TicketState } from '#shared/tickets/ticket.ts';

interface TicketFinderProps {
  /** Names the choice: `Merge into`. */
  readonly legend: string;
  /** States to look in; a stable value. None: every state. */
  readonly states: readonly TicketState[];
  /** Ids that are not offered. */
  readonly without: readonly string[];
  readonly chosen: QueueRow | null;
  readonly onChoose: (row: QueueRow) => void;
  readonly error: string | undefined;
}

const SHOWN = 6;

/** Another ticket, found by number or words; before anything is typed, those that changed last. The chosen one stays in sight. */
export const TicketFinder = ({ legend, states, without, chosen, onChoose, error }: TicketFinderProps) => {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly QueueRow[]>([]);
  const excluded = without.join(' ');

  useEffect(() => {
    let current = true;
    const hidden = new Set(excluded.split(' '));
    const filter = { ...emptyFilter, text, states: [...states] };
    const order = { by: 'updatedAt', descending: true } as const;
    const count = Math.min(200, SHOWN + hidden.size);
    void client.call('queue.page', { filter, order, from: 0, count }).then((page) => {
      if (current && page.ok) setFound(page.value.rows.filter(({ id }) => !hidden.has(id)).slice(0, SHOWN));
    });
    return () => {
      current = false;
    };
  }, [client, text, states, excluded]);

  const shown = chosen === null || found.some(({ id }) => id === chosen.id) ? found : [chosen, ...found];
  return (
    <>
      <Field label={t('findTicket')}>
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
      <Choices
        legend={legend}
        single
        options={shown.map((row) => ({ value: row.id, label: row.title, hint: row.number }))}
        value={chosen?.id ?? null}
        onChange={(id) => {
          const row = shown.find((candidate) => candidate.id === id);
          if (row) onChoose(row);
        }}
        error={error}
      />
      {shown.length === 0 && <p className="soft">{t('noTicketFound')}</p>}
    </>
  );
};
