/** RFC 3339, of ms since epoch. */
export const isoOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
