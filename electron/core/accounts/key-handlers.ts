/** Changing keys of one's own accord, which asks for the present passphrase again. */
import type { Result } from '#shared/base/result.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf, type Actor, type Session } from '../session.ts';
import type { InTurnAs } from './in-turn.ts';
import { canCommit, deskClosed, keysWritten, type Parts } from './parts.ts';
import { auditAs, tryPassphrase, weakPassphrase } from './sign-in.ts';
import { foreignKeys } from './vault.ts';

export type KeyOperation = 'accounts.changePassphrase';

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
  };
};
