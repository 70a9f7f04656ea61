import { safeStorage } from 'electron';
import type { Platform } from '../core/ports.ts';

/**
 * Linux without a secret service falls back to a key that everyone knows (`basic_text`), which protects nothing; so does a
 * backend that is not known yet.
 */
const isTrustworthy = async (): Promise<boolean> => {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  if (process.platform !== 'linux') return true;
  const backend = safeStorage.getSelectedStorageBackend();
  return backend !== 'basic_text' && backend !== 'unknown';
};

/** Once the app is ready: earlier, the keychain is not there yet. */
export const createDesktopPlatform = async (): Promise<Platform> => {
  const keychain = await isTrustworthy();
  return {
    name: 'desktop',
    capabilities: { keychain, chooseFile: true, reveal: true, notify: true },
    protectSecret: async (secret) => {
      if (!keychain) return undefined;
      return new Uint8Array(await safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64')));
    },
    revealSecret: async (protectedSecret) => {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(protectedSecret));
      return new Uint8Array(Buffer.from(result, 'base64'));
    },
  };
};
