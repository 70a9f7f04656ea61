import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { Preferences } from '#shared/settings/operations.ts';

export interface PreferencesState {
  /** Undefined until they are loaded. */
  readonly preferences: Preferences | undefined;
  readonly failure: Failure | undefined;
  /** What was chosen holds until the console locks only: the desk is read-only. */
  readonly isUnsaved: boolean;
  /** Shown at once; goes back if it could not be stored, except on a desk that takes nothing, as on a full disk: who only reads there may need their language all the more. */
  change(part: Partial<Preferences>): Promise<void>;
}

export type PreferencesStore = StoreApi<PreferencesState>;

const takesNothing: ReadonlySet<string> = new Set(['storage.read-only', 'storage.full']);
const usual: Preferences = { language: 'system', theme: 'system' };

/** How the signed-in person likes the console on this laptop. */
export const createPreferencesStore: SessionFactory<PreferencesStore> = (client) => {
  const store = createStore<PreferencesState>()((set, get) => ({
    preferences: undefined,
    failure: undefined,
    isUnsaved: false,
    change: async (part) => {
      const before = get().preferences;
      const wanted = { ...usual, ...before, ...part };
      set({ preferences: wanted, failure: undefined });
      const reply = await client.call('settings.setPreferences', wanted);
      const isUnsaved = !reply.ok && takesNothing.has(reply.failure.code);
      set({ isUnsaved });
      if (!reply.ok && !isUnsaved) set({ preferences: before, failure: reply.failure });
    },
  }));
  void client.call('settings.preferences', {}).then((reply) => {
    // A change made before the answer came is the newer wish.
    if (store.getState().preferences !== undefined) return;
    if (reply.ok) store.setState({ preferences: reply.value });
    else store.setState({ failure: reply.failure });
  });
  return store;
};
