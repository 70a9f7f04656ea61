import {
  IconBandage,
  IconCheck,
  IconCircleCheck,
  IconCircleX,
  IconLink,
  IconListDetails,
  IconLock,
  IconPlayerPlay,
  IconPlus,
  IconRotateClockwise,
  IconSearch,
  IconUser,
} from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useSessionStore } from '#renderer/api/session.tsx';
import type { Command } from '#renderer/ui/commands.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { ProblemDetail } from '#shared/problems/operations.ts';
import { problemViews, type ProblemView } from '#shared/problems/search.ts';
import { problemDialogsStore } from './problem-dialogs-store.ts';
import { problemKeys } from './problem-actions.tsx';
import { actionOf, problemButtons, useProblemActions, type ProblemButton } from './use-problem-actions.ts';

interface ProblemsCommands {
  readonly isEmpty: boolean;
  /** The problem in the panel, once it is there. */
  readonly detail: ProblemDetail | undefined;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly onMove: (by: number) => void;
  readonly onOpen: () => void;
  readonly onNew: () => void;
  readonly onNote: () => void;
  readonly onView: (view: ProblemView) => void;
  /** Undefined while no panel is open. */
  readonly onClose: (() => void) | undefined;
  readonly canWork: boolean;
}

const icons: Readonly<Record<ProblemButton, Command['icon']>> = {
  investigate: IconPlayerPlay,
  workaround: IconBandage,
  assign: IconUser,
  resolve: IconCheck,
  close: IconCircleCheck,
  reopen: IconRotateClockwise,
  cancel: IconCircleX,
};

/** The keys of the list, the same as in the queue, and every move of the open problem. */
export const useProblemsCommands = ({
  isEmpty,
  detail,
  searchField,
  onMove,
  onOpen,
  onNew,
  onNote,
  onView,
  onClose,
  canWork,
}: ProblemsCommands): void => {
  const { t } = useTranslation('problems');
  const { begin, whyNot } = useProblemActions();
  const dialogs = useSessionStore(problemDialogsStore);
  const group = t('problems');
  const empty = isEmpty ? t('noProblem') : undefined;
  const moving = (id: string, label: string, key: string, other: string, by: number): Command => ({
    id,
    label,
    key,
    otherKeys: [other],
    group,
    keyOnly: true,
    unavailable: empty,
    status: { order: 1, label: t('keys.move') },
    run: () => onMove(by),
  });
  useCommands('problems', [
    moving('problems.next', t('next'), 'j', 'ArrowDown', 1),
    moving('problems.previous', t('previous'), 'k', 'ArrowUp', -1),
    {
      id: 'problems.open',
      label: t('openProblem'),
      key: 'Enter',
      group,
      keyOnly: true,
      unavailable: empty,
      status: { order: 2, label: t('keys.open') },
      run: onOpen,
    },
    {
      id: 'problems.find',
      label: t('find'),
      key: '/',
      group,
      icon: IconSearch,
      status: { order: 3, label: t('keys.find') },
      run: () => searchField.current?.select(),
    },
    {
      id: 'problems.new',
      label: t('newProblem'),
      key: 'c',
      group,
      icon: IconPlus,
      unavailable: canWork ? undefined : t('cannotWork'),
      status: { order: 4, label: t('keys.new') },
      run: onNew,
    },
    ...problemViews.map((view): Command => ({
      id: `problems.view.${view}`,
      label: `${t('problems')}: ${t(`view.${view}`)}`,
      group,
      icon: IconListDetails,
      run: () => onView(view),
    })),
  ]);

  const act = (button: ProblemButton): Command => ({
    id: `problem.${button}`,
    label: button === 'investigate' || button === 'close' ? t(`action.${button}`) : `${t(`action.${button}`)}…`,
    group: t('thisProblem'),
    icon: icons[button],
    key: problemKeys[button],
    unavailable: whyNot(actionOf(button), detail),
    status:
      button === 'workaround' || button === 'resolve'
        ? { order: button === 'workaround' ? 5 : 6, label: t(`keys.${button}`) }
        : undefined,
    run: () => {
      if (detail) begin(button, detail);
    },
  });
  const panelGroup = t('thisProblem');
  useCommands(
    'problem',
    [
      {
        id: 'problem.closePanel',
        label: t('closePanel'),
        key: 'Escape',
        group: panelGroup,
        keyOnly: true,
        run: () => onClose?.(),
      },
      {
        id: 'problem.before',
        label: t('previousProblem'),
        key: '[',
        group: panelGroup,
        keyOnly: true,
        run: () => onMove(-1),
      },
      {
        id: 'problem.after',
        label: t('nextProblem'),
        key: ']',
        group: panelGroup,
        keyOnly: true,
        run: () => onMove(1),
      },
      ...problemButtons.map(act),
      {
        id: 'problem.linkTicket',
        label: t('linkTicket'),
        group: panelGroup,
        icon: IconLink,
        key: 'o',
        unavailable: whyNot('link', detail),
        run: () => {
          if (detail) dialogs.getState().open({ kind: 'linkTicket', detail });
        },
      },
      {
        id: 'problem.note',
        label: t('action.note'),
        group: panelGroup,
        icon: IconLock,
        key: 'n',
        unavailable: whyNot('note', detail),
        run: onNote,
      },
    ],
    { active: onClose !== undefined },
  );
};
