import type { ReactNode } from 'react';
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx';
import type { LogBookmark } from '#shared/logs/bookmark.ts';
import type { LogFilter } from '#shared/logs/filter.ts';
import type { Gap, LogLine } from '#shared/logs/line.ts';
import type { Histogram, SourceList } from '#shared/logs/operations.ts';
import type { SourceRow } from '#shared/logs/source.ts';
import { ColumnsDialog } from './columns-dialog.tsx';
import { BookmarksDialog } from './bookmarks-dialog.tsx';
import { FilterDialog } from './filter-dialog.tsx';
import type { ChosenFilter } from './logs-store.ts';
import { SourceDialog } from './source-dialog.tsx';
import { TimeDialog } from './time-dialog.tsx';
import type { BegunFilter } from './use-chosen-filters.ts';
import type { LineCache } from './line-cache.ts';
import { NoteDialog } from './note-dialog.tsx';
import { OpenTicketDialog } from './open-ticket-dialog.tsx';
import type { useBookmarks } from './use-bookmarks.ts';
import type { Columns } from './use-columns.ts';
import type { OpenTicketQuestion } from './use-make-ticket.ts';
import type { LinePlace, Reach } from './use-reach.ts';
import classes from './logs.module.css';

export type OpenDialog =
  | { readonly kind: 'source'; readonly source: SourceRow | undefined }
  | { readonly kind: 'filter'; readonly begun: BegunFilter }
  | { readonly kind: 'note'; readonly place: LinePlace; readonly note: string | undefined }
  /** Asked for only where a note would be gone with it. */
  | { readonly kind: 'drop'; readonly bookmark: LogBookmark }
  | { readonly kind: 'openTicket'; readonly question: OpenTicketQuestion }
  | { readonly kind: 'time' | 'bookmarks' | 'sources' | 'columns' };

interface LogsDialogsProps {
  readonly dialog: OpenDialog | undefined;
  readonly host: SourceList['host'] | undefined;
  readonly names: ReadonlyMap<string, string>;
  readonly saved: readonly LogFilter[];
  readonly kept: ReturnType<typeof useBookmarks>;
  readonly columns: Columns;
  readonly lines: LineCache<LogLine, Gap>;
  /** The sources, where there is no room for them beside the lines. */
  readonly pane: ReactNode;
  /** When the lines were written; undefined where that is not known. */
  readonly times: Histogram | undefined;
  /** `before` is the source as it was; undefined for a new one. */
  readonly onSource: (source: { readonly id: string }, before: SourceRow | undefined) => void;
  readonly onFilter: (filter: ChosenFilter, before: string | null) => void;
  readonly onTime: Reach['toTime'];
  readonly onLine: (place: LinePlace) => void;
  readonly onDialog: (dialog: OpenDialog) => void;
  readonly onClose: () => void;
}

/** What is asked above the logs, one at a time. */
export const LogsDialogs = (props: LogsDialogsProps) => {
  const { t } = useTranslation('logs');
  const { t: ui } = useTranslation('ui');
  const mayChoose = useAllowed('logs.choose');
  const {
    dialog,
    host,
    names,
    saved,
    kept,
    columns,
    lines,
    pane,
    times,
    onSource,
    onFilter,
    onTime,
    onLine,
    onDialog,
    onClose,
  } = props;
  switch (dialog?.kind) {
    case 'sources':
      return (
        <Modal opened title={t('sources')} closeButtonProps={{ 'aria-label': ui('close') }} onClose={onClose}>
          <div className={classes['paneDialog']}>{pane}</div>
        </Modal>
      );
    case 'source':
      return (
        host && (
          <SourceDialog
            source={dialog.source}
            host={host}
            onDone={(source) => onSource(source, dialog.source)}
            onClose={onClose}
          />
        )
      );
    case 'filter':
      return (
        <FilterDialog
          begun={dialog.begun}
          saved={saved}
          onDone={(filter) => onFilter(filter, dialog.begun.id)}
          onClose={onClose}
        />
      );
    case 'columns':
      return <ColumnsDialog columns={columns} lines={[...lines.kept()]} onClose={onClose} />;
    case 'time':
      return (
        times &&
        times.from !== null &&
        times.to !== null && <TimeDialog oldest={times.from} newest={times.to} onGo={onTime} onClose={onClose} />
      );
    case 'bookmarks':
      return (
        <BookmarksDialog
          bookmarks={kept.bookmarks}
          names={names}
          onGo={(bookmark) => {
            onClose();
            onLine(bookmark);
          }}
          change={
            mayChoose
              ? {
                  // Where it is, so that one sees what one writes about.
                  onNote: (bookmark) => {
                    onLine(bookmark);
                    onDialog({ kind: 'note', place: bookmark, note: bookmark.note });
                  },
                  onDrop: (bookmark) => {
                    if (bookmark.note === '') void kept.remove(bookmark);
                    else onDialog({ kind: 'drop', bookmark });
                  },
                }
              : undefined
          }
          onClose={onClose}
        />
      );
    case 'note':
      return (
        <NoteDialog
          place={dialog.place}
          note={dialog.note}
          onSave={(note) => kept.write(dialog.place, note)}
          onClose={onClose}
        />
      );
    case 'openTicket':
      return <OpenTicketDialog question={dialog.question} onClose={onClose} />;
    case 'drop':
      return (
        <ConfirmDialog
          opened
          danger
          title={t('dropTitle', { line: dialog.bookmark.line })}
          confirm={t('remove')}
          onConfirm={() => {
            void kept.remove(dialog.bookmark);
            onClose();
          }}
          onClose={onClose}
        >
          <p>{t('dropText')}</p>
          <p className={classes['noteText']}>{dialog.bookmark.note}</p>
        </ConfirmDialog>
      );
    default:
      return null;
  }
};
