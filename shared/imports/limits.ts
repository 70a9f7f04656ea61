/** Bytes of a file in one message, before base64. */
export const IMPORT_CHUNK_BYTES = 512 * 1024;
/** Larger files, packed or unpacked, are refused: they are held in memory, never on disk. */
export const MAX_IMPORT_BYTES = 256 * 1024 * 1024;
export const MAX_IMPORT_ROWS = 500_000;
