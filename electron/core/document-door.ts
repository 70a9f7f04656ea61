import type { ListedDocument } from '#shared/documents/operations.ts';
import type { DocumentState } from '#shared/documents/states.ts';

/**
 * What other features may ask of the document catalogue. The bytes of what is kept here (`isKept`) stay for as long as a document or
 * a pack names them: `noteTextFiles` of `file-uses` notes such a use under the id of whatever names them.
 */
export interface DocumentDoor {
  /**
   * Documents in use that belong to any of these, with what holds of them on this laptop, in the order of their numbers. The list is that of now;
   * `documents.changed` tells when to ask again.
   */
  belongingTo(of: {
    readonly siteIds: ReadonlySet<string>;
    readonly organisationIds: ReadonlySet<string>;
    readonly assetIds: ReadonlySet<string>;
  }): readonly ListedDocument[];
  /**
   * The states of one of them as of now: a watched file that was the same when it was checked last is looked at where it lies, so that nobody relies
   * on one that is gone or was written to since. None for a document that is not here.
   */
  statesNow(document: Pick<ListedDocument, 'id'>): Promise<readonly DocumentState[]>;
}
