import type { StoredFile } from './operations.ts';

/** The field of a draft that lists files attached before there is a ticket. */
export const FILES_FIELD = 'files';

const isStoredFile = (value: unknown): value is StoredFile => {
  if (typeof value !== 'object' || value === null) return false;
  const { sha256, name, mediaType, bytes } = value as { readonly [key: string]: unknown };
  return (
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    typeof name === 'string' &&
    typeof mediaType === 'string' &&
    typeof bytes === 'number'
  );
};

/** The files a draft lists; none for a draft that lists none, or not readably. */
export const filesOfDraft = (fields: Readonly<Record<string, string>>): readonly StoredFile[] => {
  try {
    const listed: unknown = JSON.parse(fields[FILES_FIELD] || '[]');
    return Array.isArray(listed) ? listed.filter(isStoredFile) : [];
  } catch {
    return [];
  }
};

/** As a field of a draft; empty for none, so that a draft of nothing else is none. */
export const draftFieldOf = (files: readonly StoredFile[]): string => (files.length === 0 ? '' : JSON.stringify(files));
