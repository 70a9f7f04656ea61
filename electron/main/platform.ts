import { dialog, Notification, safeStorage, shell, type BrowserWindow } from 'electron';
import type { Platform, SavedFile } from '../core/ports.ts';
import { saveSealed } from './save-sealed.ts';

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

/** The page as it prints, on the paper that its style sheet asks for. */
const savePdf = async (
  window: BrowserWindow,
  suggestedName: string,
  seal: () => Promise<boolean>,
): Promise<SavedFile | undefined> => {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: suggestedName,
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  });
  if (canceled || filePath === '') return undefined;
  let bytes: Buffer;
  try {
    bytes = await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
  } catch (error) {
    return { path: filePath, problem: error instanceof Error ? error.message : String(error) };
  }
  return saveSealed(filePath, bytes, seal);
};

/** Held as long as they are shown: one that nobody holds is collected, and choosing it does nothing. */
const shownNotices = new Set<Notification>();

const showNotice = (
  window: BrowserWindow,
  { title, body }: { readonly title: string; readonly body: string },
  chosen: () => void,
): void => {
  const notice = new Notification({ title, body });
  shownNotices.add(notice);
  const forget = () => void shownNotices.delete(notice);
  notice.on('close', forget);
  notice.on('failed', forget);
  notice.on('click', () => {
    forget();
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    chosen();
  });
  notice.show();
};

/** Once the app is ready: earlier, the keychain is not there yet. `windowNow` is asked when something has to be shown or printed. */
export const createDesktopPlatform = async (windowNow: () => BrowserWindow | undefined): Promise<Platform> => {
  const keychain = await isTrustworthy();
  return {
    name: 'desktop',
    capabilities: { keychain, chooseFile: true, reveal: true, notify: Notification.isSupported(), savePdf: true },
    protectSecret: async (secret) => {
      if (!keychain) return undefined;
      return new Uint8Array(await safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64')));
    },
    revealSecret: async (protectedSecret) => {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(protectedSecret));
      return new Uint8Array(Buffer.from(result, 'base64'));
    },
    savePdf: async (suggestedName, seal) => {
      const window = windowNow();
      return window && savePdf(window, suggestedName, seal);
    },
    notify: (notice, chosen) => {
      const window = windowNow();
      if (window && !window.isFocused() && Notification.isSupported()) showNotice(window, notice, chosen);
    },
    chooseFile: async () => {
      const window = windowNow();
      const chosen = window && (await dialog.showOpenDialog(window, { properties: ['openFile'] }));
      return chosen?.canceled === false ? chosen.filePaths[0] : undefined;
    },
    reveal: (path) => {
      shell.showItemInFolder(path);
      return Promise.resolve(true);
    },
  };
};
