import { spawn } from 'node:child_process';
import { app } from 'electron';
import type { OtherDesk } from '../../shared/practice/operations.ts';
import { launchArgs } from '../host/launch-args.ts';
import type { LaunchOptions } from '../host/launch-options.ts';

/**
 * Each desk has a process and a window of its own: one that runs already only comes to the front, by its single-instance lock. Who leaves the
 * training desk closes it; the real desk stays as it is while somebody practises. Rejects if the program cannot be started.
 */
export const startOtherDesk = (options: LaunchOptions): Promise<OtherDesk> =>
  new Promise((resolve, reject) => {
    const program = app.isPackaged ? [] : [app.getAppPath()];
    const other = spawn(app.getPath('exe'), [...program, ...launchArgs(options, !options.training)], {
      detached: true,
      stdio: 'ignore',
    });
    other.once('error', reject);
    other.once('spawn', () => {
      other.unref();
      resolve({ address: null });
      // Once the page has its answer.
      if (options.training) setImmediate(() => app.quit());
    });
  });
