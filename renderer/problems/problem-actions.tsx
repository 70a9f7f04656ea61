import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import type { ProblemDetail } from '#shared/problems/operations.ts';
import type { ProblemState } from '#shared/problems/problem.ts';
import { problemDialogsStore } from './problem-dialogs-store.ts';
import { actionOf, useProblemActions, type ProblemButton } from './use-problem-actions.ts';
import classes from '#renderer/ui/record-panel.module.css';

/** The moves that get a button in each state, in the order of use; cancelling and linking stand in the menu. */
const buttons: Readonly<Record<ProblemState, readonly ProblemButton[]>> = {
  new: ['investigate', 'workaround', 'assign', 'resolve'],
  investigating: ['workaround', 'assign', 'resolve'],
  known_error: ['workaround', 'assign', 'resolve'],
  resolved: ['close', 'reopen'],
  closed: [],
  cancelled: [],
};

/** Also the keys of the list and the palette. */
export const problemKeys: Readonly<Partial<Record<ProblemButton, string>>> = {
  investigate: 's',
  workaround: 'b',
  assign: 'a',
  resolve: 'e',
  close: 'shift+e',
};

/** What can be done with the problem now. One that this person may not do stays, and says why; who only reads sees just that. */
export const ProblemActionBar = ({ detail }: { readonly detail: ProblemDetail }) => {
  const { t } = useTranslation('problems');
  const { begin, whyNot } = useProblemActions();
  const dialogs = useSessionStore(problemDialogsStore);
  const canWork = useAllowed('problems.work');
  const shown = buttons[detail.problem.state];
  if (shown.length === 0) return null;
  if (!canWork) return <p className={classes['readOnly']}>{t('cannotWork')}</p>;
  const refusals = [...new Set(shown.flatMap((button) => whyNot(actionOf(button), detail) ?? []))];
  const cancelReason = whyNot('cancel', detail);
  return (
    <div className={classes['actions']}>
      {shown.map((button) => {
        const reason = whyNot(actionOf(button), detail);
        const key = problemKeys[button];
        return (
          <Button
            key={button}
            aria-disabled={reason !== undefined || undefined}
            title={reason}
            rightSection={key !== undefined && <KeyHint keys={key} />}
            onClick={() => {
              if (reason === undefined) begin(button, detail);
            }}
          >
            {t(`action.${button}`)}
          </Button>
        );
      })}
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
          <Menu.Item
            rightSection={<KeyHint keys="o" />}
            onClick={() => dialogs.getState().open({ kind: 'linkTicket', detail })}
          >
            {t('linkTicket')}
          </Menu.Item>
          {detail.problem.state !== 'resolved' && (
            <Menu.Item
              disabled={cancelReason !== undefined}
              title={cancelReason}
              onClick={() => begin('cancel', detail)}
            >
              {`${t('action.cancel')}…`}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {refusals.length > 0 && <p className="small soft">{refusals.join(' · ')}</p>}
    </div>
  );
};
