/** What features add to their line in the navigation: a component each, since it calls the feature's own hooks. */
import type { ReactNode } from 'react';
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
  /** Lines under “Views”. */
  readonly views?: readonly NavigationView[] | undefined;
}

export interface ExtrasProps {
  readonly children: (extras: NavigationExtras) => ReactNode;
}

export const QueueExtras = ({ children }: ExtrasProps) =>
  children({ count: useQueueCount(), views: useQueueViews({ watching: useUnreadWatched() }) });

/** Checks that fail now. */
export const CheckExtras = ({ children }: ExtrasProps) => children({ count: useFailingCount() });

export const DraftExtras = ({ children }: ExtrasProps) => children({ count: useDraftCount() });

/** Hand-overs that wait to be taken note of. */
export const HandoverExtras = ({ children }: ExtrasProps) => children({ count: useWaitingCount() });

export const ProblemExtras = ({ children }: ExtrasProps) => children({ count: useProblemCount() });

export const MentionExtras = ({ children }: ExtrasProps) => children({ count: useUnreadMentions() });
