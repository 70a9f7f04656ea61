import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText, type ShownFailure } from '#renderer/ui/failure-banner.tsx';
import type { LogBookmark } from '#shared/logs/bookmark.ts';
import type { Level } from '#shared/logs/line.ts';

/** Where a line stands in its file, and what it is known by again. */
export interface LinePlace extends Pick<LogBookmark, 'sourceId' | 'file' | 'generation' | 'line' | 'lineAt'> {
  /** How it begins, where somebody kept that: it is known again by it. */
  readonly text: string | null;
}

export interface Reach {
  readonly toLevel: (level: Level, backwards: boolean) => Promise<void>;
  /** Refused as it is told. */
  readonly toTime: (at: string) => Promise<ShownFailure | undefined>;
  /** False where the view does not show it. */
  readonly toLine: (place: LinePlace) => Promise<boolean>;
}

/** Ways to a line of the view that is not in sight. */
export const useReach = (
  viewId: string,
  total: number,
  focusRank: number | null,
  onFocus: (rank: number) => void,
): Reach => {
  const { t } = useTranslation('logs');
  const client = useClient();
  const failureText = useFailureText();
  const say = (failure: ShownFailure) => announce({ tone: 'refused', text: failureText(failure) });

  const toTime = async (at: string): Promise<ShownFailure | undefined> => {
    const answer = await client.call('logs.rankAt', { viewId, at });
    if (!answer.ok) return answer.failure;
    if (total > 0) onFocus(Math.min(answer.value.rank, total - 1));
    return undefined;
  };
  return {
    toTime,
    toLevel: async (level, backwards) => {
      if (total === 0) return;
      // With no line in focus one looks for the newest.
      const from = focusRank === null ? total - 1 : focusRank + (backwards ? -1 : 1);
      const isBack = backwards || focusRank === null;
      const answer =
        from < 0 || from >= total
          ? undefined
          : await client.call('logs.nextLevel', { viewId, from, levels: [level], backwards: isBack });
      if (answer && !answer.ok) say(answer.failure);
      else if (answer === undefined || answer.value.rank === null)
        announce({ tone: 'refused', text: isBack ? t('noErrorBefore') : t('noErrorAfter') });
      else onFocus(answer.value.rank);
    },
    toLine: async ({ sourceId, file = null, generation, line, lineAt, text }) => {
      const answer = await client.call('logs.rankOf', { viewId, sourceId, file, generation, line, text, at: lineAt });
      if (!answer.ok) say(answer.failure);
      else if (answer.value.rank !== null) onFocus(answer.value.rank);
      return !answer.ok || answer.value.rank !== null;
    },
  };
};
