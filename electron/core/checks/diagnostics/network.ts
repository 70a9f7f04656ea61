import { Resolver } from 'node:dns';
import { readFile } from 'node:fs/promises';
import { facts, found, type Found, type Probe } from '../probe.ts';
import { gatewaysIn } from '../proc-net.ts';
import { outwardInterfaces } from '../this-laptop.ts';

export interface NetworkPlaces {
  /** Where the routes of this laptop are written; null where its system writes them nowhere that can be read. */
  readonly routes: string | null;
}

/** What this laptop is connected by. Where the system does not tell of gateways without a program, that is said, not guessed. */
export const lookAtNetwork = async (probe: Probe, { routes }: NetworkPlaces): Promise<Found> => {
  const interfaces = outwardInterfaces();
  const said = [
    ...facts(...interfaces.map(({ name, addresses }) => ['interface', `${name}: ${addresses.join(', ')}`] as const)),
    ...facts(['dnsServers', new Resolver().getServers().join(', ')], ['proxy', probe.proxy]),
  ];
  if (interfaces.length === 0) return found('failed', 'noNetwork', said);
  if (routes === null) return found('ok', 'networkGatewayUnknown', said);
  try {
    const gateways = gatewaysIn(await readFile(routes, { encoding: 'latin1', signal: probe.signal }));
    const ways = facts(...gateways.map(({ address, device }) => ['gateway', `${address} (${device})`] as const));
    return gateways.length > 0
      ? found('ok', 'networkFine', [...ways, ...said])
      : found('warning', 'networkNoGateway', said);
  } catch {
    return found('ok', 'networkGatewayUnknown', said);
  }
};
