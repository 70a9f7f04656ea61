import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { useQuery } from '#renderer/api/use-query.ts';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText, type ShownFailure } from '#renderer/ui/failure-banner.tsx';
import type { Notice } from '#shared/contract/notice.ts';
import type { LogBookmark } from '#shared/logs/bookmark.ts';
import type { LinePlace } from './use-reach.ts';

const concerns = ({ name }: Notice): boolean => name === 'logs.kept';
const none: readonly LogBookmark[] = [];

/** The bookmarks of this laptop, and what is done to those of the view. */
export const useBookmarks = (viewId: string) => {
  const { t } = useTranslation('logs');
  const client = useClient();
  const failureText = useFailureText();
  const { value: bookmarks = none } = useQuery('logs.bookmarks', {}, concerns);
  const notes = useMemo(() => new Map(bookmarks.map(({ id, note }) => [id, note])), [bookmarks]);
  return {
    bookmarks,
    /** By id of the bookmark; empty where nobody wrote one. */
    notes,
    /** Bookmarks the line with that note. It is looked for again: meanwhile others may have come before it. */
    write: async (place: LinePlace, note: string): Promise<ShownFailure | undefined> => {
      const { sourceId, file = null, generation, line, text, lineAt: at } = place;
      const found = await client.call('logs.rankOf', { viewId, sourceId, file, generation, line, text, at });
      if (!found.ok) return found.failure;
      const { rank } = found.value;
      if (rank === null) return { code: 'log.line-hidden', message: t('bookmarkHidden') };
      const kept = await client.call('logs.bookmark', { viewId, rank, note });
      return kept.ok ? undefined : kept.failure;
    },
    remove: async ({ id }: Pick<LogBookmark, 'id'>): Promise<void> => {
      const answer = await client.call('logs.removeBookmark', { bookmarkId: id });
      if (!answer.ok) announce({ tone: 'refused', text: failureText(answer.failure) });
    },
  };
};
