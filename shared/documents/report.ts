import { BYTE_ORDER_MARK, csvLine } from '../base/csv.ts';
import type { ListedDocument } from './operations.ts';
import type { DocumentKind } from './document.ts';
import type { Fault } from './finding.ts';
import type { DocumentState } from './states.ts';

export const reportColumns = [
  'number',
  'title',
  'state',
  'why',
  'kind',
  'version',
  'file',
  'bytes',
  'sha256',
  'owner',
  'belongsTo',
  'reviewOn',
  'validUntil',
  'checkedAt',
] as const;
export type ReportColumn = (typeof reportColumns)[number];

/** The words of the language that the report is for. */
export interface ReportWords {
  readonly column: (column: ReportColumn) => string;
  readonly state: (state: DocumentState) => string;
  readonly kind: (kind: DocumentKind) => string;
  readonly fault: (fault: Fault) => string;
  /** Names of all that a document belongs to. */
  readonly belongsTo: (document: ListedDocument) => readonly string[];
}

const why = ({ sight }: ListedDocument, words: ReportWords): string =>
  sight?.found === 'fault' ? words.fault(sight.fault) : '';

/** The list as it is shown, as CSV. Paths of watched files are left out: a report goes to others. */
export const reportCsv = (documents: readonly ListedDocument[], words: ReportWords): string => {
  const cellsOf = (document: ListedDocument): Readonly<Record<ReportColumn, string>> => ({
    number: document.number,
    title: document.title,
    state: document.states.map(words.state).join('; '),
    why: why(document, words),
    kind: words.kind(document.kind),
    version: document.label,
    file: document.fileName ?? document.place,
    bytes: document.bytes === null ? '' : String(document.bytes),
    sha256: document.sha256 ?? '',
    owner: document.owner ?? '',
    belongsTo: words.belongsTo(document).join('; '),
    reviewOn: document.reviewOn ?? '',
    validUntil: document.validUntil ?? '',
    checkedAt: document.checkedAt ?? '',
  });
  const lines = documents.map((document) => {
    const cells = cellsOf(document);
    return csvLine(reportColumns.map((column) => cells[column]));
  });
  return BYTE_ORDER_MARK + csvLine(reportColumns.map(words.column)) + lines.join('');
};
