import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { HeldFile } from './held-file.ts';

const PIECE = 1024 * 1024;

/**
 * Writes what is held into a folder that is this person's alone, under its own name. What is read there later is what was hashed: whatever
 * happens to the original meanwhile. Null if the bytes are other ones by now. Rejects where the disk does.
 */
export const copyInto = async (
  folder: string,
  { handle, realPath, sha256, bytes }: HeldFile,
  mode: number,
): Promise<string | null> => {
  const path = join(folder, basename(realPath));
  const copy = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(PIECE);
    for (let at = 0; at < bytes;) {
      const { bytesRead } = await handle.read(piece, 0, Math.min(PIECE, bytes - at), at);
      if (bytesRead === 0) return null;
      const part = piece.subarray(0, bytesRead);
      hash.update(part);
      await copy.writeFile(part);
      at += bytesRead;
    }
    if (hash.digest('hex') !== sha256) return null;
    await copy.chmod(mode);
    return path;
  } finally {
    await copy.close();
  }
};
