/** What features add to their line in the navigation: a component each, since it calls the feature's own hooks. */
import type { ComponentType, ReactNode } from 'react';
import { useAlertCounts } from '#renderer/alerts/alert-count.ts';
import { useFailingCount } from '#renderer/checks/failing-count.ts';
import { useDraftCount } from '#renderer/drafts/draft-count.ts';
import { useWaitingCount } from '#renderer/handover/waiting.ts';
import { useProblemCount } from '#renderer/problems/problem-count.ts';
import { useQueueCount, useQueueViews } from '#renderer/queue/navigation.ts';
import { useUnreadMentions, useUnreadWatched } from '#renderer/watching/inbox-counts.ts';
import type { NavigationView } from './navigation-view.ts';

export interface NavigationExtras {
  /** The number at the right of the line; undefined shows none. */
  readonly count?: number | undefined;
  /** Of these, so many wait for somebody: marked, in the rail too. */
  readonly waiting?: number | undefined;
  /** Lines under “Views”. */
  readonly views?: readonly NavigationView[] | undefined;
}

export interface ExtrasProps {
  readonly children: (extras: NavigationExtras) => ReactNode;
}

/** What several features add to their lines, in their order. */
export const AllExtras = ({
  of,
  children,
}: {
  readonly of: readonly (ComponentType<ExtrasProps> | undefined)[];
  readonly children: (all: readonly NavigationExtras[]) => ReactNode;
}): ReactNode => {
  if (of.length === 0) return children([]);
  const [First, ...rest] = of;
  const following = (extras: NavigationExtras) => (
    <AllExtras of={rest}>{(others) => children([extras, ...others])}</AllExtras>
  );
  return First ? <First>{following}</First> : following({});
};

export const QueueExtras = ({ children }: ExtrasProps) =>
  children({ count: useQueueCount(), views: useQueueViews({ watching: useUnreadWatched() }) });

export const AlertExtras = ({ children }: ExtrasProps) => {
  const { open, unseen } = useAlertCounts();
  return children({ count: open || undefined, waiting: unseen || undefined });
};

/** Checks that fail now. */
export const CheckExtras = ({ children }: ExtrasProps) => {
  const count = useFailingCount();
  return children({ count, waiting: count });
};

export const DraftExtras = ({ children }: ExtrasProps) => children({ count: useDraftCount() });

/** Hand-overs that wait to be taken note of. */
export const HandoverExtras = ({ children }: ExtrasProps) => children({ count: useWaitingCount() });

export const ProblemExtras = ({ children }: ExtrasProps) => children({ count: useProblemCount() });

export const MentionExtras = ({ children }: ExtrasProps) => children({ count: useUnreadMentions() });
