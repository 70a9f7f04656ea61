import type { Projection } from '../base/record.ts';
import { fold } from '../search/fold.ts';
import { shortNumber } from '../tickets/number.ts';
import type { Belonging, Document, DocumentKind, DocumentStorage } from './document.ts';

/** What lists know of each document without opening it. */
export type DocumentRow = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly owner: string | null;
  readonly belongsTo: { readonly [To in keyof Belonging]: string | null };
  readonly tags: readonly string[];
  readonly reviewOn: string | null;
  readonly validUntil: string | null;
  readonly storage: DocumentStorage;
  readonly place: string;
  readonly label: string;
  readonly fileName: string | null;
  readonly bytes: number | null;
  readonly sha256: string | null;
  /** The bytes of the newest version lie in the desk's own store. */
  readonly isKept: boolean;
  readonly withdrawnAt: string | null;
};

export const documentRow = (document: Document): DocumentRow => ({
  id: document.id,
  number: document.number,
  title: document.title,
  kind: document.kind,
  owner: document.owner?.name ?? null,
  belongsTo: { ...document.belongsTo },
  tags: document.tags,
  reviewOn: document.reviewOn,
  validUntil: document.validUntil,
  storage: document.storage,
  place: document.place,
  label: document.version?.label ?? '',
  fileName: document.version?.file.fileName ?? null,
  bytes: document.version?.file.bytes ?? null,
  sha256: document.version?.file.sha256 ?? null,
  isKept: document.version?.isKept ?? false,
  withdrawnAt: document.withdrawnAt,
});

export const documentProjection: Projection<Document> = { type: 'document', version: 2, project: documentRow };

/** All that a search may find of a document, folded: its number in every way of writing it, title, file name, place, owner and tags. */
export const documentText = ({ number, title, fileName, place, owner, tags, label }: DocumentRow): string => {
  const short = shortNumber(number);
  const parts = [number, short, number.replaceAll('-', ''), short.replaceAll('-', ''), title, fileName ?? '', place];
  return fold([...parts, owner ?? '', label, ...tags].join('\n'));
};
