import type { App } from '../core/app.ts';

/** For what is under way after all was closed. */
const GRACE_MS = 1_000;

/** Within the process that a call of the system is out for which `process.exit` would wait. */
const isCalling = (): boolean => process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'));

/**
 * Once all apps are closed: `end`s the process, by force where a call of the system does not return, as on a network drive whose server is gone. An
 * ordinary end would wait for it.
 */
export const endProcess = async (apps: readonly Pick<App, 'isHeldUp'>[], end: () => void): Promise<void> => {
  const isHeldUp = (): boolean => apps.some((app) => app.isHeldUp()) || isCalling();
  const until = performance.now() + GRACE_MS;
  while (isHeldUp() && performance.now() < until)
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  if (isHeldUp()) process.kill(process.pid, 'SIGKILL');
  else end();
};
