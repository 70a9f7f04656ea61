import type { Platform } from '../core/ports.ts';

/** A browser tab: no keychain, no file chooser of ours, no file manager, no notifications. */
export const loopbackPlatform: Platform = {
  name: 'loopback',
  capabilities: { keychain: false, chooseFile: false, reveal: false, notify: false },
  protectSecret: () => Promise.resolve(undefined),
  revealSecret: () => Promise.reject(new Error('This host has no keychain: the profile was made by the desktop host')),
};
