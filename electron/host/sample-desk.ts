import type { AppStatus } from '../../shared/accounts/operations.ts';
import type { Result } from '../../shared/base/result.ts';
import type { App } from '../core/app.ts';

/** Known to everyone: the sample desk holds invented people and tickets only. */
export const samplePerson = {
  desk: 'Sample desk',
  name: 'sam',
  displayName: 'Sam Rivers',
  passphrase: 'look around freely',
} as const;

/**
 * Makes the sample desk where there is none yet, so that `--sample` opens a living console in one command. Resolves to what the
 * person needs to know to get in, or to why there is no sample desk.
 */
export const prepareSampleDesk = async (app: App): Promise<string> => {
  const connection = app.connect(() => undefined);
  try {
    const status = (await connection.request('app.status', {})) as Result<AppStatus>;
    if (status.ok && status.value.state === 'needs-setup') {
      const made = await connection.request('accounts.setUp', { ...samplePerson, sample: true });
      if (!made.ok) return `The sample desk could not be made: ${made.failure.message} (${made.failure.code}).`;
    }
    return `Sample desk: sign in as ${samplePerson.displayName} with the passphrase "${samplePerson.passphrase}".`;
  } finally {
    connection.close();
  }
};
