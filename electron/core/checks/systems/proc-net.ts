/** What Linux writes under /proc/net, as text: addresses in hex, each four bytes in the order of the machine that wrote them, which is little-endian. */
import type { Gateway, Listening } from './laptop-system.ts';

const hexBytes = (hex: string): readonly number[] => (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));

const four = (bytes: readonly number[]): string => bytes.toReversed().join('.');

/** `bytes` in the order of the network. */
const six = (bytes: readonly number[]): string => {
  const groups = Array.from({ length: 8 }, (_none, at) =>
    ((bytes[2 * at] ?? 0) * 256 + (bytes[2 * at + 1] ?? 0)).toString(16),
  );
  // The longest run of zeros is what `::` stands for.
  const runs = [...groups.join(':').matchAll(/\b0(?::0)+\b/g)].toSorted((a, b) => b[0].length - a[0].length);
  const [longest] = runs;
  if (!longest) return groups.join(':');
  const text = groups.join(':');
  const before = text.slice(0, longest.index).replace(/:$/, '');
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${before}::${after}`;
};

/** `0100007F` is `127.0.0.1`; 32 digits are IPv6. Undefined for anything else. */
export const addressOf = (hex: string): string | undefined => {
  if (/^[0-9A-F]{8}$/i.test(hex)) return four(hexBytes(hex));
  if (!/^[0-9A-F]{32}$/i.test(hex)) return undefined;
  return six((hex.match(/.{8}/g) ?? []).flatMap((word) => hexBytes(word).toReversed()));
};

const LISTEN = '0A';

/** Sockets that wait for connections, of the text of /proc/net/tcp or tcp6. Lines that are none are passed over. */
export const listeningIn = (text: string): readonly Listening[] =>
  text.split('\n').flatMap((line) => {
    const [, local = '', , state = ''] = line.trim().split(/\s+/);
    const [hex = '', portHex = ''] = local.split(':');
    const address = addressOf(hex);
    return state === LISTEN && address !== undefined && /^[0-9A-F]{4}$/i.test(portHex)
      ? [{ address, port: Number.parseInt(portHex, 16) }]
      : [];
  });

const UP = 0x1;
const GATEWAY = 0x2;
const REJECT = 0x200;

const isUsed = (flags: number): boolean => (flags & UP) !== 0 && (flags & REJECT) === 0;

/** Default routes of the text of /proc/net/route. */
export const gatewaysIn = (text: string): readonly Gateway[] =>
  text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [device = '', target = '', gateway = '', flagsHex = '', , , metric = '', mask = ''] = line
        .trim()
        .split(/\s+/);
      const flags = Number.parseInt(flagsHex, 16);
      const address = (flags & GATEWAY) === 0 ? '' : addressOf(gateway);
      const isDefault = target === '00000000' && mask === '00000000';
      return isUsed(flags) && isDefault && address !== undefined ? [{ device, address, metric: Number(metric) }] : [];
    });

const ANY_SIX = '0'.repeat(32);

/** Default routes of the text of /proc/net/ipv6_route, where addresses stand in the order of the network. */
export const gatewaysInSix = (text: string): readonly Gateway[] =>
  text.split('\n').flatMap((line) => {
    const [target, bits, , , next = '', metric = '', , , flagsHex = '', device = ''] = line.trim().split(/\s+/);
    const flags = Number.parseInt(flagsHex, 16);
    const isDefault = target === ANY_SIX && bits === '00' && /^[0-9a-f]{32}$/i.test(next);
    if (!isDefault || !isUsed(flags)) return [];
    const address = (flags & GATEWAY) === 0 ? '' : six(hexBytes(next));
    return [{ device, address, metric: Number.parseInt(metric, 16) }];
  });
