import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { copyText } from '#renderer/ui/copy-text.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import type { InputOf } from '#shared/contract/index.ts';
import { MAX_WINDOW } from '#shared/logs/limits.ts';
import type { LogLine } from '#shared/logs/line.ts';
import type { SourceRow } from '#shared/logs/source.ts';
import { useMakeTicket } from './use-make-ticket.ts';

/** Lines to each side that are taken along with one. */
const AROUND = 20;

type Taken = InputOf<'logs.excerpt'>['lines'];

/** Several selected lines as they are, as many as an answer holds; one line with those around it. */
const takenOf = ([first, last]: readonly [first: number, last: number]): Taken =>
  first === last
    ? { rank: first, around: AROUND }
    : { ranks: Array.from({ length: Math.min(MAX_WINDOW, last - first + 1) }, (_, index) => first + index) };

interface Subject {
  readonly viewId: string;
  readonly line: LogLine | undefined;
  readonly selection: readonly [first: number, last: number] | undefined;
  readonly sources: readonly SourceRow[];
}

/** What can be done with the line in focus, or the selected ones. */
export const useLineActs = ({ viewId, line, selection, sources }: Subject) => {
  const { t } = useTranslation('logs');
  const client = useClient();
  const failureText = useFailureText();
  const makeTicket = useMakeTicket(viewId);
  return {
    copy: async () => {
      if (!selection) return;
      const excerpt = await client.call('logs.excerpt', { viewId, lines: takenOf(selection) });
      if (!excerpt.ok) {
        announce({ tone: 'refused', text: failureText(excerpt.failure) });
        return;
      }
      const { text } = excerpt.value;
      const count = text.split('\n').length - Number(text.endsWith('\n'));
      await copyText(text, { done: t('copied', { count }), failed: t('copyFailed') });
    },
    makeTicket: async () => {
      if (!selection || !line) return;
      const asset = sources.find(({ id }) => id === line.sourceId)?.assetId ?? null;
      await makeTicket(line, takenOf(selection), asset);
    },
    bookmark: async () => {
      if (!line) return;
      const answer =
        line.bookmark === null
          ? await client.call('logs.bookmark', { viewId, rank: line.rank, note: '' })
          : await client.call('logs.removeBookmark', { bookmarkId: line.bookmark });
      if (!answer.ok) announce({ tone: 'refused', text: failureText(answer.failure) });
    },
  };
};
