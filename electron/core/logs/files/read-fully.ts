import { readSync } from 'node:fs';

/** Fills the buffer from offset `at` as far as the file goes; answers how many bytes. Throws as the file system does. */
export const readFully = (file: number, buffer: Uint8Array, at: number): number => {
  let done = 0;
  while (done < buffer.length) {
    const read = readSync(file, buffer, done, buffer.length - done, at + done);
    if (read === 0) break;
    done += read;
  }
  return done;
};
