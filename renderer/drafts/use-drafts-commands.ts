import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMoveCommands } from '#renderer/ui/use-move-commands.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';

interface DraftsCommands {
  readonly isEmpty: boolean;
  readonly onMove: (by: number) => void;
  readonly onOpen: () => void;
  /** Undefined: not for this role. */
  readonly onNew: (() => void) | undefined;
  /** Why no ticket can be begun now. */
  readonly newBlocked: string | undefined;
}

/** The same keys as in the queue. */
export const useDraftsCommands = ({ isEmpty, onMove, onOpen, onNew, newBlocked }: DraftsCommands): void => {
  const { t } = useTranslation('drafts');
  const group = t('drafts');
  const unavailable = isEmpty ? t('empty') : undefined;
  useCommands('drafts', [
    {
      id: 'drafts.open',
      label: t('open'),
      key: 'Enter',
      group,
      keyOnly: true,
      unavailable,
      status: { order: 2, label: t('keys.open') },
      run: onOpen,
    },
    ...(onNew
      ? [
          {
            id: 'drafts.new',
            label: t('newTicket'),
            key: 'c',
            group,
            icon: IconPlus,
            unavailable: newBlocked,
            status: { order: 3, label: t('keys.new') },
            run: onNew,
          },
        ]
      : []),
  ]);
  useMoveCommands(
    'drafts',
    { group, next: t('next'), previous: t('previous'), move: t('keys.move'), unavailable },
    onMove,
  );
};
