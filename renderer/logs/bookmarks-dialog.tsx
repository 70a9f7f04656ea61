import { ActionIcon, Modal } from '@mantine/core';
import { IconNote, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFocusReturn } from '#renderer/ui/use-focus-return.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import type { LogBookmark } from '#shared/logs/bookmark.ts';
import { sourceOf } from './line-source.ts';
import { messageFrom } from './line-text.ts';
import classes from './logs.module.css';

interface BookmarksDialogProps {
  readonly bookmarks: readonly LogBookmark[];
  readonly names: ReadonlyMap<string, string>;
  readonly onGo: (bookmark: LogBookmark) => void;
  /** Absent for who may not change them. */
  readonly change:
    | { readonly onNote: (bookmark: LogBookmark) => void; readonly onDrop: (bookmark: LogBookmark) => void }
    | undefined;
  readonly onClose: () => void;
}

/** Lines that somebody marked in any source, and the way back to each. */
export const BookmarksDialog = ({ bookmarks, names, onGo, change, onClose }: BookmarksDialogProps) => {
  const { t } = useTranslation('logs');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const now = useNow();
  useFocusReturn();
  return (
    <Modal opened onClose={onClose} title={t('bookmarks')} size={680} closeButtonProps={{ 'aria-label': ui('close') }}>
      {bookmarks.length === 0 ? (
        <p className="soft">{t('noBookmarks')}</p>
      ) : (
        <ul className={classes['bookmarks']}>
          {bookmarks.map((bookmark, place) => (
            <li key={bookmark.id}>
              <button
                type="button"
                className={classes['bookmarkLine']}
                data-autofocus={place === 0 || undefined}
                onClick={() => onGo(bookmark)}
              >
                {/* When it was written stands below. */}
                <span className="mono cut" title={withSigns(bookmark.text)}>
                  {withSigns(bookmark.text.slice(bookmark.lineAt === null ? 0 : messageFrom(bookmark.text)))}
                </span>
                <span className="muted small num">
                  {t('lineOf', {
                    source: sourceOf(names, bookmark),
                    line: bookmark.line,
                    generation: bookmark.generation,
                  })}
                  {bookmark.lineAt !== null && ` · ${format.moment(bookmark.lineAt, now)}`}
                </span>
                {bookmark.note !== '' && <span className={classes['noteText']}>{bookmark.note}</span>}
              </button>
              {change && (
                <>
                  <ActionIcon
                    aria-label={t(bookmark.note === '' ? 'addNoteOf' : 'editNoteOf', { line: bookmark.line })}
                    title={t(bookmark.note === '' ? 'addNoteOf' : 'editNoteOf', { line: bookmark.line })}
                    onClick={() => change.onNote(bookmark)}
                  >
                    <IconNote size={14} stroke={1.6} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    aria-label={t('dropBookmark', { line: bookmark.line })}
                    title={t('dropBookmark', { line: bookmark.line })}
                    onClick={() => change.onDrop(bookmark)}
                  >
                    <IconX size={14} stroke={1.6} aria-hidden />
                  </ActionIcon>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
};
