/** Gateways are asked by real sockets of this laptop: one that refuses is there, and the broadcast address of loopback is nobody. */
import { expect, it } from 'vitest';
import { askGateways } from '#core/checks/ask-gateways.ts';
import type { Gateway } from '#core/checks/systems/laptop-system.ts';
import { unknownSystem } from '#core/checks/systems/this-system.ts';

const THERE = '127.0.0.1';
const NOBODY = '127.255.255.255';

const asked = (addresses: readonly string[] | null, signal = new AbortController().signal) => {
  const all = addresses?.map((address): Gateway => ({ device: 'lo', address, metric: 0 }));
  const gateways = () => Promise.resolve(all ? { by: 'a test', all } : null);
  return askGateways({ ...unknownSystem, gateways }, signal);
};

it.each([
  ['a system that does not tell of them', null, 'untold'],
  ['none', [], 'gone'],
  ['one that refuses', [THERE], 'answer'],
  ['one that is not there', [NOBODY], 'gone'],
  ['one that is there beside one that is not', [NOBODY, THERE], 'answer'],
  ['a modem, which has no address', [''], 'untold'],
  ['a modem beside one that is not there', ['', NOBODY], 'untold'],
  ['no address at all', ['nonsense address'], 'untold'],
] as const)('of %s', async (_, addresses, said) => {
  expect(await asked(addresses)).toBe(said);
});

it('says nothing where it is stopped', async () => {
  const stop = new AbortController();
  stop.abort();
  expect(await asked([THERE], stop.signal)).toBe('untold');
});
