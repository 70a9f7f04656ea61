import {
  IconArrowBackUp,
  IconArrowMerge,
  IconCheck,
  IconCircleCheck,
  IconCircleX,
  IconFlag,
  IconGitBranch,
  IconHandGrab,
  IconLock,
  IconMessage,
  IconMessageReply,
  IconPlayerPause,
  IconPlayerPlay,
  IconRotateClockwise,
  IconUrgent,
  IconUser,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSessionStore } from '#renderer/api/session.tsx';
import type { Command } from '#renderer/ui/commands.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { nextState, type TicketAction } from '#shared/tickets/actions.ts';
import { actionStore, isAsking, type ActionTarget, type ButtonAction, type TextKind } from './action-store.ts';
import { useTicketActions } from './use-ticket-actions.ts';

interface TicketCommands {
  /** The checked tickets, else the open one, else the focused row. */
  readonly targets: readonly ActionTarget[];
  /** Opens the panel on this ticket, for writing in it. */
  readonly onOpen: (ticketId: string) => void;
}

const allCan = (targets: readonly ActionTarget[], action: TicketAction): boolean =>
  targets.length > 0 && targets.every((target) => nextState(target.state, action) !== undefined);

/** Every move and both texts as commands: keys in the list and panel, entries in the palette. */
export const useTicketCommands = ({ targets, onOpen }: TicketCommands): void => {
  const { t } = useTranslation('tickets');
  const { begin, whyNot, markMajor } = useTicketActions();
  const actions = useSessionStore(actionStore);
  const group = t('thisTicket');
  const isMajor = targets[0]?.major ?? false;

  const act = (action: ButtonAction, more: Pick<Command, 'icon' | 'key' | 'status'>): Command => ({
    id: `ticket.${action}`,
    label: isAsking(action) ? `${t(`action.${action}`)}…` : t(`action.${action}`),
    group,
    unavailable: action === 'followUp' && targets.length > 1 ? t('onlyOne') : whyNot(action, targets),
    run: () => begin(action, targets),
    ...more,
  });
  const write = (kind: TextKind, icon: Command['icon'], key: string): Command => {
    const [target] = targets;
    return {
      id: `ticket.${kind}`,
      label: t(`write.${kind}`),
      group,
      icon,
      key,
      unavailable: whyNot(kind, targets.slice(0, 1)),
      run: () => {
        if (!target) return;
        onOpen(target.id);
        actions.getState().write(kind, target.id);
      },
    };
  };
  const start = allCan(targets, 'resume') ? 'resume' : 'start';
  const hold = allCan(targets, 'changeHold') ? 'changeHold' : 'hold';

  useCommands('ticket', [
    act('assign', { icon: IconUser, key: 'a', status: { order: 4, label: t('keys.assign') } }),
    act('take', { icon: IconHandGrab, key: 't' }),
    act(start, { icon: IconPlayerPlay, key: 's' }),
    act(hold, { icon: IconPlayerPause, key: 'h', status: { order: 5, label: t('keys.hold') } }),
    act('resolve', { icon: IconCheck, key: 'e', status: { order: 6, label: t('keys.resolve') } }),
    act('close', { icon: IconCircleCheck, key: 'shift+e' }),
    act('reopen', { icon: IconRotateClockwise }),
    act('returnToQueue', { icon: IconArrowBackUp }),
    act('merge', { icon: IconArrowMerge }),
    act('followUp', { icon: IconGitBranch }),
    act('cancel', { icon: IconCircleX }),
    {
      id: 'ticket.setPriority',
      label: `${t('action.setPriority')}…`,
      group,
      icon: IconFlag,
      key: 'shift+p',
      more: 1,
      unavailable: targets.length > 1 ? t('onlyOne') : whyNot('edit', targets),
      run: () => actions.getState().ask('setPriority', targets),
    },
    {
      id: 'ticket.major',
      label: t(isMajor ? 'unmarkMajor' : 'markMajor'),
      group,
      icon: IconUrgent,
      more: 2,
      unavailable: targets.length > 1 ? t('onlyOne') : whyNot('edit', targets),
      run: () => markMajor(targets, !isMajor),
    },
    write('workNote', IconLock, 'n'),
    write('comment', IconMessage, 'm'),
    write('reply', IconMessageReply, 'r'),
  ]);
};
