/** The system's name for what went wrong (`ENOSPC`, `EIO` …), null for errors that are not the system's. */
export const errnoOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
