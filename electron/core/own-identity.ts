/** Whether the device identity in a store is this laptop's alone, by the mark beside it, and another one where it is not (FORMATS.md §2). */
import type { DeviceRenewal, RenewalCause } from '#shared/accounts/renewal.ts';
import type { DamageReport } from '#shared/storage/status.ts';
import { emptyChain } from './audit/chain.ts';
import { Desk, type DeskOptions, type RenewalNote } from './desk.ts';
import { newDevice } from './device-identity.ts';
import type { DeviceMark, MarkReading } from './device-mark.ts';
import type { Actor } from './session.ts';
import type { Store } from './storage/store.ts';

/** A desk that may be written to; `renewal` says that, and why, it has another identity than before. */
export interface OwnDesk {
  readonly desk: Desk;
  readonly renewal: DeviceRenewal | null;
}

/** Whether the identity that `desk` was opened under may be gone on with; nothing is written to find out. */
export const isOwn = async (desk: Desk, mark: DeviceMark): Promise<boolean> =>
  (await causeOfRenewal(desk, await mark.read())) === null;

/** `desk` as it was opened, or under a new identity if its own is not this laptop's to go on with. Rejects with `StoreError`. */
export const ownDesk = async (options: DeskOptions, desk: Desk, mark: DeviceMark): Promise<OwnDesk> => {
  const reading = await mark.read();
  const cause = await causeOfRenewal(desk, reading);
  if (cause === null) return { desk, renewal: null };
  const note = { action: 'device.renew', reason: cause, known: beyond(desk, reading), after: {} } as const;
  return renew(options, mark, { cause, actor: null, note, deskName: desk.device.desk });
};

/** After damage: a new identity in any case. `deskName` counts where the store has lost its own. Rejects with `StoreError`. */
export const renewAfterDamage = async (
  options: DeskOptions,
  mark: DeviceMark,
  { actor, deskName, folder }: { readonly actor: Actor; readonly deskName: string; readonly folder: string },
): Promise<OwnDesk> => {
  const known = beyond(Desk.open(options), await mark.read());
  const note = { action: 'store.setAside', reason: null, known, after: { folder } } as const;
  return renew(options, mark, { cause: 'set-aside', actor, note, deskName });
};

interface Renewing {
  readonly cause: RenewalCause;
  readonly actor: Actor | null;
  readonly note: RenewalNote;
  readonly deskName: string;
}

const renew = async (
  options: DeskOptions,
  mark: DeviceMark,
  { cause, actor, note, deskName }: Renewing,
): Promise<OwnDesk> => {
  const before = Desk.open(options);
  const former = before?.device;
  const isPractice = before?.isPractice ?? options.isPractice ?? false;
  const device = newDevice(options.ambient, isPractice);
  // First the mark: a crash before the new identity is in the store finds another's mark beside it, and renews again.
  await mark.raise(device.id, emptyChain);
  const desk = await Desk.renew(options, { desk: former?.desk ?? deskName, device, isPractice }, actor, note);
  return { desk, renewal: { cause, code: device.code, formerCode: former?.code ?? null } };
};

/** Null if the identity is this laptop's alone. */
const causeOfRenewal = async (desk: Desk, mark: MarkReading): Promise<RenewalCause | null> => {
  if (mark.state === 'unknown') return 'unmarked';
  if (mark.state === 'elsewhere') return 'copied';
  return mark.device === desk.device.id && (await desk.hasReached(mark.head)) ? null : 'rolled-back';
};

/** What the mark has seen of a chain and the store does not hold. */
const beyond = (desk: Desk | undefined, mark: MarkReading): RenewalNote['known'] => {
  if (mark.state === 'unknown' || mark.head.seq === 0) return null;
  const { device, head } = mark;
  const isHeld = device === desk?.device.id && head.seq <= desk.auditHead.seq;
  return isHeld ? null : { device, head };
};

/** What is said of a store without the identity of any device that it could go on under. */
export const lostIdentity = ({ records }: Store, foundAt: Date): DamageReport => ({
  foundAt: foundAt.toISOString(),
  findings: [
    { file: 'store', offset: 0, problem: 'missing-bytes', note: 'the device identity is not among the records' },
  ],
  recordsIntact: Object.values(records.countsByType()).reduce((sum, count) => sum + count, 0),
  recordsLost: null,
});
