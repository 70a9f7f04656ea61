import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { OkGlyph, PriorityGlyph } from '#renderer/ui/glyphs.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { Failure } from '#shared/base/result.ts';
import type { HandoverView } from '#shared/handover/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { handoverStore } from './handover-store.ts';
import { isWaiting, waitingIn } from './waiting.ts';
import classes from './handover.module.css';

/** One hand-over as it was given, to be taken note of and printed. */
export const HandoverPage = ({ handover }: { readonly handover: HandoverView }) => {
  const { t } = useTranslation('handover');
  const { t: word } = useTranslation('tickets');
  const { t: ui } = useTranslation('ui');
  const client = useClient();
  const store = useSessionStore(handoverStore);
  const format = useFormat();
  const now = useNow();
  const [failure, setFailure] = useState<Failure>();
  const { id, by, to, group, note, items, receipts, isForMe } = handover;
  const waits = isWaiting(handover);

  const takeNote = async (ticketIds: string[] | null) => {
    const reply = await client.call('handover.takeNote', { handoverId: id, ticketIds });
    setFailure(reply.ok ? undefined : reply.failure);
    if (reply.ok) void store.getState().load();
  };
  useCommands('handover-page', [
    ...(waits
      ? [
          {
            id: 'handover.takeNoteAll',
            label: t('takeNoteAll'),
            group: t('thisView'),
            key: 'e',
            status: { order: 2, label: t('keys.takeNote') },
            run: () => void takeNote(null),
          },
        ]
      : []),
    {
      id: 'handover.print',
      label: t('print'),
      group: t('thisView'),
      icon: IconPrinter,
      key: 'mod+p',
      run: () => window.print(),
    },
  ]);
  const receipt = (part: string) => {
    const taken = receipts[part];
    if (taken)
      return (
        <span className={classes['noted']}>
          <OkGlyph label={t('taken')} />
          {t('notedBy', { name: taken.by.name, at: format.moment(taken.at, now) })}
        </span>
      );
    return isForMe && items.length > 0 ? (
      <Button size="xs" data-no-print onClick={() => void takeNote([part])} aria-label={`${t('takeNote')}: ${part}`}>
        {t('takeNote')}
      </Button>
    ) : (
      <span className="muted">–</span>
    );
  };

  const receiver = [to?.name, group].filter((name) => name !== undefined && name !== null).join(' · ');
  return (
    <article className={classes['page']} data-print>
      <header>
        <div>
          <h2>{isForMe ? t('from', { name: by.name }) : t('to', { name: receiver })}</h2>
          <p className="muted">
            {by.name} → {receiver}, <span className="num">{format.dateTime(handover.at, now)}</span>
          </p>
        </div>
        <div className={classes['actions']} data-no-print>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('print')}
          </Button>
          {waits && (
            <Button variant="filled" rightSection={<KeyHint keys="e" />} onClick={() => void takeNote(null)}>
              {waitingIn(handover) > 1 ? t('takeNoteAll') : t('takeNote')}
            </Button>
          )}
        </div>
      </header>
      {failure && <FailureBanner failure={failure} />}
      {note !== '' && <p className={classes['note']}>{note}</p>}
      {items.length === 0 ? (
        <p>{receipt(id)}</p>
      ) : (
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('column.ticket')}</th>
              <th scope="col">{t('column.state')}</th>
              <th scope="col">{t('column.note')}</th>
              <th scope="col">{t('column.noted')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.ticketId}>
                <th scope="row">
                  <a href={hrefOf('queue', item.ticketId)}>
                    <span className="num">{shortNumber(item.number)}</span> {item.title}
                  </a>
                  {item.reassigned && <span className="muted"> {isForMe ? t('passedOn') : t('passedOnTo')}</span>}
                </th>
                <td>
                  <PriorityGlyph priority={item.priority} label={ui(`priority.${item.priority}`)} />{' '}
                  {word(`state.${item.state}`)}
                  {item.dueAt !== null && (
                    <span className="muted num"> {t('dueAt', { at: format.moment(item.dueAt, now) })}</span>
                  )}
                </td>
                <td className={classes['text']}>{item.note || <span className="muted">–</span>}</td>
                <td>{receipt(item.ticketId)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </article>
  );
};
