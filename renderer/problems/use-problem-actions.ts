import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useSession, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { isAllowed } from '#shared/accounts/roles.ts';
import { nextProblemState, type ProblemAction } from '#shared/problems/actions.ts';
import type { ProblemDetail } from '#shared/problems/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { problemDialogsStore } from './problem-dialogs-store.ts';
import { problemStore } from './problem-store.ts';

/** What has a button and a command; `workaround` is `explain` by one of its two ways. */
export const problemButtons = ['investigate', 'workaround', 'assign', 'resolve', 'close', 'reopen', 'cancel'] as const;
export type ProblemButton = (typeof problemButtons)[number];

export const actionOf = (button: ProblemButton): ProblemAction => (button === 'workaround' ? 'explain' : button);

const dialogOf = {
  workaround: 'workaround',
  assign: 'owner',
  resolve: 'resolve',
  reopen: 'reopen',
  cancel: 'cancel',
} as const;

interface ProblemActions {
  /** Does it at once, or opens the dialog that asks for what it needs. */
  readonly begin: (button: ProblemButton, detail: ProblemDetail) => void;
  /** Why it cannot be done now; undefined if it can. */
  readonly whyNot: (action: ProblemAction, detail: ProblemDetail | undefined) => string | undefined;
}

export const useProblemActions = (): ProblemActions => {
  const { t } = useTranslation('problems');
  const client = useClient();
  const { roles } = useSession();
  const dialogs = useSessionStore(problemDialogsStore);
  const problems = useSessionStore(problemStore);
  const failureText = useFailureText();

  const begin = useCallback(
    (button: ProblemButton, detail: ProblemDetail) => {
      if (button !== 'investigate' && button !== 'close') {
        dialogs.getState().open({ kind: dialogOf[button], detail });
        return;
      }
      const { id: problemId, number } = detail.problem;
      void client.call(`problems.${button}`, { problemId }).then((answer) => {
        if (answer.ok) {
          problems.getState().take(answer.value);
          announce({ tone: 'done', text: t(`done.${button}`, { number: shortNumber(number) }) });
        } else announce({ tone: 'refused', text: failureText(answer.failure) });
      });
    },
    [client, dialogs, problems, failureText, t],
  );

  const whyNot = useCallback(
    (action: ProblemAction, detail: ProblemDetail | undefined): string | undefined => {
      if (!detail) return t('noProblem');
      if (!isAllowed(roles, 'problems.work')) return t('cannotWork');
      if (detail.actions.includes(action)) return undefined;
      return nextProblemState(detail.problem.state, action) === undefined
        ? t('notInState', { state: t(`state.${detail.problem.state}`) })
        : t('notYours');
    },
    [roles, t],
  );
  return { begin, whyNot };
};
