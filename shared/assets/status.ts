import { refuse, succeed, type Result } from '../base/result.ts';
import type { AssetStatus } from './configuration-item.ts';

/**
 * Where an asset may go from where it is. What was disposed of does not come back: the same serial in use again is a mistake to be looked
 * into. What was lost may be found, and what was retired may be needed once more.
 */
const moves: Readonly<Record<AssetStatus, readonly AssetStatus[]>> = {
  ordered: ['in_stock', 'in_use', 'lost', 'retired'],
  in_stock: ['in_use', 'in_repair', 'retired', 'disposed', 'lost'],
  in_use: ['in_stock', 'in_repair', 'retired', 'lost'],
  in_repair: ['in_use', 'in_stock', 'retired', 'disposed', 'lost'],
  retired: ['in_stock', 'in_use', 'disposed', 'lost'],
  lost: ['in_stock', 'in_use', 'retired', 'disposed'],
  disposed: [],
};

export const nextStatuses = (from: AssetStatus): readonly AssetStatus[] => moves[from];

/** Gone for good or out of service: not offered where somebody looks for what may be broken. */
export const isOutOfService = (status: AssetStatus): boolean => status === 'retired' || status === 'disposed';

/** `asset.illegal-status` { from, to }. */
export const checkStatusMove = (from: AssetStatus, to: AssetStatus): Result<null> =>
  moves[from].includes(to)
    ? succeed(null)
    : refuse('asset.illegal-status', `${to} does not follow ${from}`, { from, to });
