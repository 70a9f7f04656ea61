import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { copyText } from '#renderer/ui/copy-text.ts';
import { useFailureText, type ShownFailure } from '#renderer/ui/failure-banner.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { MAX_WHOLE_TEXT, MAX_WINDOW } from '#shared/logs/limits.ts';
import type { LogLine } from '#shared/logs/line.ts';
import type { SourceRow } from '#shared/logs/source.ts';
import { MOST_COPIED, MOST_SAVED, takeLines } from './take-lines.ts';
import { useMakeTicket, type OpenTicketQuestion } from './use-make-ticket.ts';

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
  /** The problem of the lines has an open ticket. */
  readonly onOpenTicket: (question: OpenTicketQuestion) => void;
}

/** What can be done with the line in focus, or the selected ones. */
export const useLineActs = ({ viewId, total, line, selection, sources, onOpenTicket }: Subject) => {
  const { t } = useTranslation('logs');
  const client = useClient();
  const failureText = useFailureText();
  const makeTicket = useMakeTicket(viewId, onOpenTicket);
  const refused = (failure: ShownFailure) => announce({ tone: 'refused', text: failureText(failure) });
  const withCut = (done: string, cut: number): string =>
    cut === 0 ? done : `${done}. ${t('linesCut', { count: cut, most: MAX_WHOLE_TEXT })}`;
  return {
    copy: async () => {
      if (!selection) return;
      const [from, to] = selection;
      const first = from === to ? Math.max(0, from - AROUND) : from;
      const all = (from === to ? Math.min(total - 1, from + AROUND) : to) - first + 1;
      const most = Math.min(all, MOST_COPIED.lines);
      const taken = await takeLines(client, viewId, first, first + most - 1, MOST_COPIED.text);
      if (!taken.ok) {
        refused(taken.failure);
        return;
      }
      const { count } = taken;
      const done = withCut(count < all ? t('copiedFirst', { count, all }) : t('copied', { count }), taken.cut);
      await copyText(taken.pieces.join('').replace(/\n$/u, ''), { done, failed: t('copyFailed') });
    },
    /** All lines that are shown, or those that are selected. */
    save: async () => {
      const isSelection = selection !== undefined && selection[1] > selection[0];
      const [first, last] = isSelection ? selection : [0, total - 1];
      const all = last - first + 1;
      if (all > MOST_SAVED.lines) {
        announce({ tone: 'refused', text: t('tooManyToSave', { count: all, most: MOST_SAVED.lines }) });
        return;
      }
      const taken = await takeLines(client, viewId, first, last, MOST_SAVED.text);
      if (!taken.ok) {
        refused(taken.failure);
        return;
      }
      saveFile(t('linesFileName'), new Blob([...taken.pieces], { type: 'text/plain;charset=utf-8' }));
      const { count } = taken;
      const done = count < all ? t('savedFirst', { count, all }) : t('linesSaved', { count });
      announce({ tone: 'done', text: withCut(done, taken.cut) });
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
