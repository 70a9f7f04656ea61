/** What Linux writes under /proc/net, as text: addresses in hex, each four bytes in the order of the machine that wrote them, which is little-endian. */

const hexBytes = (hex: string): readonly number[] => (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));

const four = (bytes: readonly number[]): string => bytes.toReversed().join('.');

const six = (hex: string): string => {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => hexBytes(word).toReversed());
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
  return /^[0-9A-F]{32}$/i.test(hex) ? six(hex) : undefined;
};

export interface Listening {
  readonly address: string;
  readonly port: number;
}

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

export interface Gateway {
  readonly device: string;
  readonly address: string;
  readonly metric: number;
}

const UP_AND_GATEWAY = 0x3;

/** Default routes of the text of /proc/net/route, the one that is used first. */
export const gatewaysIn = (text: string): readonly Gateway[] =>
  text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [device = '', target = '', gateway = '', flags = '', , , metric = '', mask = ''] = line.trim().split(/\s+/);
      const address = addressOf(gateway);
      const isUsed = (Number.parseInt(flags, 16) & UP_AND_GATEWAY) === UP_AND_GATEWAY;
      return isUsed && address !== undefined && target === '00000000' && mask === '00000000'
        ? [{ device, address, metric: Number(metric) }]
        : [];
    })
    .toSorted((left, right) => left.metric - right.metric);
