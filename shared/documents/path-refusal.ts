/** Refusals of a path name it and why: `document.path-refused` { path, why }. */
export const pathRefusals = [
  'relative',
  'network',
  'own',
  'gone',
  'folder',
  'link',
  'special',
  'unreadable',
  'unsettled',
] as const;
export type PathRefusal = (typeof pathRefusals)[number];
