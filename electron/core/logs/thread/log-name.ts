/** Which log is meant: that of a source, or that of one of its files. */
export interface LogName {
  readonly sourceId: string;
  /** Name of the file among those of its source; null where the source is one log. */
  readonly file: string | null;
}

/** Tells it from all others. */
export const keyOfLog = ({ sourceId, file }: LogName): string => (file === null ? sourceId : `${sourceId}/${file}`);
