import { accessSync, constants, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';

/** The first of these paths where a program is that may be run; null: none. */
export const findProgram = (programs: readonly string[]): string | null =>
  programs.find((program) => {
    try {
      accessSync(program, constants.X_OK);
      return isAbsolute(program) && statSync(program).isFile();
    } catch {
      return false;
    }
  }) ?? null;
