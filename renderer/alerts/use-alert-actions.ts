import { IconBellOff, IconCheck, IconTicket, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import type { Command } from '#renderer/ui/commands.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { navigate } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { AlertRow } from '#shared/alerts/operations.ts';
import type { InputOf } from '#shared/contract/index.ts';

/** Long enough to mend something, short enough that nobody forgets it. */
const MUTE_HOURS = 4;

/** What can be done with an alert; as buttons of the strip, and as commands. */
export const useAlertActions = (alert: AlertRow) => {
  const { t } = useTranslation('alerts');
  const client = useClient();
  const format = useFormat();
  const now = useNow();
  const failureText = useFailureText();
  const mayWork = useAllowed('tickets.work');
  const mayCreate = useAllowed('tickets.create');

  const move = async (to: InputOf<'alerts.move'>['to'], said: (row: AlertRow) => string) => {
    const moved = await client.call('alerts.move', { alertId: alert.id, seen: alert.revision, to });
    announce(
      moved.ok ? { tone: 'done', text: said(moved.value) } : { tone: 'refused', text: failureText(moved.failure) },
    );
  };
  const openTicket = () => {
    if (alert.ticket) navigate('queue', alert.ticket.ticketId);
  };
  const makeTicket = async () => {
    if (alert.ticket?.isOpen === true) {
      openTicket();
      return;
    }
    const made = await client.call('alerts.ticket', { alertId: alert.id, language: format.language });
    announce(
      made.ok
        ? { tone: 'done', text: t('ticketMade', { number: made.value.number }) }
        : { tone: 'refused', text: failureText(made.failure) },
    );
    if (made.ok) navigate('queue', made.value.ticketId);
  };
  const mute = () =>
    void move({ state: 'muted', hours: MUTE_HOURS }, ({ mutedUntil }) =>
      t('muted', { at: mutedUntil === null ? '' : format.moment(mutedUntil, now) }),
    );
  const unmute = () => void move({ state: 'new' }, () => t('unmuted'));
  const acknowledge = () => void move({ state: 'acknowledged' }, () => t('acknowledged'));
  const close = () => void move({ state: 'closed' }, () => t('closed'));

  const group = t('thisAlert');
  const isClosed = alert.state === 'closed';
  const ticketLabel =
    alert.ticket?.isOpen === true ? t('openTicket', { number: alert.ticket.number }) : t('makeTicket');
  const commands: readonly Command[] = [
    ...(mayCreate || alert.ticket?.isOpen === true
      ? [
          {
            id: 'alert.ticket',
            label: ticketLabel,
            group,
            icon: IconTicket,
            key: 't' as const,
            status: { order: 3, label: ticketLabel },
            run: () => void makeTicket(),
          },
        ]
      : []),
    ...(mayWork && !isClosed
      ? [
          ...(alert.state === 'acknowledged'
            ? []
            : [
                {
                  id: 'alert.acknowledge',
                  label: t('acknowledge'),
                  group,
                  icon: IconCheck,
                  key: 'a' as const,
                  run: acknowledge,
                },
              ]),
          alert.state === 'muted'
            ? { id: 'alert.unmute', label: t('unmute'), group, icon: IconBellOff, key: 'm' as const, run: unmute }
            : { id: 'alert.mute', label: t('mute'), group, icon: IconBellOff, key: 'm' as const, run: mute },
          { id: 'alert.close', label: t('closeAlert'), group, icon: IconX, key: 'x' as const, run: close },
        ]
      : []),
  ];
  return {
    commands,
    ticketLabel,
    mayTicket: mayCreate || alert.ticket?.isOpen === true,
    mayWork: mayWork && !isClosed,
    makeTicket: () => void makeTicket(),
    mute,
    unmute,
    acknowledge,
    close,
  };
};
