/** Bytes of a folder's files in one message, before base64. */
export const EXCHANGE_CHUNK_BYTES = 512 * 1024;
/** A folder or an archive, packed or unpacked: it is held in memory, never on disk. */
export const MAX_FOLDER_BYTES = 256 * 1024 * 1024;
export const MAX_FOLDER_FILES = 20_000;
/** One text. Larger ones are no articles, but books or damage. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024;
/** Levels of quotes, lists and elements within each other; no page that people read comes near. */
export const MAX_DEPTH = 100;
/** What an archive may unpack to, as a multiple of what it weighs: text comes to 20, a bomb to a thousand. */
export const MAX_UNPACK_RATIO = 200;
/** Files on one page of what was found. */
export const MAX_FILE_PAGE = 500;
