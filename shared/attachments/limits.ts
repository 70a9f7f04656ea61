/** Largest single file. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;
/** All files of one ticket together, those removed left out. */
export const MAX_TICKET_BYTES = 100 * 1024 * 1024;
/** Bytes in one message, before base64. */
export const PIECE_BYTES = 256 * 1024;
/** Files in one command. */
export const MAX_FILES_AT_ONCE = 50;
/** Longest name, in UTF-16 units; what is longer loses its middle. */
export const MAX_FILE_NAME = 180;
/** Bytes that tell what kind of file it is. */
export const SNIFF_BYTES = 8 * 1024;
