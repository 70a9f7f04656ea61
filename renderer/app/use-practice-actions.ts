import { IconArrowBackUp, IconRestore, IconSchool } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useClient, useOpenStatus, useSessionStore } from '#renderer/api/session.tsx';
import { practiceStore } from '#renderer/practice/practice-store.ts';
import { useLeave } from '#renderer/practice/use-leave.ts';
import type { CommandIconProps } from '#renderer/ui/commands.ts';

interface PracticeAction {
  readonly id: string;
  readonly label: string;
  readonly icon: ComponentType<CommandIconProps>;
  readonly run: () => void;
}

/** On a real desk the way to the training desk; there the way back, and a fresh start. */
export const usePracticeActions = (): readonly PracticeAction[] => {
  const { t } = useTranslation('app');
  const { practice } = useOpenStatus();
  const { ask } = useStore(useSessionStore(practiceStore));
  const leave = useLeave(useClient());
  return practice
    ? [
        { id: 'practice.leave', label: t('training.leave'), icon: IconArrowBackUp, run: leave },
        { id: 'practice.reset', label: t('training.reset'), icon: IconRestore, run: () => ask('reset') },
      ]
    : [{ id: 'practice.open', label: t('training.open'), icon: IconSchool, run: () => ask('open') }];
};
