import { notFound } from '#shared/base/not-found.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Belonging, Document, DocumentContent } from '#shared/documents/document.ts';
import type { DocumentCatalogue } from '#shared/documents/operations.ts';
import type { DocumentRow } from '#shared/documents/row.ts';
import type { InLanguages } from '#shared/services/service.ts';
import { knownPerson } from '../known-person.ts';

interface Reader {
  get<R extends StoredRecord>(type: R['type'], id: string): R | undefined;
}

interface Named extends StoredRecord {
  readonly name: string | InLanguages;
}

const typeOf: Readonly<Record<keyof Belonging, string>> = {
  organisationId: 'organisation',
  siteId: 'site',
  assetId: 'ci',
  serviceId: 'service',
};
const parts = Object.keys(typeOf) as readonly (keyof Belonging)[];

/**
 * What a document names has to be here, and its owner among those who can sign in or only a name; what it named `before` may be gone since.
 * `record.not-found`, `auth.user-disabled`.
 */
export const knownContent = (
  records: Reader,
  content: DocumentContent,
  before: Document | undefined,
): Result<DocumentContent> => {
  for (const part of parts) {
    const id = content.belongsTo[part];
    if (id === null || id === before?.belongsTo[part]) continue;
    if (!records.get(typeOf[part], id)) return notFound(typeOf[part], id);
  }
  if (content.owner === null) return succeed(content);
  const owner = knownPerson(content.owner, records);
  if (owner.ok) return succeed({ ...content, owner: owner.value });
  return before?.owner?.id === content.owner.id ? succeed(content) : owner;
};

/** The names of now of what these documents belong to; what is gone has none. */
export const namesOf = (
  records: Reader,
  rows: Iterable<Pick<DocumentRow, 'belongsTo'>>,
): DocumentCatalogue['names'] => {
  const names: { [id: string]: InLanguages } = {};
  for (const { belongsTo } of rows)
    for (const part of parts) {
      const id = belongsTo[part];
      if (id === null || Object.hasOwn(names, id)) continue;
      const name = records.get<Named>(typeOf[part], id)?.name;
      if (name !== undefined) names[id] = typeof name === 'string' ? { en: name, 'zh-CN': name } : name;
    }
  return names;
};
