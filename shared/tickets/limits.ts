/** Longest title and longest text of a ticket, in UTF-16 units. Here, apart from the schemas, so that forms need not load those. */
export const MAX_TITLE = 300;
export const MAX_TEXT = 100_000;
