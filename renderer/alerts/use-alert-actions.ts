import { IconBellOff, IconCheck, IconHeartbeat, IconTicket, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import type { Command } from '#renderer/ui/commands.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import type { KeyBinding } from '#renderer/ui/keys.ts';
import { navigate } from '#renderer/ui/route.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { AlertDetail, AlertRow } from '#shared/alerts/operations.ts';
import type { InputOf } from '#shared/contract/index.ts';

/** The first by key: long enough to mend something, short enough that nobody forgets it. */
const MUTE_HOURS = 4;
export const muteTerms = [1, MUTE_HOURS, 24, 168] as const;
type MuteTerm = (typeof muteTerms)[number];

type AlertAction = 'ticket' | 'acknowledge' | 'mute' | 'close' | 'diagnose';

/** What has no key is in the palette alone. */
export type AlertKeys = { readonly [Action in AlertAction]?: KeyBinding };

/** Where an alert is what one looks at. */
const ownKeys: AlertKeys = { ticket: 't', acknowledge: 'a', mute: 'm', close: 'x', diagnose: 'd' };

/** What can be done with an alert; as buttons of the strip, and as commands. Among other things these keep their keys: `keys` says which are left. */
export const useAlertActions = (
  alert: Pick<AlertDetail, 'id' | 'revision' | 'state' | 'ticket' | 'diagnosis'>,
  keys: AlertKeys = ownKeys,
) => {
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
  const mayRun = useAllowed('checks.run');
  const muteFor = (hours: MuteTerm) =>
    void move({ state: 'muted', hours }, ({ mutedUntil }) =>
      t('muted', { at: mutedUntil === null ? '' : format.moment(mutedUntil, now) }),
    );
  const unmute = () => void move({ state: 'new' }, () => t('unmuted'));
  const acknowledge = () => void move({ state: 'acknowledged' }, () => t('acknowledged'));
  const close = () => void move({ state: 'closed' }, () => t('closed'));
  const reopen = () => void move({ state: 'new' }, () => t('reopened'));
  const diagnose = async () => {
    const found = await client.call('alerts.diagnose', { alertId: alert.id });
    if (!found.ok) announce({ tone: 'refused', text: failureText(found.failure) });
  };

  const group = t('thisAlert');
  const isClosed = alert.state === 'closed';
  // One whose ticket is over is over with it.
  const mayReopen = mayWork && isClosed && alert.ticket?.isOpen !== false;
  const mayDiagnose = mayRun && alert.diagnosis !== null;
  const mute = () => muteFor(MUTE_HOURS);
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
            key: keys.ticket,
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
                  key: keys.acknowledge,
                  run: acknowledge,
                },
              ]),
          alert.state === 'muted'
            ? { id: 'alert.unmute', label: t('unmute'), group, icon: IconBellOff, key: keys.mute, run: unmute }
            : { id: 'alert.mute', label: t('mute'), group, icon: IconBellOff, key: keys.mute, run: mute },
          ...muteTerms
            .filter((hours) => hours !== MUTE_HOURS && alert.state !== 'muted')
            .map((hours) => ({
              id: `alert.mute.${hours}`,
              label: t('muteFor', { term: t(`term.${hours}`) }),
              group,
              icon: IconBellOff,
              run: () => muteFor(hours),
            })),
          { id: 'alert.close', label: t('closeAlert'), group, icon: IconX, key: keys.close, run: close },
        ]
      : []),
    ...(mayReopen ? [{ id: 'alert.reopen', label: t('reopen'), group, run: reopen }] : []),
    ...(mayDiagnose
      ? [
          {
            id: 'alert.diagnose',
            label: t('lookNow'),
            group,
            icon: IconHeartbeat,
            key: keys.diagnose,
            run: () => void diagnose(),
          },
        ]
      : []),
  ];
  return {
    commands,
    keys,
    ticketLabel,
    mayTicket: mayCreate || alert.ticket?.isOpen === true,
    mayWork: mayWork && !isClosed,
    makeTicket: () => void makeTicket(),
    mute,
    muteFor,
    mayReopen,
    reopen,
    diagnose: mayDiagnose ? () => void diagnose() : undefined,
    unmute,
    acknowledge,
    close,
  };
};
