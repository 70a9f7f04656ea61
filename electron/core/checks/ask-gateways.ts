import { isIP } from 'node:net';
import { codeOf } from './probe.ts';
import { connectOnce } from './reach.ts';
import type { Gateway, LaptopSystem } from './systems/laptop-system.ts';

/** What the gateways of this laptop say of its own network. `gone`: there is none, or none is there; `untold`: nothing can be said. */
export type Gateways = 'answer' | 'gone' | 'untold';

/** Doors that most gateways have: names, and their own pages. One that is closed answers as well. */
const PORTS = [53, 80, 443] as const;
const MOST = 3;
const WITHIN_MS = 1_500;

const answers: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET']);
const nobodyThere: ReadonlySet<string> = new Set([
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENONET',
  'EADDRNOTAVAIL',
]);

const knock = async (address: string, port: number, signal: AbortSignal): Promise<Gateways> => {
  try {
    (await connectOnce(address, port, WITHIN_MS, signal)).destroy();
    return 'answer';
  } catch (error) {
    const code = codeOf(error);
    if (answers.has(code)) return 'answer';
    return nobodyThere.has(code) ? 'gone' : 'untold';
  }
};

/** An address of a link alone is one only with the link. */
const addressOf = ({ address, device }: Gateway): string =>
  /^fe80:/i.test(address) ? `${address}%${device}` : address;

/** Connects to the gateways and says nothing to them: what they answer is that they are there. */
export const askGateways = async (system: LaptopSystem, signal: AbortSignal): Promise<Gateways> => {
  const told = await system.gateways({ signal });
  if (told === null) return 'untold';
  if (told.all.length === 0) return 'gone';
  // A modem or a VPN has no address to ask, and a name is not looked up.
  const all = [...new Set(told.all.map(addressOf))];
  const addresses = all.filter((address) => isIP(address) !== 0).slice(0, MOST);
  const said = await Promise.all(addresses.flatMap((address) => PORTS.map((port) => knock(address, port, signal))));
  if (said.includes('answer')) return 'answer';
  return addresses.length === all.length && said.every((each) => each === 'gone') ? 'gone' : 'untold';
};
