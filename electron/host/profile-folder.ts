import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
}

/** Where this system keeps a person's application data. */
export const dataFolder = ({ platform, env, home }: Surroundings): string => {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Deskside');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Deskside');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'Deskside');
};

/** The sample desk never shares a folder with a desk that people work on. */
export const profileFolder = (
  options: { readonly profile: string | undefined; readonly sample: boolean },
  surroundings: Surroundings,
): string =>
  options.profile === undefined
    ? join(dataFolder(surroundings), options.sample ? 'sample' : 'profile')
    : resolve(options.profile);

/** Makes the folder, readable by its owner only. An existing one is closed to others too. */
export const prepareProfileFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
};
