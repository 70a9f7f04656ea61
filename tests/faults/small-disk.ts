/** A small file system of its own, that can really be filled and freed again. */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

const BALLAST_CHUNK = 64 * 1024;

/** Undefined once it is there; else why it cannot be had here. */
export const mount = (folder: string, megabytes: number): string | undefined => {
  if (process.platform !== 'linux') return 'needs Linux: a tmpfs of its own is what is filled';
  if (process.getuid?.() !== 0) return 'needs root: a tmpfs of its own is what is filled';
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder], { stdio: 'pipe' });
    mounted.add(folder);
    return undefined;
  } catch (error) {
    return `a tmpfs cannot be mounted here: ${error instanceof Error ? error.message.split('\n').join(' ') : String(error)}`;
  }
};

const mounted = new Set<string>();
// Before the scratch folders go: a mounted one cannot.
process.prependListener('exit', () => {
  for (const folder of mounted) execFileSync('umount', ['--lazy', folder]);
});

/** Says if a file of it was still open, which a closed store must not leave behind. */
export const unmount = (folder: string): readonly string[] => {
  try {
    execFileSync('umount', [folder], { stdio: 'pipe' });
    mounted.delete(folder);
    return [];
  } catch {
    return ['files were still open after the last store was closed'];
  }
};

/** Somebody else's file that takes every byte there is; gone when the function returned is called. */
export const fillWithBallast = (folder: string): (() => void) => {
  const file = path.join(folder, 'ballast');
  const descriptor = openSync(file, 'w');
  const chunk = Buffer.alloc(BALLAST_CHUNK);
  for (let size = chunk.length; size > 0;) {
    try {
      if (writeSync(descriptor, chunk, 0, size) === 0) size >>= 1;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      size >>= 1;
    }
  }
  closeSync(descriptor);
  return () => rmSync(file);
};
