import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LaunchOptions } from './launch-options.ts';

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

/** Sample and training desk never share a folder with a desk that people work on; the training desk of a folder named by hand lies beside it. */
export const profileFolder = (
  { profile, sample, training }: Pick<LaunchOptions, 'profile' | 'sample' | 'training'>,
  surroundings: Surroundings,
): string => {
  if (profile !== undefined) return training ? `${resolve(profile)}-training` : resolve(profile);
  return join(dataFolder(surroundings), training ? 'training' : sample ? 'sample' : 'profile');
};

/** Makes the folder, readable by its owner only. An existing one is closed to others too. */
export const prepareProfileFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
};
