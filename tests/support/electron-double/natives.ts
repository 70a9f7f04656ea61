import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Double } from './double.ts';

/**
 * The keychain of a Linux desktop without a secret service, which trusts nothing (`basic_text`); or, where the environment
 * names DOUBLE_KEYCHAIN, a trustworthy one whose key is made from that word. Another word is another keychain.
 */
export const createSafeStorage = (env: NodeJS.ProcessEnv) => {
  const word = env.DOUBLE_KEYCHAIN;
  const key = createHash('sha256')
    .update(word ?? 'peanuts')
    .digest();
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    getSelectedStorageBackend: () => (word === undefined ? 'basic_text' : 'gnome_libsecret'),
    encryptStringAsync: (text: string): Promise<Buffer> => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
      return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
    },
    decryptStringAsync: async (sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      await Promise.resolve();
      const result = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString();
      return { result, shouldReEncrypt: false };
    },
  };
};

/** What only a desktop has. Calls are recorded; the power monitor says what a test makes it say. */
export const createNatives = (double: Double) => ({
  powerMonitor: new EventEmitter(),
  screen: { getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }) },
  shell: {
    openExternal: (url: string) => {
      double.record('shell.openExternal', url);
      return Promise.resolve();
    },
  },
  dialog: {
    showErrorBox: (title: string, text: string) => double.record('dialog.showErrorBox', title, text),
    /** The person chooses what a test put into `saveTo`, or cancels. */
    showSaveDialog: (_window: object, options: object) => {
      double.record('dialog.showSaveDialog', options);
      return Promise.resolve({ canceled: double.saveTo === undefined, filePath: double.saveTo ?? '' });
    },
  },
  Notification: class extends EventEmitter {
    constructor(options: object) {
      super();
      double.record('Notification', options);
      double.notices.push(this);
    }
    static isSupported = (): boolean => true;
    show(): void {
      double.record('Notification.show');
    }
  },
  Menu: {
    buildFromTemplate: (template: readonly object[]) => template,
    setApplicationMenu: (menu: unknown) => double.record('Menu.setApplicationMenu', menu),
  },
});
