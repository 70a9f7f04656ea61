/** Managing the people of a desk: who they are, what they may do, whether they may still come in. */
import { changeUser, foldSignInName, viewUser, type User } from '#shared/accounts/user.ts';
import { isAllowed } from '#shared/accounts/roles.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { InTurnAs } from './in-turn.ts';
import { notWritten, type Parts } from './parts.ts';
import { profileOf, usersOf, type Profile } from './profile.ts';
import { auditAs, weakPassphrase } from './sign-in.ts';

export type PeopleOperation =
  | 'accounts.users'
  | 'accounts.colleagues'
  | 'accounts.addUser'
  | 'accounts.changeUser'
  | 'accounts.setAutoLock';

const closed = refuse('auth.signed-out', 'the desk is closed');

/** `inTurnAs` runs what touches keys in the order in which it was asked for, and only for those who may still ask. */
export const peopleHandlers = (parts: Parts, inTurnAs: InTurnAs): FeatureHandlers<PeopleOperation> => {
  const { keeper, sessions, vault } = parts;
  /** Writes somebody's slot after the store has the decision; a failure is in the trail too. */
  const withSlot = async (desk: Desk, actor: ReturnType<typeof actorOf>, user: User, write: () => Promise<void>) => {
    try {
      await write();
      return null;
    } catch (error) {
      await auditAs(desk, actor, { action: 'keys.write', objectId: user.id, result: 'error' });
      return notWritten(error);
    }
  };
  return {
    'accounts.users': () => {
      const desk = keeper.desk;
      return desk ? succeed(usersOf(desk.records).map(viewUser)) : closed;
    },
    'accounts.colleagues': () => {
      const desk = keeper.desk;
      if (!desk) return closed;
      const working = usersOf(desk.records).filter(
        ({ disabled, roles }) => !disabled && isAllowed(roles, 'tickets.work'),
      );
      return succeed(working.map(({ id, displayName }) => ({ id, displayName })));
    },
    'accounts.addUser': (input, context) =>
      inTurnAs('accounts.addUser', context, async (session) => {
        const desk = keeper.desk;
        const masterKey = parts.masterKey();
        if (!desk || !masterKey) return closed;
        const weak = weakPassphrase(input.passphrase);
        if (weak) return weak;
        const actor = actorOf(session);
        const added = await desk.commit(actor, (unit) => {
          const name = foldSignInName(input.name);
          if (usersOf(desk.records).some((other) => foldSignInName(other.name) === name))
            return refuse('record.exists', 'this sign-in name is taken', { field: 'name', value: input.name });
          const user: User = {
            ...unit.stamp('user', unit.newId('user')),
            name: input.name,
            displayName: input.displayName,
            roles: [...new Set(input.roles)],
            disabled: false,
          };
          unit.write('user.create', user);
          return succeed(user);
        });
        if (!added.ok) return added;
        const user = added.value;
        const failed = await withSlot(desk, actor, user, () => vault.setSlot(masterKey, user, input.passphrase));
        return failed ?? succeed(viewUser(user));
      }),
    'accounts.changeUser': (input, context) =>
      inTurnAs('accounts.changeUser', context, async (session) => {
        const desk = keeper.desk;
        const masterKey = parts.masterKey();
        if (!desk || !masterKey) return closed;
        const { userId, passphrase, ...change } = input;
        const weak = passphrase === undefined ? null : weakPassphrase(passphrase);
        if (weak) return weak;
        const actor = actorOf(session);
        const changed = await desk.commit(actor, (unit) => {
          const user = unit.get<User>('user', userId);
          if (!user) return refuse('record.not-found', 'no such user', { id: userId });
          if (user.disabled && change.disabled === false && passphrase === undefined)
            return refuse('auth.weak-passphrase', 'somebody who comes back needs a new passphrase', {
              problem: 'missing',
              minimum: 12,
            });
          const next = changeUser(usersOf(desk.records), user, change, unit.at);
          if (!next.ok) return next;
          if (next.value.disabled !== user.disabled)
            unit.write(next.value.disabled ? 'user.disable' : 'user.enable', next.value);
          else unit.write('user.change', next.value);
          if (passphrase !== undefined)
            unit.audit({ action: 'passphrase.reset', object: { type: 'user', id: userId, number: null } });
          return succeed(next.value);
        });
        if (!changed.ok) return changed;
        const user = changed.value;
        sessions.refresh(user.id, user.displayName, user.roles);
        if (user.disabled)
          for (const running of sessions.ofUser(user.id)) await parts.end(running.connection, 'disabled');
        const failed = await withSlot(desk, actor, user, async () => {
          if (user.disabled) await vault.removeSlot(user.id);
          else if (passphrase !== undefined) await vault.setSlot(masterKey, user, passphrase);
          const { device } = desk;
          await vault.rename(device.desk, { id: device.id, code: device.code }, new Map([[user.id, user]]));
        });
        // Only now: lock screens list who has a slot.
        parts.changed();
        if (!failed && passphrase !== undefined) await parts.attempts.succeeded(user.id);
        return failed ?? succeed(viewUser(user));
      }),
    'accounts.setAutoLock': async (input, { session }) => {
      const desk = keeper.desk;
      if (!desk) return closed;
      const set = await desk.commit(actorOf(session), (unit) => {
        const profile = profileOf(desk.records);
        if (!profile) return refuse('record.not-found', 'the profile record is missing');
        const next: Profile = { ...profile, autoLockMinutes: input.minutes, updatedAt: unit.at };
        unit.putLocal(next);
        unit.audit({
          action: 'settings.autoLock',
          object: null,
          before: { minutes: profile.autoLockMinutes },
          after: { minutes: next.autoLockMinutes },
        });
        return succeed(null);
      });
      if (set.ok) parts.changed();
      return set;
    },
  };
};
