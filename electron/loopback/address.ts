import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Where a person, or a test, finds the address with its one-time key. Never in an argument list, which others on this
 * machine can read, and never in a log: on a terminal it is printed, else only the path of a file is.
 */
export interface AddressBook {
  /** Holds the present address, and nothing else. */
  readonly file: string;
  write(address: string): void;
  /** Shows the console in the default browser, by a file that leads there. */
  openBrowser(): void;
  remove(): void;
}

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['explorer.exe'],
};

const leadingPage = (address: string): string =>
  `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Deskside</title><meta http-equiv="refresh" content="0; url=${address}">`;

export const createAddressBook = (): AddressBook => {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-'));
  const file = join(folder, 'address');
  const leading = join(folder, 'open.html');
  return {
    file,
    write: (address) => {
      writeFileSync(file, `${address}\n`, { mode: 0o600 });
      writeFileSync(leading, leadingPage(address), { mode: 0o600 });
    },
    openBrowser: () => {
      const [program, ...args] = openers[process.platform] ?? ['xdg-open'];
      const opener = spawn(program, [...args, leading], { stdio: 'ignore', detached: true });
      // No such program: the address is on the terminal anyway.
      opener.on('error', () => undefined);
      opener.unref();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
