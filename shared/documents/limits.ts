/** A catalogue that people look through, on one desk. */
export const MAX_DOCUMENTS = 5_000;
export const MAX_DOCUMENT_TITLE = 200;
export const MAX_VERSION_LABEL = 60;
export const MAX_VERSION_NOTE = 2_000;
export const MAX_TAGS = 20;
export const MAX_TAG = 60;
export const MAX_PLACE = 2_000;
/** Longest path of any system that this runs on. */
export const MAX_PATH = 4_096;
