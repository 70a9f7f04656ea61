import type { StoredRecord } from '../base/record.ts';

export const rhythms = ['daily', 'weekly'] as const;
export type Rhythm = (typeof rhythms)[number];

/** Instants as RFC 3339, half-open: whoever comes at `to` has it. */
export type RotaException =
  /** This person has it in that time, whoever's turn it is: a swap. */
  | { readonly kind: 'cover'; readonly personId: string; readonly from: string; readonly to: string }
  /** Cannot be called in that time: the next in order who can steps in. */
  | { readonly kind: 'absence'; readonly personId: string; readonly from: string; readonly to: string };

export interface RotaContent {
  readonly name: string;
  /** The assignment group that it stands in for; null for one of its own. */
  readonly groupId: string | null;
  /** IANA name of the place whose clock hands over. */
  readonly zone: string;
  readonly rhythm: Rhythm;
  /** `HH:MM` on the wall of `zone`. */
  readonly handOverTime: string;
  /** `YYYY-MM-DD`: the first member begins then. Weekly hand-overs fall on its weekday. */
  readonly startsOn: string;
  /** Ids of people in the order of their turns. */
  readonly memberIds: readonly string[];
  /** In the order they were made: of two covers at once the later one counts. */
  readonly exceptions: readonly RotaException[];
  readonly active: boolean;
}

/** Who is called out of hours, in turns. `rota:<ULID>`. */
export interface Rota extends StoredRecord, RotaContent {
  readonly type: 'rota';
  readonly schema: 1;
  readonly revision: number;
}
