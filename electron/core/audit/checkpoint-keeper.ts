import { succeed } from '#shared/base/result.ts';
import type { Change, Desk } from '../desk.ts';
import { chainOrigin, checkpointId, signNote, type Checkpoint } from './checkpoint.ts';

const EVERY_ENTRIES = 256;
const EVERY_MS = 60_000;

/** After these the head is signed at once: what somebody did is covered before the next person comes, or the laptop is left alone. */
const comingsAndGoings: ReadonlySet<string> = new Set(['session.signIn', 'session.recover', 'session.end']);

/** The newest checkpoint of a device, or undefined. */
export const newestCheckpoint = (desk: Desk, deviceId: string): Checkpoint | undefined => {
  const id = checkpointIds(desk, deviceId).at(-1);
  return id === undefined ? undefined : desk.records.get<Checkpoint>('checkpoint', id);
};

export const checkpointIds = (desk: Desk, deviceId: string): readonly string[] =>
  desk.records.idsWithPrefix(checkpointId(deviceId, 0).slice(0, -12));

/**
 * Signs the chain's head: with the first entry after opening, whenever somebody signs in, signs out or locks, every 256 entries, a minute
 * after an entry that none followed, and on closing. A checkpoint is no entry of the chain, so signing does not make the chain grow.
 * Resolves false if there was nothing new, or the desk could not take it.
 */
export const keepCheckpoints = (
  desk: Desk,
  after: (ms: number, work: () => void) => () => void,
): { readonly sign: () => Promise<boolean> } => {
  let signedSeq = newestCheckpoint(desk, desk.device.id)?.seq ?? 0;
  let isFirst = true;
  let cancel: (() => void) | undefined;

  const sign = async (): Promise<boolean> => {
    cancel?.();
    cancel = undefined;
    const key = desk.signingKey;
    if (!key || desk.auditHead.seq <= signedSeq) return false;
    const before = signedSeq;
    const signed = await desk.commit(desk.deviceActor, (unit) => {
      const { seq, hash } = unit.head;
      const origin = chainOrigin(desk.device.desk, desk.device.id);
      const checkpoint: Checkpoint = {
        ...unit.stamp('checkpoint', checkpointId(desk.device.id, seq)),
        seq,
        at: unit.at,
        note: signNote({ origin, seq, hash, at: unit.at }, key),
      };
      unit.putLocal(checkpoint);
      signedSeq = seq;
      return succeed(null);
    });
    if (!signed.ok && signedSeq !== before) signedSeq = before;
    return signed.ok;
  };

  const stopListening = desk.onDurable((change: Change) => {
    if (change.auditSeq <= signedSeq) return;
    const isDue = isFirst || change.actions.some((action) => comingsAndGoings.has(action));
    if (isDue || change.auditSeq - signedSeq >= EVERY_ENTRIES) {
      isFirst = false;
      void sign();
    } else cancel ??= after(EVERY_MS, () => void sign());
  });
  desk.onClosing(() => {
    stopListening();
    void sign();
  });
  return { sign };
};
