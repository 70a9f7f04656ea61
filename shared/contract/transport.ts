import type { Result } from '../base/result.ts';
import type { Notice } from './notice.ts';

/** `lost` is tried again; `ended` never comes back in this window: the host was started anew and wants another entry. */
export type ConnectionStatus = 'connected' | 'connecting' | 'lost' | 'ended';

/**
 * The whole seam between renderer and core. Every value that crosses is JSON and is cloned: neither side sees the other's objects.
 * `request` never rejects: a lost connection resolves to a failure with code `connection.lost`.
 */
export interface Transport {
  request(name: string, input: unknown): Promise<Result<unknown>>;
  /** Called for every notice, in the order the core sent them. Returns the function that stops it. */
  onNotice(listener: (notice: Notice) => void): () => void;
  onStatus(listener: (status: ConnectionStatus) => void): () => void;
}
