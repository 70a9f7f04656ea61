import { afterEach, beforeEach } from 'vitest';
import { openConsole, temporaryFolder, type ConsoleOptions, type TestConsole } from './console.ts';

/** For a test file: one empty profile folder for each test, and consoles on it that are closed afterwards. */
export const profileOfConsoles = (): {
  folder(): string;
  start(options?: ConsoleOptions): Promise<TestConsole>;
} => {
  let folder = '';
  let remove = (): Promise<void> => Promise.resolve();
  const consoles: TestConsole[] = [];
  beforeEach(async () => {
    const temporary = await temporaryFolder();
    folder = temporary.path;
    remove = () => temporary.remove();
  });
  afterEach(async () => {
    for (const each of consoles.splice(0)) await each.close();
    await remove();
  });
  return {
    folder: () => folder,
    start: async (options = {}) => {
      const made = await openConsole(folder, options);
      consoles.push(made);
      return made;
    },
  };
};
