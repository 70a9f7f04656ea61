import { refuse, succeed, type Result } from '../base/result.ts';

/** What a desk says of itself for ever; it stands in its sealed store, in the record of its device. */
export interface PracticeFlag {
  readonly isPractice: boolean;
}

declare const given: unique symbol;

/** Proof that a desk was asked. There is no other maker of one than `permitSync`. */
export interface SyncPermit {
  readonly [given]: true;
}

/**
 * The one question before anything of a desk is taken to another desk or to a server, or taken from one: sync, hand-over bundles, enrolment of
 * the device. Whatever opens such a way takes a `SyncPermit`, so that none can be opened without asking here. A training desk never gets
 * one (`practice.never-syncs`), whoever asks and whatever roles they have; there is no setting for it.
 */
export const permitSync = ({ isPractice }: PracticeFlag): Result<SyncPermit> =>
  isPractice
    ? refuse('practice.never-syncs', 'a training desk is never synced')
    : succeed(Object.freeze({}) as SyncPermit);
