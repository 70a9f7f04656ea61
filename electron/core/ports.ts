/**
 * What the application needs from whatever hosts it. Implementations live with their host; core never asks which one it is.
 * No behaviour here.
 */

import type { OtherDesk } from '#shared/practice/operations.ts';

/** What this host can do; the renderer reads it so that an impossible button is absent, not broken. */
export interface Capabilities {
  readonly keychain: boolean;
  readonly chooseFile: boolean;
  readonly reveal: boolean;
  /** Gives notices of the system. */
  readonly notify: boolean;
  /** Makes a PDF of the page by itself; elsewhere the browser's own printing does. */
  readonly savePdf: boolean;
}

/** Where a file was saved, or why not. */
export type SavedFile = { readonly path: string } | { readonly path: string; readonly problem: string };

export interface Platform {
  readonly name: 'desktop' | 'loopback';
  readonly capabilities: Capabilities;
  /** Ties `secret` to the OS account. Resolves undefined where no keychain can be trusted (loopback, Linux `basic_text`). */
  protectSecret(secret: Uint8Array): Promise<Uint8Array | undefined>;
  /** Reverse of `protectSecret`; rejects if the keychain no longer opens it. */
  revealSecret(protectedSecret: Uint8Array): Promise<Uint8Array>;
  /**
   * Asks where, then writes what the page prints there as PDF. `seal` is asked once every byte is on the disk, under another name: the file
   * gets its own only if that resolves true, else nothing is left of it. Resolves undefined if the person cancels or `seal` said no,
   * with `problem` if the file could not be written; rejects as `seal` does.
   */
  savePdf(suggestedName: string, seal: () => Promise<boolean>): Promise<SavedFile | undefined>;
  /** Asks for a file of this machine. Resolves to its absolute path, undefined if the person cancels or there is no chooser. */
  chooseFile(): Promise<string | undefined>;
  /** Shows a file in the file manager, and opens nothing. Resolves false where there is none. */
  reveal(path: string): Promise<boolean>;
  /**
   * Gives a notice of the system where the window is not in front; whoever chooses it has the window before them, and `chosen` is called. Anybody
   * may see it, on a locked screen too. Absent where `capabilities.notify` is not.
   */
  notify?(notice: { readonly title: string; readonly body: string }, chosen: () => void): void;
  /**
   * From a desk to the training desk beside it, or back; makes and starts it where that is needed. Rejects, with a reason that a person can
   * read, if it cannot be started. Absent where the host shows one desk only.
   */
  openOtherDesk?(): Promise<OtherDesk>;
}

/** The clock and the randomness, so that tests own both. */
export interface Ambient {
  now(): Date;
  /** Monotonic ms since the process started. */
  mono(): number;
  randomBytes(length: number): Uint8Array;
}
