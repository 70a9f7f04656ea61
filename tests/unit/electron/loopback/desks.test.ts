import { expect, it } from 'vitest';
import { createDesks, type ServedDesk } from '../../../../electron/loopback/desks.ts';
import { createScriptedApp } from '../../../support/scripted-app.ts';

/** Desks that say in `log` what becomes of them. */
const served = (log: string[], name: string): ServedDesk => {
  const app = createScriptedApp();
  return {
    app: {
      ...app,
      close: () => {
        log.push(`${name} sealed`);
        return Promise.resolve();
      },
    },
    server: {
      origin: `http://${name}`,
      entryAddress: () => `http://${name}/enter`,
      onEntered: () => undefined,
      close: () => {
        log.push(`${name} hung up`);
        return Promise.resolve();
      },
    },
    sentence: undefined,
  };
};

it('starts a desk once, however many ask for it at the same time', async () => {
  const started: boolean[] = [];
  const desks = createDesks((training) => {
    started.push(training);
    return Promise.resolve(served([], String(training)));
  });
  const [first, second] = await Promise.all([desks.open(true), desks.open(true)]);
  expect(first).toBe(second);
  await desks.open(false);
  expect(started).toEqual([true, false]);
});

it('tries again after a start that failed', async () => {
  let tries = 0;
  const desks = createDesks(() => {
    tries += 1;
    return tries === 1 ? Promise.reject(new Error('no port')) : Promise.resolve(served([], 'training'));
  });
  await expect(desks.open(true)).rejects.toThrow('no port');
  expect((await desks.open(true)).server.origin).toBe('http://training');
});

it('hangs up everywhere before it seals anything, and minds no desk that never came about', async () => {
  const log: string[] = [];
  const desks = createDesks((training) =>
    training ? Promise.reject(new Error('no port')) : Promise.resolve(served(log, 'own')),
  );
  await desks.open(false);
  await desks.open(true).catch(() => undefined);
  await desks.close();
  expect(log).toEqual(['own hung up', 'own sealed']);
});
