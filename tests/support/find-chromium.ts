import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

/** Away from the network and from the person's own browser; root cannot have Chromium's sandbox. */
export const chromiumArgs: readonly string[] = [
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (name: string): string[] =>
  (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));

/** The environment's CHROMIUM, Playwright's own, a system one. Throws with the one sentence that helps. */
export const findChromium = (): string => {
  const given = process.env.CHROMIUM;
  if (given !== undefined) {
    if (isExecutable(given)) return given;
    throw new Error(`CHROMIUM names ${given}, which cannot be run.`);
  }
  const candidates = [
    chromium.executablePath(),
    '/usr/bin/chromium',
    ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap(onPath),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    'The tests need Chromium: run `apt-get install chromium` or `npx playwright install chromium`, or set CHROMIUM to its path.',
  );
};
