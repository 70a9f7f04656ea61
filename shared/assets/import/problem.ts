/** What is wrong with a row of a list of assets. Warnings do not keep it out. */
export const assetProblemCodes = [
  'row.broken',
  'name.missing',
  'serial.twice',
  'tag.twice',
  'identity.two-assets',
  'number.unknown',
  'parent.cycle',
  'parent.too-deep',
  'status.not-next',
  'text.too-long',
  'class.unknown',
  'status.unknown',
  'date.unreadable',
  'parent.unknown',
  'attributes.too-many',
] as const;
export type AssetProblemCode = (typeof assetProblemCodes)[number];

/** These leave the cell aside, or keep it as an attribute, and take the row. */
const warnings: ReadonlySet<AssetProblemCode> = new Set([
  'class.unknown',
  'status.unknown',
  'status.not-next',
  'date.unreadable',
  'parent.unknown',
  'attributes.too-many',
]);

export interface AssetProblem {
  readonly code: AssetProblemCode;
  /** Column from 0; null for the row as a whole. */
  readonly column: number | null;
  readonly value: string;
}

export const isWarning = ({ code }: Pick<AssetProblem, 'code'>): boolean => warnings.has(code);
