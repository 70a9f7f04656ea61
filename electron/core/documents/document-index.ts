import type { Document } from '#shared/documents/document.ts';
import { findingRow, type Finding, type FindingRow } from '#shared/documents/finding.ts';
import type { DocumentRef, ListedDocument } from '#shared/documents/operations.ts';
import { documentRow, type DocumentRow } from '#shared/documents/row.ts';
import { statesOf } from '#shared/documents/states.ts';
import { compareNumbers } from '#shared/tickets/number.ts';
import type { Desk } from '../desk.ts';

/** The rows of all documents and what is known of their files, kept up with every commit. Lives as long as the desk. */
export class DocumentIndex {
  readonly #rows = new Map<string, DocumentRow>();
  readonly #findings = new Map<string, FindingRow>();

  constructor(desk: Desk) {
    for (const row of desk.records.rows<DocumentRow>('document')) this.#rows.set(row.id, row);
    for (const row of desk.records.rows<FindingRow>('documentFinding')) this.#findings.set(row.documentId, row);
    desk.onApplied(({ puts, removes }) => {
      for (const record of puts) {
        if (record.type === 'document') this.#rows.set(record.id, documentRow(record as Document));
        if (record.type === 'documentFinding') {
          const row = findingRow(record as Finding);
          this.#findings.set(row.documentId, row);
        }
      }
      for (const id of removes) {
        this.#rows.delete(id);
        if (id.startsWith('documentFinding:')) this.#findings.delete(id.replace('documentFinding:', 'document:'));
      }
    });
  }

  get size(): number {
    return this.#rows.size;
  }

  rows(): Iterable<DocumentRow> {
    return this.#rows.values();
  }

  row(documentId: string): DocumentRow | undefined {
    return this.#rows.get(documentId);
  }

  finding(documentId: string): FindingRow | undefined {
    return this.#findings.get(documentId);
  }

  /** With what holds of it on that day. */
  listed(row: DocumentRow, today: string): ListedDocument {
    const finding = this.#findings.get(row.id);
    const sight = finding?.sight ?? null;
    return { ...row, states: statesOf(row, sight, today), sight, checkedAt: finding?.checkedAt ?? null };
  }

  /** Those with exactly these bytes, withdrawn or not, by number. */
  withBytes(sha256: string): readonly DocumentRef[] {
    return [...this.#rows.values()]
      .filter((row) => row.sha256 === sha256)
      .toSorted((left, right) => compareNumbers(left.number, right.number))
      .map(({ id, number, title }) => ({ id, number, title }));
  }
}
