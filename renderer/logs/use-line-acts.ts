import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { copyText } from '#renderer/ui/copy-text.ts';
import { useFailureText, type ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { MAX_WINDOW } from '#shared/logs/limits.ts';
import type { LogLine } from '#shared/logs/line.ts';
import type { SourceRow } from '#shared/logs/source.ts';
import { MOST_COPIED, MOST_SAVED, takeLines } from './take-lines.ts';
import { useMakeTicket } from './use-make-ticket.ts';

/** Lines to each side that are taken along with one. */
const AROUND = 20;

type Taken = InputOf<'logs.excerpt'>['lines'];

/** For a ticket: several selected lines as they are, as many as an answer holds; one line with those around it. */
const takenOf = ([first, last]: readonly [first: number, last: number]): Taken =>
  first === last
    ? { rank: first, around: AROUND }
    : { ranks: Array.from({ length: Math.min(MAX_WINDOW, last - first + 1) }, (_, index) => first + index) };

interface Subject {
  readonly viewId: string;
  /** Lines that are shown. */
  readonly total: number;
  readonly line: LogLine | undefined;
  readonly selection: readonly [first: number, last: number] | undefined;
  readonly sources: readonly SourceRow[];
}

/** What can be done with the line in focus, or the selected ones. */
export const useLineActs = ({ viewId, total, line, selection, sources }: Subject) => {
  const { t } = useTranslation('logs');
  const client = useClient();
  const failureText = useFailureText();
  const makeTicket = useMakeTicket(viewId);
  const refused = (failure: ShownFailure) => announce({ tone: 'refused', text: failureText(failure) });
  return {
    copy: async () => {
      if (!selection) return;
      const [from, to] = selection;
      const first = from === to ? Math.max(0, from - AROUND) : from;
      const all = (from === to ? Math.min(total - 1, from + AROUND) : to) - first + 1;
      const count = Math.min(all, MOST_COPIED);
      const taken = await takeLines(client, viewId, first, first + count - 1);
      if (!taken.ok) {
        refused(taken.failure);
        return;
      }
      const done = count < all ? t('copiedFirst', { count, all }) : t('copied', { count });
      await copyText(taken.pieces.join('').replace(/\n$/u, ''), { done, failed: t('copyFailed') });
    },
    /** All lines that are shown, or those that are selected. */
    save: async () => {
      const isSelection = selection !== undefined && selection[1] > selection[0];
      const [first, last] = isSelection ? selection : [0, total - 1];
      const count = last - first + 1;
      if (count > MOST_SAVED) {
        announce({ tone: 'refused', text: t('tooManyToSave', { count, most: MOST_SAVED }) });
        return;
      }
      const taken = await takeLines(client, viewId, first, last);
      if (!taken.ok) {
        refused(taken.failure);
        return;
      }
      saveFile(t('linesFileName'), new Blob([...taken.pieces], { type: 'text/plain;charset=utf-8' }));
      announce({ tone: 'done', text: t('linesSaved', { count }) });
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
