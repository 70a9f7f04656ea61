/**
 * A header label or a cell as alias tables hold it: NFKC, lower case, underscores and runs of blanks as one space,
 * without a byte order mark and without blanks around dashes, slashes and brackets.
 */
export const foldLabel = (label: string): string =>
  label
    .normalize('NFKC')
    .replaceAll('\uFEFF', '')
    .toLowerCase()
    .replaceAll(/[_\s]+/gu, ' ')
    .replaceAll(/\s*([-/()[\]:])\s*/gu, '$1')
    .replaceAll('’', "'")
    .trim();
