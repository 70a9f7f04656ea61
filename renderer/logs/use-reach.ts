import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText, type ShownFailure } from '#renderer/ui/failure-banner.tsx';
import type { LogBookmark } from '#shared/logs/bookmark.ts';
import { MAX_WINDOW } from '#shared/logs/limits.ts';
import type { Level } from '#shared/logs/line.ts';

/** Where a line stands in its file, and when it was written, which tells where it is in a view. */
export type LinePlace = Pick<LogBookmark, 'sourceId' | 'generation' | 'line' | 'lineAt'>;

export interface Reach {
  readonly toLevel: (level: Level, backwards: boolean) => Promise<void>;
  /** Refused as it is told. */
  readonly toTime: (at: string) => Promise<ShownFailure | undefined>;
  readonly toLine: (place: LinePlace) => Promise<void>;
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
    toLine: async ({ sourceId, generation, line, lineAt }) => {
      const near = lineAt === null ? undefined : await client.call('logs.rankAt', { viewId, at: lineAt });
      if (near && !near.ok) {
        say(near.failure);
        return;
      }
      const from = near ? near.value.rank : Math.max(0, line - MAX_WINDOW / 2);
      const answer = await client.call('logs.window', { viewId, from, count: MAX_WINDOW, fields: false, search: null });
      if (!answer.ok) {
        say(answer.failure);
        return;
      }
      const found = answer.value.lines.find(
        (each) => each.sourceId === sourceId && each.generation === generation && each.line === line,
      );
      if (found) onFocus(found.rank);
      else announce({ tone: 'refused', text: t('bookmarkHidden') });
    },
  };
};
