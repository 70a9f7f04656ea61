import type { App } from '../core/app.ts';
import type { LoopbackServer } from './serve.ts';

export interface ServedDesk {
  readonly app: App;
  readonly server: LoopbackServer;
  /** What its person needs to know; undefined if nothing. */
  readonly sentence: string | undefined;
}

/** The desk that people work on and the training desk beside it, each with its own core, port, cookie and sessions, started when first wanted. */
export interface Desks {
  /** Rejects if it cannot be started; asking again tries again. */
  open(training: boolean): Promise<ServedDesk>;
  /** Ends the connections of all, then seals their stores; resolves to the apps that were closed. */
  close(): Promise<readonly App[]>;
}

export const createDesks = (start: (training: boolean) => Promise<ServedDesk>): Desks => {
  const started = new Map<boolean, Promise<ServedDesk>>();
  return {
    open: (training) => {
      const known = started.get(training);
      if (known) return known;
      const desk = start(training);
      started.set(training, desk);
      desk.catch(() => started.delete(training));
      return desk;
    },
    close: async () => {
      const desks = await Promise.allSettled(started.values());
      const served = desks.flatMap((desk) => (desk.status === 'fulfilled' ? [desk.value] : []));
      await Promise.all(served.map(({ server }) => server.close()));
      await Promise.all(served.map(({ app }) => app.close()));
      return served.map(({ app }) => app);
    },
  };
};
