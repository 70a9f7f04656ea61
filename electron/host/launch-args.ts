import type { LaunchOptions } from './launch-options.ts';

/** What starts the same console again, on its training desk or on the desk that this one belongs to. */
export const launchArgs = ({ profile, sample }: LaunchOptions, training: boolean): readonly string[] => [
  ...(profile === undefined ? [] : ['--profile', profile]),
  ...(sample ? ['--sample'] : []),
  ...(training ? ['--training'] : []),
];
