/** What becomes of a document, decided without touching anything; core stores it. */
import { refuse, succeed, type Result } from '../base/result.ts';
import { contentOf, type Document, type DocumentContent, type VersionFacts } from './document.ts';

/** `record.stale` where it is no longer at the revision that the person saw. */
export const checkSeen = ({ revision }: Document, seen: number): Result<null> =>
  revision === seen
    ? succeed(null)
    : refuse('record.stale', `revision ${revision} was not seen, but ${seen}`, { seen, current: revision });

/** Tags once each, however written, in the order given. */
const once = (tags: readonly string[]): readonly string[] => {
  const known = new Set<string>();
  return tags.filter((tag) => {
    const folded = tag.normalize('NFKC').toLowerCase();
    return !known.has(folded) && known.add(folded);
  });
};

export const tidyContent = (content: DocumentContent): DocumentContent => ({ ...content, tags: once(content.tags) });

const revised = (document: Document, at: string): Document => ({
  ...document,
  updatedAt: at,
  revision: document.revision + 1,
});

/** The same document where nothing changed. `place` null leaves it as it is. */
export const planEdit = (document: Document, given: DocumentContent, place: string | null, at: string): Document => {
  const content = tidyContent(given);
  const named = document.storage === 'elsewhere' && place !== null && place !== '' ? place : document.place;
  const isSame = JSON.stringify(contentOf(document)) === JSON.stringify(contentOf(content)) && named === document.place;
  return isSame ? document : revised({ ...document, ...content, place: named }, at);
};

/**
 * `document.same-file` { number } for the bytes that it has already, unless they come to lie otherwise: kept now, or `isFound`, which they are where
 * they were missing, or are watched at another place than before.
 */
export const planVersion = (
  document: Document,
  facts: Omit<VersionFacts, 'place'>,
  storage: 'held' | 'watched',
  isFound: boolean,
): Result<{ readonly document: Document; readonly version: VersionFacts }> => {
  const isSame = document.version?.file.sha256 === facts.file.sha256 && document.storage === storage;
  if (isSame && !isFound && (document.version.isKept || !facts.isKept))
    return refuse('document.same-file', 'these are the bytes that it has already', { number: document.number });
  const version: VersionFacts = { ...facts, place: (document.version?.place ?? 0) + 1 };
  return succeed({ document: revised({ ...document, storage, place: '', version }, facts.at), version });
};

/**
 * Goes back to the bytes that were kept. They are those of before, and still a version: the history has to tell who decided that, and why.
 * `document.not-kept` { number } where there are none.
 */
export const planUseKept = (
  document: Document,
  { at, by }: Pick<VersionFacts, 'at' | 'by'>,
): Result<{ readonly document: Document; readonly version: VersionFacts }> => {
  const { storage, version: kept, number } = document;
  if (storage !== 'watched' || kept?.isKept !== true)
    return refuse('document.not-kept', 'the bytes of its newest version were not kept', { number });
  const version: VersionFacts = { ...kept, place: kept.place + 1, at, by };
  return succeed({ document: revised({ ...document, storage: 'held', version }, at), version });
};

export const planWithdrawal = (document: Document, withdrawn: boolean, at: string): Document =>
  (document.withdrawnAt !== null) === withdrawn
    ? document
    : revised({ ...document, withdrawnAt: withdrawn ? at : null }, at);
