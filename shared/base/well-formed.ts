/**
 * Whether every string in a JSON value, keys included, is well-formed Unicode. Half a surrogate pair has no UTF-8 and no canonical JSON: it
 * could be neither stored nor audited nor sent (FORMATS.md §3).
 */
export const isWellFormed = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Array.isArray(value)
    ? value.every(isWellFormed)
    : Object.entries(value).every(([key, member]) => key.isWellFormed() && isWellFormed(member));
};

/** The first `length` UTF-16 units, one fewer where that would part a surrogate pair. */
export const cutText = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
};
