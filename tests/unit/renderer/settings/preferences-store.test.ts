import { expect, test } from 'vitest';
import type { Client } from '#renderer/api/client.ts';
import { createPreferencesStore } from '#renderer/settings/preferences-store.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Preferences } from '#shared/settings/operations.ts';

/** Answers wait until the test lets them go, in the order it wants. */
const slowClient = () => {
  const waiting = new Map<string, (reply: Result<Preferences>) => void>();
  const client: Client = {
    call: (name) =>
      new Promise((resolve) => {
        waiting.set(name, resolve as never);
      }),
    onNotice: () => () => undefined,
    onStatus: () => () => undefined,
  };
  const answer = async (name: string, reply: Result<Preferences>): Promise<void> => {
    waiting.get(name)?.(reply);
    await new Promise<void>((resolve) => void setImmediate(resolve));
  };
  return { client, answer };
};

const stored: Preferences = { language: 'en', theme: 'dark' };

test('a change shows at once and goes back if it was not stored', async () => {
  const { client, answer } = slowClient();
  const store = createPreferencesStore(client, () => undefined);
  await answer('settings.preferences', succeed(stored));
  const change = store.getState().change({ theme: 'light' });
  expect(store.getState().preferences).toEqual({ language: 'en', theme: 'light' });
  await answer('settings.setPreferences', refuse('storage.failed', 'EIO'));
  await change;
  expect(store.getState()).toMatchObject({ preferences: stored, failure: { code: 'storage.failed' } });
});

test('a change made before the stored ones arrive is the newer wish', async () => {
  const { client, answer } = slowClient();
  const store = createPreferencesStore(client, () => undefined);
  void store.getState().change({ language: 'zh-CN' });
  await answer('settings.preferences', succeed(stored));
  expect(store.getState().preferences?.language).toBe('zh-CN');
});

test.each(['storage.read-only', 'storage.full'] as const)(
  'where it is refused as %s a change holds, unsaved',
  async (code) => {
    const { client, answer } = slowClient();
    const store = createPreferencesStore(client, () => undefined);
    await answer('settings.preferences', succeed(stored));
    const change = store.getState().change({ language: 'zh-CN' });
    await answer('settings.setPreferences', refuse(code, 'nothing is taken'));
    await change;
    const chosen = { language: 'zh-CN', theme: 'dark' };
    expect(store.getState()).toMatchObject({ preferences: chosen, failure: undefined, isUnsaved: true });
  },
);
