/** `Lin Yue` gives `lin.yue`; a name without Latin letters gives nothing, since nobody can tell how it is spelt. */
export const suggestSignInName = (displayName: string): string =>
  (
    displayName
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  ).join('.');
