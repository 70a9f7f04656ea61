/** A whole profile that the console opens like any other: set up through accounts, then filled with generated tickets. */
import { performance } from 'node:perf_hooks';
import { randomBytes } from 'node:crypto';
import { createAccounts } from '#core/accounts/accounts.ts';
import { DeskKeeper } from '#core/desk-keeper.ts';
import type { Desk } from '#core/desk.ts';
import type { Ambient, Platform } from '#core/ports.ts';
import type { Actor } from '#core/session.ts';
import { succeed } from '#shared/base/result.ts';
import { generateTickets } from './generate-tickets.ts';

export const PASSPHRASE = 'bench passphrase 1';
const TICKETS_PER_COMMIT = 500;
const SEED = 7;

export const ambient: Ambient = {
  now: () => new Date(),
  mono: () => Math.round(performance.now()),
  randomBytes: (length) => Uint8Array.from(randomBytes(length)),
};

/** As the loopback host is: no keychain, the passphrase stands alone. */
export const platform: Platform = {
  name: 'loopback',
  capabilities: { keychain: false, chooseFile: false, reveal: false, notify: false, savePdf: false },
  protectSecret: () => Promise.resolve(undefined),
  revealSecret: () => Promise.reject(new Error('there is no keychain')),
  savePdf: () => Promise.resolve(undefined),
  chooseFile: () => Promise.resolve(undefined),
  reveal: () => Promise.resolve(false),
};

const fillWith =
  (count: number) =>
  async (desk: Desk, actor: Actor): Promise<void> => {
    const tickets = [...generateTickets(count, SEED)];
    for (let from = 0; from < count; from += TICKETS_PER_COMMIT) {
      const puts = tickets.slice(from, from + TICKETS_PER_COMMIT);
      const stored = await desk.commit(actor, (unit) => {
        for (const ticket of puts) unit.put(ticket);
        unit.audit({ action: 'bench.fill', object: null, after: { count: puts.length } });
        return succeed(null);
      });
      if (!stored.ok) throw new Error(stored.failure.message);
    }
    // As a desk in use lies on disk: one that grew to this size has been compacted on the way.
    await desk.compact();
  };

/** Makes the profile in `folder` with one administrator whose passphrase is `PASSPHRASE`. */
export const makeDesk = async (folder: string, tickets: number): Promise<void> => {
  const keeper = new DeskKeeper({
    profileFolder: folder,
    ambient,
    host: 'bench',
    appVersion: '0.0.0',
    storeWorker: null,
  });
  const accounts = await createAccounts({
    profileFolder: folder,
    platform,
    ambient,
    appVersion: '0.0.0',
    keeper,
    sample: fillWith(tickets),
    changed: () => {},
  });
  const input = { desk: 'Bench', name: 'mara', displayName: 'Mara Keller', passphrase: PASSPHRASE, sample: true };
  const made = await accounts.handlers['accounts.setUp'](input, { session: null, connection: 'bench' });
  if (!made.ok) throw new Error(`the profile was not made: ${made.failure.message}`);
  await accounts.close();
  await keeper.close();
};
