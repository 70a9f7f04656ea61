/** Refusals of a place name it and why: `log.place-refused` { place, why }. */
export const placeRefusals = [
  'relative',
  'network',
  'own',
  'gone',
  'folder',
  'no-folder',
  'special',
  'unreadable',
  'unreachable',
  'pattern',
] as const;
export type PlaceRefusal = (typeof placeRefusals)[number];
