/** Where a person is among the assets: what is open beside the list, or the import instead of it. */
export type AssetsPlace =
  | { readonly at: 'list' }
  | { readonly at: 'asset'; readonly ciId: string; readonly isEditing: boolean }
  /** `draft`: key of the draft, `new-asset:1`. */
  | { readonly at: 'new'; readonly draft: string }
  | { readonly at: 'import' };

/** `#/assets`, `#/assets/<ci>`, `#/assets/<ci>/edit`, `#/assets/new-asset:1`, `#/assets/import`. Never fails. */
export const assetsPlace = ([first, second]: readonly string[]): AssetsPlace => {
  if (first === 'import') return { at: 'import' };
  if (first?.startsWith('new-asset:') === true) return { at: 'new', draft: first };
  if (first?.startsWith('ci:') === true) return { at: 'asset', ciId: first, isEditing: second === 'edit' };
  return { at: 'list' };
};

/** The first key under which no new asset is being written. */
export const newAssetKey = (isTaken: (key: string) => boolean): string => {
  let n = 1;
  while (isTaken(`new-asset:${n}`)) n++;
  return `new-asset:${n}`;
};
