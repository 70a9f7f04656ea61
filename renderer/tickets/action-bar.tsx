import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { commandRegistry, useCommandLayers } from '#renderer/ui/command-registry.ts';
import type { Command } from '#renderer/ui/commands.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { nextState, type TicketAction } from '#shared/tickets/actions.ts';
import type { Ticket, TicketState } from '#shared/tickets/ticket.ts';
import type { ButtonAction } from './action-store.ts';
import { useTicketActions } from './use-ticket-actions.ts';
import classes from '#renderer/ui/record-panel.module.css';

/** The moves that get a button in each state, in the order of use; the rest stand in the menu. */
const buttons: Readonly<Record<TicketState, readonly ButtonAction[]>> = {
  new: ['take', 'assign', 'hold', 'resolve'],
  assigned: ['start', 'assign', 'hold', 'resolve'],
  in_progress: ['hold', 'assign', 'resolve'],
  on_hold: ['resume', 'changeHold', 'resolve'],
  resolved: ['close', 'reopen'],
  closed: ['followUp'],
  cancelled: [],
  merged: [],
};

const rest: readonly ButtonAction[] = ['assign', 'returnToQueue', 'merge', 'cancel'];

/** Also the keys of the list and the palette (`use-ticket-commands.ts`). */
export const actionKeys: Readonly<Partial<Record<ButtonAction, string>>> = {
  take: 't',
  assign: 'a',
  start: 's',
  resume: 's',
  hold: 'h',
  changeHold: 'h',
  resolve: 'e',
};

/** What other features offer to do with this ticket (`Command.more`). */
const useOffered = (): readonly Command[] =>
  useCommandLayers()
    .flatMap(({ commands }) => commands.filter(({ more }) => more !== undefined))
    .toSorted((left, right) => (left.more ?? 0) - (right.more ?? 0));

interface ActionBarProps {
  readonly ticket: Ticket;
  /** As the core answered for this ticket and this person. */
  readonly allowed: readonly TicketAction[];
}

/** What can be done with the ticket now. One that this person may not do stays, and says why; who only reads sees just that. */
export const ActionBar = ({ ticket, allowed }: ActionBarProps) => {
  const { t } = useTranslation('tickets');
  const { begin, whyNot } = useTicketActions();
  const offered = useOffered();
  const whyNotThis = (action: ButtonAction): string | undefined =>
    whyNot(action, [ticket]) ??
    (allowed.includes(action) ? undefined : t('notYours', { name: ticket.assignee?.name ?? t('nobody') }));
  const canWork = useAllowed('tickets.work');
  const shown = buttons[ticket.state];
  const more = rest.filter((action) => nextState(ticket.state, action) !== undefined && !shown.includes(action));
  if (shown.length === 0) return null;
  if (!canWork) return <p className={classes['readOnly']}>{t('cannotWork')}</p>;
  const refusals = [...new Set(shown.flatMap((action) => whyNotThis(action) ?? []))];

  return (
    <div className={classes['actions']}>
      {shown.map((action) => {
        const reason = whyNotThis(action);
        const key = actionKeys[action];
        return (
          <Button
            key={action}
            aria-disabled={reason !== undefined || undefined}
            title={reason}
            rightSection={key !== undefined && <KeyHint keys={key} />}
            onClick={() => {
              if (reason === undefined) begin(action, [ticket]);
            }}
          >
            {t(`action.${action}`)}
          </Button>
        );
      })}
      {more.length + offered.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="subtle"
              color="gray"
              className={classes['more']}
              aria-label={t('moreActions')}
              title={t('moreActions')}
            >
              <IconDots size={16} stroke={1.6} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map((action) => {
              const reason = whyNotThis(action);
              const key = actionKeys[action];
              return (
                <Menu.Item
                  key={action}
                  disabled={reason !== undefined}
                  title={reason}
                  rightSection={key !== undefined && <KeyHint keys={key} />}
                  onClick={() => begin(action, [ticket])}
                >
                  {t(`action.${action}`)}
                </Menu.Item>
              );
            })}
            {more.length > 0 && offered.length > 0 && <Menu.Divider />}
            {offered.map((command) => (
              <Menu.Item
                key={command.id}
                disabled={command.unavailable !== undefined}
                title={command.unavailable}
                rightSection={command.key !== undefined && <KeyHint keys={command.key} />}
                onClick={() => commandRegistry.find(command.id)?.run()}
              >
                {command.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {refusals.length > 0 && <p className="small soft">{refusals.join(' · ')}</p>}
    </div>
  );
};
