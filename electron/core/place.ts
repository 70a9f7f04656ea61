/** What tells this machine and this folder from every copy of them. */
import { readFile } from 'node:fs/promises';
import type { BigIntStats } from 'node:fs';

/** Decimal digits: JSON has no numbers as long. */
export interface FileIdentity {
  /** With the volume's serial number on Windows. Device numbers of other systems change from start to start. */
  readonly inode: string;
  /** When it was made, ns. */
  readonly born: string;
}

export const identityOf = ({ dev, ino, birthtimeNs }: BigIntStats): FileIdentity => ({
  inode: process.platform === 'win32' ? `${dev} ${ino}` : String(ino),
  born: String(birthtimeNs),
});

/**
 * Whether what was recorded is what is found: a file or folder keeps its identity when it is renamed, and a copy has another. On Linux the
 * time of birth decides, which no copying program can set and which outlives a mount that numbers files anew, whereas an inode that
 * became free is soon given again. Elsewhere copies may carry that time along, and file numbers are not given twice.
 */
export const isSameFile = (
  recorded: FileIdentity,
  found: BigIntStats,
  platform: NodeJS.Platform = process.platform,
): boolean => {
  // Where the file system keeps no such time, Node gives none or that of the last change.
  const isBirthKnown = found.birthtimeNs > 0n && found.birthtimeNs !== found.ctimeNs;
  const now = identityOf(found);
  return platform === 'linux' && isBirthKnown ? recorded.born === now.born : recorded.inode === now.inode;
};

/** The id that the system was given when it was installed; null where none can be read from a file. */
export const systemMachineId = async (): Promise<string | null> => {
  for (const path of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
    try {
      const id = (await readFile(path, 'utf8')).trim();
      if (/^[0-9a-f]{32}$/.test(id)) return id;
    } catch {
      // Not on this system.
    }
  }
  return null;
};
