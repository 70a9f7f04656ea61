/** What a feature that imports a list asks of the files that people hand over; `core/imports` fills it, `open-features.ts` passes it in. */
import type { Result } from '#shared/base/result.ts';
import type { Reading } from '#shared/imports/plan.ts';
import type { Turns } from './turns.ts';
import type { Session } from './session.ts';

/** A row that cannot be cut into cells has none. Row 1 is the header. */
export interface TableRow {
  readonly number: number;
  readonly cells: readonly string[] | null;
}

export interface Table {
  readonly fileName: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly reading: Reading;
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TablePort {
  /** The whole file as rows of cells; `reading` null sniffs charset and delimiter. Refused as `import.unreadable` or `record.not-found`. */
  read(importId: string, session: Session, reading: Reading | null): Promise<Result<Table>>;
  /** Long work on it: gives way to others, and tells how far it is. */
  work(
    importId: string,
  ): Turns & { progress(phase: 'checking' | 'writing' | 'undoing', done: number, total: number): void };
  /** Drops the file. */
  discard(importId: string, session: Session): void;
}
