import { parseArgs } from 'node:util';

export interface LaunchOptions {
  /** Works on the sample desk, in a profile of its own. */
  readonly sample: boolean;
  /** Works on the training desk that lies beside the desk which the other options name. */
  readonly training: boolean;
  /** Profile folder named by hand; undefined for the usual place. */
  readonly profile: string | undefined;
  /** Loopback host only; 0 lets the system choose. */
  readonly port: number;
  /** Loopback host only: show the console in the default browser. */
  readonly open: boolean;
}

const portOf = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535) throw new Error(`--port ${text} is no port`);
  return port;
};

/**
 * Reads what follows the program's name. Unknown switches are passed over: in the desktop host they are Chromium's, and
 * `npm start` has refused them before it came this far. Throws on a port that is none.
 */
export const readLaunchOptions = (args: readonly string[]): LaunchOptions => {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      sample: { type: 'boolean' },
      training: { type: 'boolean' },
      profile: { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
    },
  });
  const port = values.port === undefined ? 0 : portOf(String(values.port));
  return {
    sample: values.sample === true,
    training: values.training === true,
    profile: typeof values.profile === 'string' ? values.profile : undefined,
    port,
    open: values['no-open'] !== true,
  };
};
