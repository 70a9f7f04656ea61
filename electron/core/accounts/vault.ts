/**
 * The key slots of this profile as the rest of accounts sees them: who may try to sign in, and the master key for a right passphrase or
 * recovery key. Knows neither sessions nor the store.
 */
import { generateX25519Identity } from 'age-encryption';
import { readRecoveryKey } from '#shared/accounts/recovery-key.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Ambient, Platform } from '../ports.ts';
import type { KeyFile, KeySlot } from './key-file.ts';
import { MASTER_KEY_BYTES, makeRecoverySlot, makeSlot, openRecoverySlot, openSlot } from './key-slots.ts';
import { loadKeys, saveKeys, type KeyState } from './key-store.ts';
import { passphraseKey, type KdfCost } from './passphrase-key.ts';
import type { ProfileFiles } from './profile-files.ts';

/** The folder of the encrypted store inside the profile. */
const STORE_FOLDER = 'store';
const DEVICE_SECRET_BYTES = 32;

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

  /** Whether the OS keychain takes part on this host and profile. */
  get hasKeychain(): boolean {
    return this.#options.platform.capabilities.keychain && (this.keys ? this.keys.deviceSecret !== null : true);
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

  /** Makes everything that a new profile needs, not yet complete. The recovery key exists in the result only. */
  async begin(plan: {
    readonly desk: string;
    readonly profile: string;
    readonly device: KeyFile['device'];
    readonly person: SlotPerson;
    readonly passphrase: string;
  }): Promise<{ readonly masterKey: Buffer; readonly recoveryKey: string }> {
    const { files, ambient, platform, cost } = this.#options;
    // Set-up that never came to its end, so nobody knows a key to it. It is kept all the same.
    if (this.#state.state === 'whole' && (await files.list()).includes(STORE_FOLDER))
      await files.move(STORE_FOLDER, `unfinished-${ambient.now().toISOString().replaceAll(/[-:.]/g, '')}`);
    const masterKey = Buffer.from(ambient.randomBytes(MASTER_KEY_BYTES));
    const secret = ambient.randomBytes(DEVICE_SECRET_BYTES);
    const guarded = platform.capabilities.keychain ? await platform.protectSecret(secret) : undefined;
    const recoveryKey = await generateX25519Identity();
    const { passphrase, person, ...named } = plan;
    const slot = await makeSlot(masterKey, {
      ...person,
      userId: person.id,
      profile: plan.profile,
      passphrase,
      cost,
      deviceSecret: guarded ? secret : null,
      randomBytes: (length) => ambient.randomBytes(length),
    });
    const keys: KeyFile = {
      ...named,
      format: 'deskside-keys',
      version: 1,
      counter: this.#state.state === 'whole' ? this.#state.keys.counter : 0,
      complete: false,
      deviceSecret: guarded ? Buffer.from(guarded).toString('base64') : null,
      slots: [slot],
      recovery: await makeRecoverySlot(masterKey, plan.profile, recoveryKey),
    };
    secret.fill(0);
    await this.#save(keys);
    return { masterKey, recoveryKey };
  }

  /** The store is there: from now on this is a profile. */
  async complete(): Promise<void> {
    await this.#change((keys) => ({ ...keys, complete: true }));
  }

  slotOf(userId: string): KeySlot | undefined {
    return this.keys?.slots.find((slot) => slot.userId === userId);
  }

  /**
   * The master key for the right passphrase; undefined for a wrong one and for people who have no slot, at the same cost.
   * Refuses with `auth.keychain-lost` if the passphrase cannot be tried because the device secret is gone.
   */
  async unlock(userId: string, passphrase: string): Promise<Result<Buffer | undefined>> {
    const { ambient, cost } = this.#options;
    const keys = this.keys;
    const slot = this.slotOf(userId);
    if (!keys || !slot) {
      await passphraseKey(passphrase, ambient.randomBytes(32), cost, null);
      return succeed(undefined);
    }
    const secret = slot.withDevice ? await this.#deviceSecret() : null;
    if (secret === undefined) return refuse('auth.keychain-lost', 'the keychain no longer holds this device’s secret');
    const opened = await openSlot(slot, keys.profile, passphrase, secret);
    secret?.fill(0);
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

  /** Gives a person a passphrase, in place of the one they had. Rejects with the system's error if it cannot be written. */
  async setSlot(masterKey: Uint8Array, person: SlotPerson, passphrase: string): Promise<void> {
    const { ambient, cost, platform } = this.#options;
    const keys = this.keys;
    if (!keys) throw new Error('no profile');
    let guarded = keys.deviceSecret;
    let secret: Uint8Array | null | undefined = null;
    if (platform.capabilities.keychain) {
      secret = await this.#deviceSecret();
      if (!secret) {
        // Lost with an old keychain: slots that need it are lost already, so a new one takes nothing from anybody.
        secret = ambient.randomBytes(DEVICE_SECRET_BYTES);
        const anew = await platform.protectSecret(secret);
        if (anew) guarded = Buffer.from(anew).toString('base64');
        else secret = null;
      }
    }
    const slot = await makeSlot(masterKey, {
      ...person,
      userId: person.id,
      profile: keys.profile,
      passphrase,
      cost,
      deviceSecret: secret,
      randomBytes: (length) => ambient.randomBytes(length),
    });
    secret?.fill(0);
    await this.#change((current) => ({
      ...current,
      deviceSecret: guarded,
      slots: current.slots.some((other) => other.userId === person.id)
        ? current.slots.map((other) => (other.userId === person.id ? slot : other))
        : [...current.slots, slot],
    }));
  }

  async removeSlot(userId: string): Promise<void> {
    if (this.slotOf(userId))
      await this.#change((keys) => ({ ...keys, slots: keys.slots.filter((slot) => slot.userId !== userId) }));
  }

  /** Brings the names on the lock screen in line with the store, which is right. */
  async rename(desk: string, device: KeyFile['device'], people: ReadonlyMap<string, SlotPerson>): Promise<void> {
    await this.#change((keys) => ({
      ...keys,
      desk,
      device,
      slots: keys.slots.map((slot) => {
        const person = people.get(slot.userId);
        return person ? { ...slot, name: person.name, displayName: person.displayName } : slot;
      }),
    }));
  }

  async #change(change: (keys: KeyFile) => KeyFile): Promise<void> {
    if (this.#state.state !== 'whole') throw new Error('no key file');
    const next = change(this.#state.keys);
    if (JSON.stringify(next) !== JSON.stringify(this.#state.keys)) await this.#save(next);
  }

  async #save(keys: KeyFile): Promise<void> {
    this.#state = { state: 'whole', keys: await saveKeys(this.#options.files, keys), findings: [] };
  }

  /** Undefined if there is one and this host's keychain does not open it, or there is none. */
  async #deviceSecret(): Promise<Uint8Array | undefined> {
    const guarded = this.keys?.deviceSecret;
    if (!guarded || !this.#options.platform.capabilities.keychain) return undefined;
    try {
      return await this.#options.platform.revealSecret(Buffer.from(guarded, 'base64'));
    } catch {
      return undefined;
    }
  }
}

export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
