/** Changing keys of one's own accord: one's passphrase, and the printed recovery key. Either asks for the present passphrase again. */
import { identityToRecipient } from 'age-encryption';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Desk } from '../desk.ts';
import { deviceFingerprint } from '../device-fingerprint.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf, type Actor, type Session } from '../session.ts';
import type { InTurnAs } from './in-turn.ts';
import { canCommit, deskClosed, keysWritten, type Parts } from './parts.ts';
import { profileOf, type Profile } from './profile.ts';
import { auditAs, tryPassphrase, weakPassphrase } from './sign-in.ts';
import { foreignKeys } from './vault.ts';

export type KeyOperation = 'accounts.changePassphrase' | 'accounts.renewRecoveryKey';

export const keyHandlers = (parts: Parts, inTurnAs: InTurnAs): FeatureHandlers<KeyOperation> => {
  const { keeper, vault } = parts;

  /** Runs `work` with the master key that the passphrase opens, and wipes it. `action` names a wrong one in the trail. */
  const withKey = async <T>(
    session: Session,
    passphrase: string,
    action: string,
    work: (desk: Desk, actor: Actor, masterKey: Buffer) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const desk = keeper.desk;
    if (!desk) return deskClosed();
    const actor = actorOf(session);
    const writable = await canCommit(desk, actor);
    if (!writable.ok) return writable;
    const key = await tryPassphrase(parts, session.userId, passphrase, action);
    if (!key.ok) return key;
    try {
      return parts.fitsOpenDesk(key.value) ? await work(desk, actor, key.value) : foreignKeys();
    } finally {
      key.value.fill(0);
    }
  };

  return {
    'accounts.changePassphrase': (input, context) =>
      inTurnAs('accounts.changePassphrase', context, async (session) => {
        const weak = weakPassphrase(input.next);
        if (weak) return weak;
        const action = 'passphrase.change';
        return withKey(session, input.current, action, async (desk, actor, masterKey) => {
          const { userId: id, displayName } = session;
          const person = { id, name: vault.slotOf(id)?.name ?? id, displayName };
          const written = await keysWritten(() => vault.setSlot(masterKey, person, input.next));
          if (!written.ok) {
            await auditAs(desk, actor, { action, objectId: id, result: 'error' });
            return written;
          }
          const noted = await auditAs(desk, actor, { action, objectId: id });
          if (!noted.ok) await written.value();
          return noted;
        });
      }),
    'accounts.renewRecoveryKey': (input, context) =>
      inTurnAs('accounts.renewRecoveryKey', context, async (session) => {
        const action = 'recoveryKey.renew';
        return withKey(session, input.passphrase, action, async (desk, actor, masterKey) => {
          const written = await keysWritten(() => vault.renewRecoveryKey(masterKey));
          if (!written.ok) {
            await auditAs(desk, actor, { action, result: 'error' });
            return written;
          }
          const { recoveryKey, takeBack } = written.value;
          const recoveryRecipient = await identityToRecipient(recoveryKey);
          const noted = await desk.commit(actor, (unit) => {
            const profile = profileOf(desk.records);
            const before = profile ? { recoveryRecipient: profile.recoveryRecipient } : null;
            const next: Profile | undefined = profile && { ...profile, recoveryRecipient, updatedAt: unit.at };
            if (next) unit.putLocal(next);
            unit.audit({ action, object: null, before, after: { recoveryRecipient } });
            return succeed(null);
          });
          if (!noted.ok) {
            await takeBack();
            return noted;
          }
          const fingerprint = deviceFingerprint(desk.device.publicKey);
          return succeed({ recoveryKey, fingerprint, status: parts.statusOf(context.connection) });
        });
      }),
  };
};
