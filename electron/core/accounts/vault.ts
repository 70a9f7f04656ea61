/**
 * The key slots of this profile as the rest of accounts sees them: who may try to sign in, and the master key for a right passphrase or
 * recovery key. Knows neither sessions nor the store.
 */
import { generateX25519Identity } from 'age-encryption';
import { readRecoveryKey } from '#shared/accounts/recovery-key.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Ambient, Platform } from '../ports.ts';
import {
  guardedOf,
  makeSecret,
  reveal,
  revealNewest,
  withoutUnused,
  withSecrets,
  type OpenSecret,
} from './device-secrets.ts';
import { isPracticeProfile, KEY_FILE_VERSION, type KeyFile, type KeySlot } from './key-file.ts';
import { MASTER_KEY_BYTES, makeRecoverySlot, makeSlot, openRecoverySlot, openSlot } from './key-slots.ts';
import { KeysUnconfirmed, loadKeys, readKeys, saveKeys, type KeyState } from './key-store.ts';
import { passphraseKey, type KdfCost } from './passphrase-key.ts';
import type { ProfileFiles } from './profile-files.ts';
import { whileLocked } from './profile-lock.ts';

/** The folder of the encrypted store inside the profile. */
const STORE_FOLDER = 'store';

export type VaultState = KeyState | { readonly state: 'unreadable'; readonly path: string; readonly errno: string };

export interface VaultOptions {
  readonly files: ProfileFiles;
  readonly folder: string;
  readonly platform: Platform;
  readonly ambient: Ambient;
  /** Cost of new slots, and the least accepted of stored ones. */
  readonly cost: KdfCost;
}

/** A person as a slot names them. */
export interface SlotPerson {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
}

/** Puts back what was there before, as far as the disk lets it. Never rejects. */
export type TakeBack = () => Promise<void>;

export class Vault {
  readonly #options: VaultOptions;
  #state: VaultState = { state: 'absent' };

  constructor(options: VaultOptions) {
    this.#options = options;
  }

  get state(): VaultState {
    return this.#state;
  }

  /** The key file of a profile that was set up to the end. */
  get keys(): KeyFile | undefined {
    return this.#state.state === 'whole' && this.#state.keys.complete ? this.#state.keys : undefined;
  }

  /** What the key file says of its desk, finished or not; undefined while none can be read. */
  get isPractice(): boolean | undefined {
    return this.#state.state === 'whole' ? isPracticeProfile(this.#state.keys.profile) : undefined;
  }

  /** Whether the OS keychain takes part on this host and in every key slot of this profile. */
  get hasKeychain(): boolean {
    const slots = this.keys?.slots ?? [];
    return this.#options.platform.capabilities.keychain && slots.every(({ deviceSecret }) => deviceSecret !== null);
  }

  /** Reads the key files anew and mends them. A store without keys is damage, never a new profile. */
  async load(): Promise<VaultState> {
    const { files, folder, cost } = this.#options;
    try {
      const found = await loadKeys(files, cost);
      this.#state =
        found.state === 'absent' && (await files.list()).includes(STORE_FOLDER)
          ? { state: 'damaged', file: 'keys-a.json, keys-b.json', problem: 'missing' }
          : found;
    } catch (error) {
      this.#state = { state: 'unreadable', path: folder, errno: errnoOf(error) };
    }
    return this.#state;
  }

  /**
   * Makes everything that a new profile needs, not yet complete. The recovery key exists in the result only. The caller has the lock of
   * the profile until `complete`: what lies there unfinished may otherwise be another console's set-up.
   */
  async begin(plan: {
    readonly desk: string;
    readonly profile: string;
    readonly device: KeyFile['device'];
    readonly person: SlotPerson;
    readonly passphrase: string;
  }): Promise<{ readonly masterKey: Buffer; readonly recoveryKey: string }> {
    const { files, ambient, cost, platform } = this.#options;
    // Set-up that never came to its end, so nobody knows a key to it. It is kept all the same.
    if (this.#state.state === 'whole' && (await files.list()).includes(STORE_FOLDER))
      await files.move(STORE_FOLDER, `unfinished-${ambient.now().toISOString().replaceAll(/[-:.]/g, '')}`);
    const masterKey = Buffer.from(ambient.randomBytes(MASTER_KEY_BYTES));
    const device = await makeSecret(platform, ambient);
    const recoveryKey = await generateX25519Identity();
    const { passphrase, person, ...named } = plan;
    const slot = await makeSlot(masterKey, {
      ...person,
      userId: person.id,
      profile: plan.profile,
      passphrase,
      cost,
      device,
      randomBytes: (length) => ambient.randomBytes(length),
    });
    device?.secret.fill(0);
    const keys: KeyFile = {
      ...named,
      format: 'deskside-keys',
      version: KEY_FILE_VERSION,
      counter: this.#state.state === 'whole' ? this.#state.keys.counter : 0,
      complete: false,
      deviceSecrets: device ? [guardedOf(device)] : [],
      slots: [slot],
      recovery: await makeRecoverySlot(masterKey, plan.profile, recoveryKey),
    };
    await this.#save(keys);
    return { masterKey, recoveryKey };
  }

  /** The store is there: from now on this is a profile. */
  async complete(): Promise<void> {
    if (this.#state.state !== 'whole') throw new Error('no key file');
    await this.#save({ ...this.#state.keys, complete: true });
  }

  /** Back to before `complete`: the next set-up makes everything anew. The caller has the lock of the profile. Rejects as `begin` does. */
  async abandon(): Promise<void> {
    if (this.#state.state === 'whole') await this.#save({ ...this.#state.keys, complete: false });
  }

  slotOf(userId: string): KeySlot | undefined {
    return this.keys?.slots.find((slot) => slot.userId === userId);
  }

  /**
   * The master key for the right passphrase; undefined for a wrong one and for people who have no slot, at the same cost.
   * Refuses with `auth.keychain-lost` if the passphrase cannot be tried because the device secret is gone.
   */
  async unlock(userId: string, passphrase: string): Promise<Result<Buffer | undefined>> {
    const { ambient, cost, platform } = this.#options;
    const keys = this.keys;
    const slot = this.slotOf(userId);
    if (!keys || !slot) {
      await passphraseKey(passphrase, ambient.randomBytes(32), cost, null);
      return succeed(undefined);
    }
    const named = keys.deviceSecrets.find(({ id }) => id === slot.deviceSecret);
    const device = slot.deviceSecret === null ? null : await reveal(platform, named);
    if (device === undefined) return refuse('auth.keychain-lost', 'the keychain does not give this device’s secret');
    const opened = await openSlot(slot, keys.profile, passphrase, device?.secret ?? null);
    device?.secret.fill(0);
    return succeed(opened);
  }

  /** The master key for the printed recovery key, however it was typed. */
  async unlockByRecoveryKey(typed: string): Promise<Result<Buffer>> {
    const identity = readRecoveryKey(typed);
    if (!identity) return refuse('auth.wrong-recovery-key', 'this is not a recovery key', { problem: 'form' });
    const keys = this.keys;
    const opened = keys ? await openRecoverySlot(keys.recovery, keys.profile, identity) : undefined;
    return opened ? succeed(opened) : refuse('auth.wrong-recovery-key', 'another key', { problem: 'key' });
  }

  /**
   * Gives a person a passphrase, in place of the one they had. A keychain that gives no device secret refuses with `auth.keychain-lost`;
   * `renew` adds another secret then, beside those that other people's slots need. Rejects with the system's error, or with
   * `KeysUnconfirmed`, if it cannot be written.
   */
  async setSlot(
    masterKey: Uint8Array,
    person: SlotPerson,
    passphrase: string,
    lostKeychain: 'refuse' | 'renew' = 'refuse',
  ): Promise<Result<TakeBack>> {
    const { ambient, cost } = this.#options;
    const { keys } = this;
    if (!keys) throw new Error('no profile');
    const device = await this.#deviceSecretFor(keys, lostKeychain);
    if (!device.ok) return device;
    const slot = await makeSlot(masterKey, {
      ...person,
      userId: person.id,
      profile: keys.profile,
      passphrase,
      cost,
      device: device.value,
      randomBytes: (length) => ambient.randomBytes(length),
    });
    device.value?.secret.fill(0);
    const secrets = device.value ? [guardedOf(device.value)] : [];
    return this.#changeForNow(keys.profile, (current) => ({
      ...current,
      deviceSecrets: withSecrets(current.deviceSecrets, secrets),
      slots: withSlot(current.slots, person.id, slot),
    }));
  }

  async removeSlot(userId: string): Promise<Result<null>> {
    return this.slotOf(userId)
      ? this.#change((keys) => ({ ...keys, slots: withSlot(keys.slots, userId, undefined) }))
      : succeed(null);
  }

  /** A new printed key for the same master key; the one before opens nothing any more. Rejects as `setSlot` does. */
  async renewRecoveryKey(
    masterKey: Uint8Array,
  ): Promise<Result<{ readonly recoveryKey: string; readonly takeBack: TakeBack }>> {
    const { keys } = this;
    if (!keys) throw new Error('no profile');
    const recoveryKey = await generateX25519Identity();
    const recovery = await makeRecoverySlot(masterKey, keys.profile, recoveryKey);
    const takeBack = await this.#changeForNow(keys.profile, (current) => ({ ...current, recovery }));
    return takeBack.ok ? succeed({ recoveryKey, takeBack: takeBack.value }) : takeBack;
  }

  /** Brings the names on the lock screen in line with the store, which is right. */
  async rename(
    desk: string,
    device: KeyFile['device'],
    people: ReadonlyMap<string, SlotPerson>,
  ): Promise<Result<null>> {
    return this.#change((keys) => ({
      ...keys,
      desk,
      device,
      slots: keys.slots.map((slot) => {
        const person = people.get(slot.userId);
        return person ? { ...slot, name: person.name, displayName: person.displayName } : slot;
      }),
    }));
  }

  /** As `#change`, for what is to be taken back if the store then refuses its part. */
  async #changeForNow(profile: string, change: (keys: KeyFile) => KeyFile): Promise<Result<TakeBack>> {
    let before: KeyFile | undefined;
    const changed = await this.#change((current) => {
      before = current;
      return change(current);
    }, profile);
    if (!changed.ok) return changed;
    return succeed(async () => {
      if (!before) return;
      const { slots, deviceSecrets, recovery } = before;
      try {
        await this.#change(
          (keys) => ({ ...keys, recovery, slots, deviceSecrets: withSecrets(keys.deviceSecrets, deviceSecrets) }),
          profile,
        );
      } catch {
        // The disk refuses this as well: what was written stays, and the reply said that it is not certain.
      }
    });
  }

  /**
   * Changes what is on disk now, which another console may have written since; of a file put back it is this console's own version. With
   * the lock of the profile: refuses with `profile.in-use` if another console keeps it, and if the files are another profile's by now.
   */
  async #change(change: (keys: KeyFile) => KeyFile, profile = this.keys?.profile): Promise<Result<null>> {
    const { files, cost } = this.#options;
    return whileLocked(files, async () => {
      const mine = this.#state;
      if (mine.state !== 'whole') throw new Error('no key file');
      const found = await readKeys(files, cost);
      if (found.state === 'newer')
        return refuse('storage.newer-schema', 'a newer version wrote the key file', { found: found.version });
      const isNewest = found.state === 'whole' && found.keys.counter >= mine.keys.counter;
      const current = isNewest ? found.keys : mine.keys;
      if (current.profile !== profile) return foreignKeys();
      const next = withoutUnused(change(current));
      if (JSON.stringify(next) === JSON.stringify(current))
        this.#state = { state: 'whole', keys: current, findings: [] };
      else await this.#save(next);
      return succeed(null);
    });
  }

  async #save(keys: KeyFile): Promise<void> {
    const become = (saved: KeyFile): void => {
      this.#state = { state: 'whole', keys: saved, findings: [] };
    };
    try {
      become(await saveKeys(this.#options.files, keys));
    } catch (error) {
      if (error instanceof KeysUnconfirmed) become(error.keys);
      throw error;
    }
  }

  /** What a new slot is bound to; null where the passphrase stands alone. */
  async #deviceSecretFor(keys: KeyFile, lostKeychain: 'refuse' | 'renew'): Promise<Result<OpenSecret | null>> {
    const { ambient, platform } = this.#options;
    const known = await revealNewest(platform, keys.deviceSecrets);
    if (known) return succeed(known);
    if (platform.capabilities.keychain && keys.deviceSecrets.length > 0 && lostKeychain === 'refuse')
      return refuse('auth.keychain-lost', 'the keychain does not give this device’s secret');
    return succeed(await makeSecret(platform, ambient));
  }
}

const withSlot = (slots: readonly KeySlot[], userId: string, slot: KeySlot | undefined): readonly KeySlot[] => {
  const place = slots.findIndex((other) => other.userId === userId);
  if (place < 0) return slot ? [...slots, slot] : slots;
  return slot ? slots.with(place, slot) : slots.toSpliced(place, 1);
};

export const foreignKeys = (): Result<never> =>
  refuse('profile.keys-damaged', 'the key slots belong to another store', { problem: 'store' });

export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
