import { Resolver } from 'node:dns';
import { facts, found, type Found, type Probe } from '../probe.ts';
import type { LaptopSystem } from '../systems/laptop-system.ts';
import { outwardInterfaces } from '../this-laptop.ts';

/** What this laptop is connected by. Where the system does not tell of gateways, that is said, not guessed. */
export const lookAtNetwork = async (probe: Probe, system: LaptopSystem): Promise<Found> => {
  const interfaces = outwardInterfaces();
  const said = [
    ...facts(...interfaces.map(({ name, addresses }) => ['interface', `${name}: ${addresses.join(', ')}`] as const)),
    ...facts(['dnsServers', new Resolver().getServers().join(', ')], ['proxy', probe.proxy]),
  ];
  if (interfaces.length === 0) return found('failed', 'noNetwork', said);
  const told = await system.gateways(probe);
  if (told === null) return found('ok', 'networkGatewayUnknown', said);
  const ways = facts(
    ...told.all.map(({ address, device }) => ['gateway', address === '' ? device : `${address} (${device})`] as const),
  );
  const by = facts(['toldBy', told.by]);
  return ways.length > 0
    ? found('ok', 'networkFine', [...ways, ...said, ...by])
    : found('warning', 'networkNoGateway', [...said, ...by]);
};
