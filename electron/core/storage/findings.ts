import { basename } from 'node:path';
import type { DamageFinding } from '#shared/storage/status.ts';
import type { FrameFault, FrameFile } from './frame-file.ts';

export const missingFile = (file: string, note: string): DamageFinding => ({
  file,
  offset: 0,
  problem: 'missing-file',
  note,
});

/** Names what is wrong where a frame with `counter` should begin. */
export const describeFault = (
  file: FrameFile,
  found: FrameFault | { readonly offset: number; readonly counter: number },
  counter: number,
): DamageFinding => {
  const name = basename(file.path);
  if ('counter' in found) {
    return {
      file: name,
      offset: found.offset,
      problem: 'out-of-order',
      note: `frame ${found.counter} where ${counter} belongs`,
    };
  }
  if (found.fault === 'cut') {
    return { file: name, offset: file.size, problem: 'missing-bytes', note: `the file ends within frame ${counter}` };
  }
  if (found.header && found.header.counter !== counter) {
    return {
      file: name,
      offset: found.offset,
      problem: 'out-of-order',
      note: `frame ${found.header.counter} where ${counter} belongs`,
    };
  }
  return {
    file: name,
    offset: found.offset,
    problem: 'changed-bytes',
    note:
      found.fault === 'header'
        ? `no frame begins where frame ${counter} belongs`
        : `frame ${counter} is not as it was sealed`,
  };
};
