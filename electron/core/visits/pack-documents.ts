import type { AssetRow } from '#shared/assets/row.ts';
import type { ListedDocument } from '#shared/documents/operations.ts';
import { isHere, type DocumentState } from '#shared/documents/states.ts';
import type { PackReason } from '#shared/visits/belonging.ts';
import type { FileFacts, PackDocument } from '#shared/visits/things.ts';
import type { DocumentDoor } from '../document-door.ts';

interface PackPlaces {
  readonly site: { readonly id: string; readonly organisationId: string | null };
  readonly organisation: string | null;
  readonly assets: readonly Pick<AssetRow, 'id' | 'name'>[];
}

/** What says where a document is; the rest of its states say whether it holds. */
const ofPresence: ReadonlySet<DocumentState> = new Set<DocumentState>(['missing', 'unchecked', 'here']);

/** The states of a document whose bytes are kept here: found or not, they say more than what was found when it was checked last. */
const statesWith = ({ states }: ListedDocument, kept: FileFacts['state']): readonly DocumentState[] => {
  const others = states.filter((state) => !ofPresence.has(state));
  if (kept !== 'here') return ['missing', ...others];
  return states.includes('changed') ? others : ['here', ...others];
};

/**
 * The documents of a site: filed under it, under its organisation and no other site, or under something that stands there. `lies` says how bytes
 * that are kept here are found, the door what became of a file that is only watched.
 */
export const documentsOf = async (
  { site, organisation, assets }: PackPlaces,
  door: DocumentDoor,
  lies: (sha256: string) => Promise<Pick<FileFacts, 'state'>>,
): Promise<readonly PackDocument[]> => {
  const names = new Map(assets.map(({ id, name }) => [id, name]));
  const listed = door.belongingTo({
    siteIds: new Set([site.id]),
    organisationIds: new Set(site.organisationId === null ? [] : [site.organisationId]),
    assetIds: new Set(names.keys()),
  });
  const documents: PackDocument[] = [];
  for (const document of listed) {
    const { id, number, title, belongsTo, place, bytes, isKept, sha256 } = document;
    const { siteId, organisationId, assetId } = belongsTo;
    const asset = assetId === null ? undefined : names.get(assetId);
    const isOfOrganisation = siteId === null && organisationId !== null && organisationId === site.organisationId;
    const reasons: readonly PackReason[] = [
      ...(siteId === site.id ? [{ why: 'site', of: null } as const] : []),
      ...(asset === undefined ? [] : [{ why: 'asset', of: asset } as const]),
      ...(isOfOrganisation ? [{ why: 'organisation', of: organisation } as const] : []),
    ];
    if (reasons.length === 0) continue;
    const states =
      isKept && sha256 !== null ? statesWith(document, (await lies(sha256)).state) : await door.statesNow(document);
    const isReadable = isHere(states) || states.includes('changed');
    documents.push({
      id,
      number,
      title,
      states,
      place: place === '' ? null : place,
      bytes: isReadable ? (bytes ?? 0) : 0,
      reasons,
    });
  }
  return documents;
};
