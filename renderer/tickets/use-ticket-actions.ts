import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSession, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { isAllowed } from '#shared/accounts/roles.ts';
import type { Failure } from '#shared/base/result.ts';
import { allowedActions, nextState } from '#shared/tickets/actions.ts';
import {
  actionStore,
  isAsking,
  textKinds,
  type ActionTarget,
  type ButtonAction,
  type TextKind,
} from './action-store.ts';
import { perform, type ActionInput } from './perform.ts';
import { ticketStore } from './ticket-store.ts';

interface TicketActions {
  /** Does it at once, or opens the dialog that asks for what it needs. */
  readonly begin: (action: ButtonAction, targets: readonly ActionTarget[]) => void;
  /** Carries the move out and says what became of it; answers the refusal when there was one ticket and it was refused. */
  readonly carryOut: (input: ActionInput, targets: readonly ActionTarget[]) => Promise<Failure | undefined>;
  readonly markMajor: (targets: readonly ActionTarget[], major: boolean) => void;
  /** Why `action` cannot be done to these tickets now; undefined if it can, to one of them at least. */
  readonly whyNot: (action: ButtonAction | TextKind | 'edit', targets: readonly ActionTarget[]) => string | undefined;
}

const isText = (action: ButtonAction | TextKind): action is TextKind => textKinds.some((kind) => kind === action);

export const useTicketActions = (): TicketActions => {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const { roles } = useSession();
  const actions = useSessionStore(actionStore);
  const ticket = useSessionStore(ticketStore);
  const failureText = useFailureText();
  const format = useFormat();

  const carryOut = useCallback(
    async (input: ActionInput, targets: readonly ActionTarget[]): Promise<Failure | undefined> => {
      const { done, refused: all } = await perform(client, input, targets);
      for (const { detail } of done) ticket.getState().take(detail);
      const asks =
        input.action === 'close' && input.children === null
          ? all.filter(({ failure }) => failure.code === 'ticket.children-open')
          : [];
      const refused = all.filter((each) => !asks.includes(each));
      if (asks.length > 0) {
        actions.getState().ask(
          'close',
          asks.map(({ target }) => target),
        );
        if (done.length + refused.length === 0) return undefined;
      }
      const [only] = targets;
      const [firstRefused] = refused;
      const until = 'until' in input ? format.moment(input.until, Date.now()) : '';
      const name =
        input.action === 'assign'
          ? (input.assignee?.name ?? input.group ?? '')
          : input.action === 'merge'
            ? input.into.number
            : '';
      if (targets.length === 1 && only) {
        if (firstRefused) return firstRefused.failure;
        announce({ tone: 'done', text: t(`done.${input.action}`, { number: only.number, until, name }) });
        return undefined;
      }
      const said = t(`doneMany.${input.action}`, { count: done.length, until, name });
      if (firstRefused) {
        const why = failureText(firstRefused.failure);
        const count = refused.length;
        const text = done.length > 0 ? t('doneSome', { done: said, count, why }) : t('doneNone', { count, why });
        announce({ tone: 'refused', text });
      } else announce({ tone: 'done', text: said });
      return undefined;
    },
    [client, actions, ticket, t, format, failureText],
  );

  const whyNot = useCallback(
    (action: ButtonAction | TextKind | 'edit', targets: readonly ActionTarget[]): string | undefined => {
      const [first] = targets;
      if (!first) return t('noTicket');
      if (!isAllowed(roles, 'tickets.work')) return t('cannotWork');
      if (targets.some((target) => allowedActions(target.state, roles).includes(action))) return undefined;
      if (!targets.some((target) => nextState(target.state, action) !== undefined)) {
        const states = format.series([...new Set(targets.map(({ state }) => t(`state.${state}`)))]);
        // Each edit has a name of its own, which stands where this is said.
        if (action === 'edit') return t('notInState', { state: states });
        const name = isText(action) ? t(`write.${action}`) : t(`action.${action}`);
        return t('cannotIn', { count: targets.length, action: name, states });
      }
      return action === 'assign' ? t('cannotAssign') : t('cannotReopen');
    },
    [roles, t, format],
  );

  const begin = useCallback(
    (action: ButtonAction, targets: readonly ActionTarget[]) => {
      if (isAsking(action)) {
        actions.getState().ask(action, targets);
        return;
      }
      void carryOut(action === 'close' ? { action, children: null } : { action }, targets).then((failure) => {
        if (failure) announce({ tone: 'refused', text: failureText(failure) });
      });
    },
    [actions, carryOut, failureText],
  );

  const markMajor = useCallback(
    ([target]: readonly ActionTarget[], major: boolean) => {
      if (!target) return;
      void client.call('priority.setMajor', { ticketId: target.id, major }).then((answer) => {
        if (answer.ok) {
          ticket.getState().take(answer.value);
          announce({ tone: 'done', text: t(major ? 'done.major' : 'done.notMajor', { number: target.number }) });
        } else announce({ tone: 'refused', text: failureText(answer.failure) });
      });
    },
    [client, ticket, t, failureText],
  );

  return { begin, carryOut, markMajor, whyNot };
};
