/** Sources of one laptop: each may hold a file open. */
export const MAX_SOURCES = 200;
/** Of one source: each is held open, and indexed in memory. */
export const MAX_FILES = 64;
/** Files of one source of which a person says the encoding: more than are read at once, since some are gone at times. */
export const MAX_FILE_ENCODINGS = 256;
/** Files and folders that are looked through for those of one source: a whole disk is not one log. */
export const MAX_NAMES = 50_000;
/** Read side by side in one view. */
export const MAX_VIEW_SOURCES = 16;
export const MAX_VIEW_FILTERS = 20;
/** Views of one window: the screen, and what it looks up beside it. */
export const MAX_VIEWS = 4;
/** Lines in one answer: a screenful and what is scrolled to next. */
export const MAX_WINDOW = 500;
export const MAX_BUCKETS = 60;
/** Lines to each side of one that is taken along. */
export const MAX_AROUND = 200;
export const MAX_SOURCE_NAME = 120;
/** Longest path of any system that this runs on. */
export const MAX_PLACE = 4_096;
export const MAX_PATTERN = 1_000;
export const MAX_FILTER_NAME = 80;
export const MAX_SAVED_FILTERS = 200;
export const MAX_BOOKMARKS = 5_000;
export const MAX_BOOKMARK_NOTE = 500;
/** UTF-16 units of a line that its bookmark keeps. */
export const MAX_KEPT_TEXT = 200;
/** UTF-16 units of a line that leave the thread at most; `length` says how long it is. */
export const MAX_LINE_TEXT = 4_096;
/** UTF-16 units of one line that is asked for alone. */
export const MAX_WHOLE_TEXT = 1_048_576;
/** UTF-16 units of an excerpt, up to which its lines are whole. */
export const MAX_EXCERPT_TEXT = 4 * MAX_WHOLE_TEXT;
/** Patterns of one person may keep the thread this long at a stretch before they are refused. */
export const MAX_PATTERN_MS = 1_000;
/**
 * Of a log that was rotated before it was read first: so many MB of its newest rotated files are read with it. They have to be read, and unpacked,
 * before the newest lines can be shown.
 */
export const MAX_READ_BACK_MB = 256;
