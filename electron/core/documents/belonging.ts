import { notFound } from '#shared/base/not-found.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Belonging, Document, DocumentContent } from '#shared/documents/document.ts';
import type { DocumentCatalogue } from '#shared/documents/operations.ts';
import type { DocumentRow } from '#shared/documents/row.ts';
import type { InLanguages } from '#shared/services/service.ts';
import type { Desk } from '../desk.ts';
import { knownPerson } from '../known-person.ts';
import { Turns } from '../turns.ts';

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

/** The names of now of what documents belong to, each record read once until it changes. Lives as long as the desk. */
export class BelongingNames {
  readonly #desk: Desk;
  /** Undefined: what is gone has none. */
  readonly #known = new Map<string, InLanguages | undefined>();

  constructor(desk: Desk) {
    this.#desk = desk;
    desk.onApplied(({ puts, removes }) => {
      for (const { id } of puts) this.#known.delete(id);
      for (const id of removes) this.#known.delete(id);
    });
  }

  /** In turns with other work: thousands of documents may belong to as many things. */
  async of(rows: readonly Pick<DocumentRow, 'belongsTo'>[]): Promise<DocumentCatalogue['names']> {
    const turns = new Turns(() => this.#desk.ambient.mono());
    const names: { [id: string]: InLanguages } = {};
    for (const { belongsTo } of rows) {
      if (turns.due) await turns.rest();
      this.#add(names, belongsTo);
    }
    return names;
  }

  ofOne({ belongsTo }: Pick<DocumentRow, 'belongsTo'>): DocumentCatalogue['names'] {
    const names: { [id: string]: InLanguages } = {};
    this.#add(names, belongsTo);
    return names;
  }

  #add(names: { [id: string]: InLanguages }, belongsTo: Belonging): void {
    for (const part of parts) {
      const id = belongsTo[part];
      if (id === null) continue;
      const name = this.#name(part, id);
      if (name) names[id] = name;
    }
  }

  #name(part: keyof Belonging, id: string): InLanguages | undefined {
    if (this.#known.has(id)) return this.#known.get(id);
    const name = this.#desk.records.get<Named>(typeOf[part], id)?.name;
    const inLanguages = typeof name === 'string' ? { en: name, 'zh-CN': name } : name;
    this.#known.set(id, inLanguages);
    return inLanguages;
  }
}
