import type { Platform } from '../core/ports.ts';

/** A browser tab: no keychain, no file chooser of ours, no file manager, no notifications; it prints by itself. */
export const loopbackPlatform: Platform = {
  name: 'loopback',
  capabilities: { keychain: false, chooseFile: false, reveal: false, notify: false, savePdf: false },
  protectSecret: () => Promise.resolve(undefined),
  revealSecret: () => Promise.reject(new Error('This host has no keychain: the profile was made by the desktop host')),
  savePdf: () => Promise.resolve(undefined),
  chooseFile: () => Promise.resolve(undefined),
  reveal: () => Promise.resolve(false),
};
