import type { AppStatus } from '../../shared/accounts/operations.ts';
import type { Result } from '../../shared/base/result.ts';
import type { App } from '../core/app.ts';
import type { LaunchOptions } from './launch-options.ts';

const ask = async (app: App, name: 'app.status' | 'practice.reset'): Promise<Result<AppStatus>> => {
  const connection = app.connect(() => undefined);
  try {
    return (await connection.request(name, {})) as Result<AppStatus>;
  } finally {
    connection.close();
  }
};

/**
 * A training desk that is shown as a real one, or the reverse, is what must never happen: rejects unless the folder holds what the host was
 * started for, or nothing yet.
 */
export const expectKind = async (app: App, { training }: LaunchOptions, folder: string): Promise<void> => {
  const status = await ask(app, 'app.status');
  if (status.ok && status.value.practice !== training)
    throw new Error(
      training
        ? `${folder} holds a desk that people work on, and no training desk.`
        : `${folder} holds a training desk. Start it with --training and the folder of the desk that it belongs to.`,
    );
};

/** Makes the training desk where there is none yet. Resolves to what the person needs to know, or to why there is none. */
export const prepareTrainingDesk = async (app: App): Promise<string> => {
  const status = await ask(app, 'app.status');
  if (status.ok && status.value.state === 'needs-setup') {
    const made = await ask(app, 'practice.reset');
    if (!made.ok) return `The training desk could not be made: ${made.failure.message} (${made.failure.code}).`;
  }
  return 'Training desk: invented data, never synced. The lock screen fills its passphrase in.';
};
