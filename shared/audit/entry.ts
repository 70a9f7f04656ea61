import type { Json } from '../base/result.ts';

/** One line of a device's audit chain (FORMATS.md §3). Every member is always present, null where empty; numbers are integers. */
export interface AuditEntry {
  readonly action: string;
  readonly actor: string;
  readonly after: Json;
  readonly appVersion: string;
  readonly at: string;
  readonly before: Json;
  readonly correlation: string | null;
  readonly device: string;
  readonly host: string;
  /** Monotonic ms since the process started. */
  readonly mono: number;
  readonly object: { readonly type: string; readonly id: string; readonly number: string | null } | null;
  /** Lower-case hex SHA-256 of the previous line; 64 zeros for seq 1. */
  readonly prev: string;
  readonly reason: string | null;
  readonly result: 'ok' | 'denied' | 'error';
  readonly role: string | null;
  /** From 1 without gaps. */
  readonly seq: number;
  readonly session: string | null;
  readonly v: 1;
}
