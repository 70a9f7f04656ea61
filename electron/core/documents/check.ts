import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { findingId, type Finding, type Sight } from '#shared/documents/finding.ts';
import type { Document } from '#shared/documents/document.ts';
import type { CheckResult, ReadingProgress } from '#shared/documents/operations.ts';
import type { DocumentRow } from '#shared/documents/row.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import type { Unit } from '../unit.ts';
import type { DocumentIndex } from './document-index.ts';
import { lookAt } from './look.ts';
import { cancelled, type FileReading, type Readings } from './readings.ts';
import { stageSight } from './stage-document.ts';

/** Findings of one commit. */
const AT_ONCE = 100;
/** A file that takes long should not keep what was found before from the screen. */
const AT_LATEST_MS = 1_000;

interface Seen {
  readonly row: DocumentRow;
  readonly path: string | null;
  readonly sight: Sight;
}

/** Stages what was found; of a document that has become another since, it says nothing. */
const stageFinding = (unit: Unit, { row, path, sight }: Seen): void => {
  const document = unit.get<Document>('document', row.id);
  const before = unit.get<Finding>('documentFinding', findingId(row.id));
  if (document?.version?.file.sha256 !== row.sha256 || document.storage !== row.storage) return;
  if ((before?.path ?? null) !== path) return;
  stageSight(unit, document, path, sight);
};

/** Reads files of documents and notes what they are, one run at a time. */
export class DocumentCheck {
  readonly #desk: Desk;
  readonly #index: DocumentIndex;
  readonly #readings: Readings;
  #running: FileReading | undefined;

  constructor(desk: Desk, index: DocumentIndex, readings: Readings) {
    this.#desk = desk;
    this.#index = index;
    this.#readings = readings;
  }

  get progress(): ReadingProgress | null {
    return this.#running?.progress ?? null;
  }

  /**
   * `document.busy` while another run goes on. What was found before it is cancelled, or before the disk refuses, stays. The trail says who had what
   * number of files read, and what came of it.
   */
  run(jobId: string, actor: Actor, rows: readonly DocumentRow[]): Promise<Result<CheckResult>> {
    if (this.#running) return Promise.resolve(refuse('document.busy', 'documents are being checked already'));
    return this.#readings.run(jobId, async (reading) => {
      this.#running = reading;
      try {
        return await this.#run(reading, actor, rows);
      } finally {
        this.#running = undefined;
      }
    });
  }

  async #run(reading: FileReading, actor: Actor, rows: readonly DocumentRow[]): Promise<Result<CheckResult>> {
    const { ambient } = this.#desk;
    const refused = this.#desk.writeRefusal();
    if (refused) return refused;
    reading.expect(
      rows.length,
      rows.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    );
    const result = { checked: 0, changed: 0, missing: 0, unsettled: 0 };
    let seen: Seen[] = [];
    let noted = ambient.mono();
    const note = async (last: boolean): Promise<Result<null>> => {
      const batch = seen;
      seen = [];
      noted = ambient.mono();
      return this.#desk.commit(actor, (unit) => {
        for (const each of batch) stageFinding(unit, each);
        if (last)
          unit.audit({
            action: 'document.check',
            object: null,
            after: { ...result, of: rows.length, complete: !reading.signal.aborted },
          });
        return succeed(null);
      });
    };
    for (const row of rows) {
      const path = this.#index.finding(row.id)?.path ?? null;
      const look = await lookAt(this.#desk, row, path, reading);
      if (look?.found === 'cancelled') break;
      reading.fileDone();
      if (look === undefined) continue;
      if (look.found === 'unsettled') {
        result.unsettled++;
        continue;
      }
      result.checked++;
      if (look.found === 'changed') result.changed++;
      if (look.found === 'fault') result.missing++;
      seen.push({ row, path, sight: look });
      if (seen.length < AT_ONCE && ambient.mono() - noted < AT_LATEST_MS) continue;
      const written = await note(false);
      if (!written.ok) return written;
    }
    const written = await note(true);
    if (!written.ok) return written;
    return reading.signal.aborted ? cancelled() : succeed(result);
  }
}
